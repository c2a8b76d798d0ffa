package org.fanfare.wire.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The JDK's client, as every test uses it: HTTP/1.1, and nothing takes longer than a minute. */
public final class Http {
  static {
    if (Quirks.closesUnannounced()) { // a request that came too late is sent once more, a POST too
      System.setProperty("jdk.httpclient.enableAllMethodRetry", "true");
    }
  }

  /** The client that asks and publishes. */
  public static final HttpClient CLIENT = client();

  /**
   * The client that listens. What is killed may take a connection of its client's pool with it,
   * which must not be one on which something is published.
   */
  static final HttpClient LISTENING = client();

  private Http() {}

  private static HttpClient client() {
    return Tls.client(HttpClient.Version.HTTP_1_1);
  }

  /** Returns a request to {@code uri} with headers given as name, value, name, value. */
  public static HttpRequest.Builder request(URI uri, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60));
    return headers.length == 0 ? request : request.headers(headers);
  }

  /** Sends {@code request} and waits for the whole answer. */
  public static Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(CLIENT.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Gets {@code uri}. */
  public static Answer get(URI uri, String... headers) {
    return send(request(uri, headers).GET());
  }

  /** Posts {@code body} to {@code uri} as {@code type}. */
  public static Answer post(URI uri, String type, String body, String... headers) {
    return send(
        request(uri, headers).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
  }

  /** Posts {@code body} to {@code uri} as {@code type}. */
  public static Answer post(URI uri, String type, byte[] body, String... headers) {
    return send(
        request(uri, headers).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
  }
}

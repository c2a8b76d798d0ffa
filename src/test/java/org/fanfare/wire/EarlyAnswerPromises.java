package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Tls;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the JDK's client sends and is answered, over HTTP/1.1 and HTTP/2: all of it, and always. */
public interface EarlyAnswerPromises extends OnTheWire {
  /** A body that fits whatever happens, and those that only a server that reads lets through. */
  List<Integer> SIZES = List.of(100, 300_000);

  /** What is refused for its head, whatever its body is. */
  private static List<HttpRequest.Builder> refused(URI open, URI closed) {
    return List.of(
        Http.request(closed, "Content-Type", "text/plain"),
        Http.request(open, "Content-Type", "nonsense"),
        Http.request(open, "Content-Type", "text/plain", "Content-Encoding", "br"),
        Http.request(open, "Content-Type", "text/plain", "Idempotency-Key", "two words"),
        Http.request(open, "Content-Type", "text/plain", "Origin", "https://evil.example"));
  }

  @ParameterizedTest
  @EnumSource
  @Law(4)
  default void aRefusalArrivesThoughTheBodyIsNotRead(HttpClient.Version version)
      throws IOException, InterruptedException {
    HttpClient client = Tls.client(version);
    URI open = server().groups(Groups.open(), "");
    answer(client, small(open));
    List<String> problems = new ArrayList<>();
    for (int size : SIZES) {
      byte[] body = "z".repeat(size).getBytes(StandardCharsets.US_ASCII);
      for (HttpRequest.Builder each : refused(open, server().groups("closed", ""))) {
        problems.add(problem(client, each.POST(BodyPublishers.ofByteArray(body))));
        problems.add(problem(client, each.POST(streamed(body))));
        problems.add(problem(client, each.PUT(streamed(body))));
      }
    }

    assertThat(problems)
        .hasSize(30)
        .containsOnly(
            "403 refused",
            "415 unsupported-type",
            "415 unsupported-encoding",
            "400 invalid-key",
            "403 foreign-origin");
  }

  @ParameterizedTest
  @EnumSource
  @Law(4)
  default void aRefusalOfWhatTheBodyIsArrivesAndTheNextIsPublished(HttpClient.Version version)
      throws IOException, InterruptedException {
    HttpClient client = Tls.client(version);
    URI open = server().groups(Groups.open(), "");
    for (int size : new int[] {100_000, 1_000_000}) {
      byte[] body = "z".repeat(size).getBytes(StandardCharsets.US_ASCII);
      for (String type : new String[] {"text/plain", "application/x-ndjson"}) {
        for (HttpRequest.BodyPublisher sends :
            List.of(BodyPublishers.ofByteArray(body), streamed(body))) {
          HttpRequest.Builder large = Http.request(open, "Content-Type", type).POST(sends);

          assertThat(problem(client, large))
              .as("%s bytes of %s", size, type)
              .isEqualTo("413 too-large");
          assertThat(answer(client, small(open)).status()).isEqualTo(202);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @Law(4)
  default void everyLineOfABodyIsPublished(HttpClient.Version version)
      throws IOException, InterruptedException {
    HttpClient client = Tls.client(version);
    URI open = server().groups(Groups.open(), "");
    byte[] lines = ("z".repeat(99) + "\n").repeat(1000).getBytes(StandardCharsets.US_ASCII);
    answer(client, small(open));
    for (int i = 0; i < 10; i++) {
      for (HttpRequest.BodyPublisher sends :
          List.of(BodyPublishers.ofByteArray(lines), streamed(lines))) {
        Answer answer = answer(client, Http.request(open).PUT(sends));

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json()).containsEntry("accepted", 1000L);
      }
    }
  }

  private static HttpRequest.Builder small(URI open) {
    return Http.request(open, "Content-Type", "text/plain").POST(BodyPublishers.ofString("hi"));
  }

  private static HttpRequest.BodyPublisher streamed(byte[] body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
  }

  private static String problem(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return answer(client, request).problem();
  }

  private static Answer answer(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return new Answer(client.send(request.build(), BodyHandlers.ofString()));
  }
}

package org.fanfare.wire.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/** A site of its own, whose pages are of another origin than Fanfare's. */
final class OtherSite {
  private OtherSite() {}

  /** Returns one that has started, and serves {@code html} at every path; whoever asks stops it. */
  static HttpServer serving(Supplier<String> html) {
    try {
      HttpServer site =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      site.createContext(
          "/",
          exchange -> {
            byte[] page = html.get().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
          });
      site.start();
      return site;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}

package org.fanfare.wire.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fanfare.wire.OnTheWire;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.Server;
import org.junit.jupiter.api.Test;

/** The server knows the address under which browsers see it, whatever a client makes up. */
public interface ForwardedPromises extends OnTheWire {
  /** What a client makes up to be taken for a page of another server, seen by another client. */
  List<String> FORGED =
      List.of(
          "X-Forwarded-For: 203.0.113.9",
          "X-Forwarded-Proto: gopher",
          "X-Forwarded-Proto: ftp, https",
          "X-Forwarded-Host: evil.example",
          "X-Forwarded-Port: 4711",
          "X-Forwarded-Server: evil.example",
          "Forwarded: for=203.0.113.9;host=evil.example;proto=https");

  /** The server behind the proxy. */
  Server behind();

  @Test
  default void theCheckFindsNothingToChange() {
    Map<String, Object> seen =
        Http.get(
                server().context().resolve("check?origin=" + server().origin()),
                "Accept",
                "application/json")
            .json();

    assertThat(seen)
        .containsEntry("origin", server().origin())
        .containsEntry("client", "127.0.0.1")
        .containsEntry("findings", List.of());
  }

  @Test
  default void whatAClientMakesUpDoesNotPassTheProxy() throws IOException {
    try (RawHttp client = RawHttp.from("127.0.0.2", server())) {
      Map<String, Object> seen = check(client, server());

      assertThat(seen)
          .containsEntry("origin", server().origin())
          .containsEntry("client", "127.0.0.2");
    }
    assertThat(publishFrom(server(), "https://evil.example")).isEqualTo("403 foreign-origin");
    assertThat(publishFrom(server(), "https://evil.example:4711")).isEqualTo("403 foreign-origin");
  }

  @Test
  default void whatAnotherThanTheProxySaysChangesNothing() throws IOException {
    try (RawHttp stranger = RawHttp.from("127.0.0.2", behind())) {
      Map<String, Object> seen = check(stranger, behind());

      assertThat(seen)
          .containsEntry("origin", behind().origin())
          .containsEntry("client", "127.0.0.2");
    }
    assertThat(publishFrom(behind(), "https://evil.example")).isEqualTo("403 foreign-origin");
  }

  private static Map<String, Object> check(RawHttp client, Server server) throws IOException {
    client.request(
        server, "GET", server.context().getPath() + "check", with("Accept: application/json"));
    return Json.object(client.response().body());
  }

  private static String publishFrom(Server server, String origin) throws IOException {
    try (RawHttp client = RawHttp.from("127.0.0.2", server)) {
      client.request(
          server,
          "POST",
          server.target(Groups.open(), ""),
          with("Origin: " + origin, "Content-Length: 0"));
      return client.response().problem();
    }
  }

  private static String[] with(String... headers) {
    return Stream.concat(FORGED.stream(), Stream.of(headers)).toArray(String[]::new);
  }
}

package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.EventStream;
import org.fanfare.wire.kit.HostUser;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.ReturningSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who may connect to the consumers of an application, and for how long.
 *
 * <p>Rules P20, P21, P23, P24 and P25.
 */
interface LoginPromises extends OnTheWire {
  /** The header by which a test has a login expire: in milliseconds since 1970. */
  String EXPIRES = "X-Login-Expires";

  /** The header with the id of a session. */
  String SESSION = "Fanfare-Session";

  /** How late the end of a login may be noticed: the second of the rule, and a busy machine's. */
  Duration LATE = Duration.ofSeconds(4);

  /** How the client of a session is told of it. */
  String EXPIRED = "{\"closing\":{\"code\":1008,\"reason\":\"login-expired\"";

  @Test
  default void onlyThoseInTheRoleGetToTheConsumer() throws IOException {
    try (RawSocket guest = RawSocket.upgrade(server(), staff("a").getPath());
        RawSocket anna = anna("a")) {
      assertThat(guest.refusal()).isEqualTo("401 unauthenticated");
      assertThat(anna.status()).isEqualTo(101);
      assertThat(next(anna)).containsEntry("user", "anna");
    }
  }

  @Test
  default void aMessageThatTheCallerMayNotSendIsRefusedAndTheConnectionStays() throws IOException {
    try (RawSocket anna = anna("boss")) {
      next(anna);

      anna.send(RawSocket.TEXT, "{\"type\":\"boss\"}");

      assertThat(next(anna)).containsEntry("code", "refused").containsEntry("about", "boss");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"logout", "injected-logout", "invalidate", "end"})
  default void aConnectionEndsWithTheLoginOfItsUser(String how) throws IOException {
    String cookie = begunByAnna();
    try (RawSocket anna = anna("out", "Cookie: " + cookie);
        RawSocket other = RawSocket.upgrade(server(), at("parrot").getPath())) {
      next(anna);

      assertThat(Http.get(at("session?do=" + how), annas(cookie)).status()).isEqualTo(200);

      assertThat(anna.closing())
          .as("an endpoint whose session ends may be closed by its server first, without a word")
          .matches(how.equals("invalidate") ? "1008 (logged-out)?" : "1008 logged-out");
      other.send(RawSocket.TEXT, "still here");
      assertThat(other.message().text()).isEqualTo("still here");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"logout", "injected-logout", "invalidate", "end"})
  default void aStreamAndASessionThatPollsEndWithTheLoginOfTheirUserToo(String how) {
    String cookie = begunByAnna();
    Answer opened =
        Http.post(staff("polled"), "application/json", "", annas(cookie, SESSION, "new"));
    String id = (String) Json.asObject(opened.json().get("open")).get("session");
    String[] session = annas(cookie, SESSION, id);
    assertThat(Http.get(staff("polled?ack=0"), session).body()).contains("contexts");
    try (EventStream stream = EventStream.of(staff("streamed"), annas(cookie))) {
      await().until(() -> !stream.events().isEmpty());
      CompletableFuture<Answer> poll =
          CompletableFuture.supplyAsync(() -> Http.get(staff("polled?ack=1"), session));

      assertThat(Http.get(at("session?do=" + how), annas(cookie)).status()).isEqualTo(200);

      await().until(stream::ended);
      assertThat(poll.orTimeout(30, TimeUnit.SECONDS).join().body())
          .contains("\"closing\":{\"code\":1008,\"reason\":\"logged-out\"");
    }
  }

  /** Returns the cookie of an HTTP session that Anna has begun. */
  private String begunByAnna() {
    return Http.get(at("session?do=begin"), HostUser.HEADER, HostUser.ANNA.credentials())
        .response()
        .headers()
        .allValues("Set-Cookie")
        .stream()
        .filter(each -> each.startsWith("JSESSIONID"))
        .map(each -> each.replaceFirst(";.*", ""))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the headers of a request of Anna's HTTP session. */
  private static String[] annas(String cookie, String... more) {
    return Stream.concat(
            Stream.of(HostUser.HEADER, HostUser.ANNA.credentials(), "Cookie", cookie),
            Stream.of(more))
        .toArray(String[]::new);
  }

  @Test
  default void aWebSocketEndsWithinASecondAfterItsLoginHasExpired() throws IOException {
    Instant expiry = Instant.now().plusSeconds(1);
    try (RawSocket anna = anna("expiring", EXPIRES + ": " + expiry.toEpochMilli());
        RawSocket other = anna("lasting")) {
      next(anna);
      next(other);

      assertThat(anna.closing()).isEqualTo("1008 login-expired");

      assertThat(Instant.now()).isBetween(expiry, expiry.plus(LATE));
      other.send(RawSocket.TEXT, "{\"type\":\"contexts\"}");
      assertThat(next(other)).containsEntry("user", "anna");
    }
  }

  @Test
  default void aSessionEndsWithinASecondAfterItsLoginHasExpired() throws IOException {
    Instant expiry = Instant.now().plusSeconds(1);
    ReturningSession session =
        new ReturningSession(
            server(),
            "staff/session",
            List.of(HostUser.ANNA.line(), EXPIRES + ": " + expiry.toEpochMilli()));
    assertThat(session.opens().status()).isEqualTo(201);

    while (session.closing().isEmpty()) {
      session.polls(10);
    }

    assertThat(session.closing()).isEqualTo("1008 login-expired");
    assertThat(Instant.now()).isBetween(expiry, expiry.plus(LATE));
  }

  /** It ends with the newer login, after another one that was opened with the same as it. */
  @Test
  default void aHeadOfANewerLoginRenewsThatOfASession() {
    Instant expiry = Instant.now().plusSeconds(2);
    Instant newer = expiry.plus(LATE);
    String left = opened(expiry);
    String renewed = opened(expiry);

    assertThat(head(renewed, newer)).isEqualTo(200);
    assertThat(head(renewed, expiry)).as("an older login takes nothing back").isEqualTo(200);

    await().until(() -> polled(left, 1, expiry).contains(EXPIRED));
    assertThat(polled(renewed, 1, expiry)).startsWith("{\"frames\":").doesNotContain("closing");
    await().until(() -> polled(renewed, 1, expiry).contains(EXPIRED));
    assertThat(Instant.now()).isBetween(newer, newer.plus(LATE));
  }

  private String opened(Instant expiry) {
    Answer opened = Http.post(staff("renewed"), "application/json", "", headers("new", expiry));
    assertThat(opened.status()).as(opened.body()).isEqualTo(201);
    String session = (String) Json.asObject(opened.json().get("open")).get("session");
    assertThat(polled(session, 0, expiry)).contains("\"down\":[[1,");
    return session;
  }

  private int head(String session, Instant expiry) {
    return Http.send(
            Http.request(staff("renewed"), headers(session, expiry))
                .method("HEAD", BodyPublishers.noBody()))
        .status();
  }

  private String polled(String session, int got, Instant expiry) {
    return Http.get(at("staff/renewed?wait=0&ack=" + got), headers(session, expiry)).body();
  }

  private static String[] headers(String session, Instant expiry) {
    return new String[] {
      SESSION,
      session,
      HostUser.HEADER,
      HostUser.ANNA.credentials(),
      EXPIRES,
      String.valueOf(expiry.toEpochMilli())
    };
  }

  private URI at(String path) {
    return server().context().resolve(path);
  }

  private URI staff(String desk) {
    return at("staff/" + desk);
  }

  private RawSocket anna(String desk, String... more) throws IOException {
    List<String> lines = new ArrayList<>(List.of(more));
    lines.add(HostUser.ANNA.line());
    return RawSocket.upgrade(server(), staff(desk).getPath(), lines.toArray(String[]::new));
  }

  private static Map<String, Object> next(RawSocket socket) throws IOException {
    return Json.object(socket.message().text());
  }
}

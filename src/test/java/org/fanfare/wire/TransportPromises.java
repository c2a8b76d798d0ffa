package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.EventStream;
import org.fanfare.wire.kit.FanfareSocket;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.HeardItem;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.Listener;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.RawSocket;
import org.fanfare.wire.kit.ReadTransport;
import org.fanfare.wire.kit.StartAt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What each transport carries, down and up, in short. {@link SubprotocolPromises}, {@link
 * BareSocketPromises}, {@link EventStreamPromises}, {@link PollPromises}, {@link PostPromises} and
 * {@link LineStreamPromises} say more.
 */
@Law(
    value = {1, 2, 4},
    on = {})
public interface TransportPromises extends OnTheWire {
  @Test
  default void theHelloSaysWhereTheReaderStandsAndWhoItIs() {
    String group = Groups.open();

    try (FanfareSocket socket = FanfareSocket.open(server(), group, StartAt.now())) {
      assertThat(socket.hello())
          .containsOnlyKeys("cursor", "heartbeat", "maxSize", "channel", "groups");
      assertThat((String) socket.hello().get("cursor")).matches("[A-Za-z0-9_.~-]{1,1024}");
      assertThat(socket.hello()).containsEntry("heartbeat", 25_000L);
      assertThat(socket.hello()).containsEntry("maxSize", 65_536L);
      assertThat(socket.hello()).containsEntry("groups", List.of(group));
    }
  }

  @Test
  @Law(value = 4, on = Law.Transport.WEBSOCKET)
  default void aFrameIsPublishedToTheGroupsOfTheUrl() {
    String group = Groups.open();
    try (FanfareSocket socket = FanfareSocket.open(server(), group, StartAt.now())) {
      Map<String, Object> reply =
          socket.ask("1", "{\"publish\":{\"id\":\"1\",\"text\":\"to all of the URL\"}}");

      assertThat(reply).containsEntry("status", 202L).containsKey("cursor");
      socket.hears("to all of the URL");
    }
  }

  @Test
  default void aFrameIsTheMessageTextForTextBinaryForBytes() throws IOException {
    String group = Groups.open();
    try (RawSocket socket = RawSocket.open(server(), group, "", "")) {
      Http.post(server().groups(group, ""), "text/plain", "grüße");
      Http.post(server().groups(group, ""), "application/json", "{\"a\": 1}");
      Http.post(server().groups(group, ""), "image/png", new byte[] {0, 1, (byte) 0xff});

      RawSocket.Frame text = socket.message();
      RawSocket.Frame json = socket.message();
      RawSocket.Frame bytes = socket.message();
      assertThat(text.opcode()).isEqualTo(RawSocket.TEXT);
      assertThat(text.text()).isEqualTo("grüße");
      assertThat(json.opcode()).isEqualTo(RawSocket.TEXT);
      assertThat(json.text()).isEqualTo("{\"a\": 1}");
      assertThat(bytes.opcode()).isEqualTo(RawSocket.BINARY);
      assertThat(bytes.bytes()).containsExactly(0, 1, 0xff);
    }
  }

  @Test
  default void aTextFrameIsPublishedAsTextAndABinaryOneAsBytes() throws IOException {
    String group = Groups.open();
    try (Listener listener = ReadTransport.WEBSOCKET.listen(server(), group, StartAt.now());
        RawSocket socket = RawSocket.open(server(), group, "", "")) {
      socket.send(RawSocket.TEXT, "{\"not\":\"parsed\"}");
      socket.send(true, RawSocket.BINARY, new byte[] {0, 1, (byte) 0xff});

      listener.hears("{\"not\":\"parsed\"}", "AAH/");
      assertThat(listener.heard())
          .extracting(one -> ((HeardItem.Publication) one).kind())
          .containsExactly("text", "base64");
    }
  }

  @Test
  default void aStreamBeginsAtOnceWithItsRetryAndItsCursor() {
    try (EventStream stream = EventStream.open(server(), Groups.open(), StartAt.now())) {
      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
      assertThat(stream.header("Content-Length")).isEmpty();
      assertThat(stream.retry()).isPositive();
      assertThat(stream.cursor()).matches("[A-Za-z0-9_.~-]{1,1024}");
    }
  }

  @Test
  default void aPollIsAnsweredWhenSomethingComes() {
    String group = Groups.open();
    String now = Http.get(server().groups(group, "wait=0")).cursor();
    CompletableFuture<HttpResponse<String>> waiting =
        Http.CLIENT.sendAsync(
            Http.request(server().groups(group, "wait=20&after=" + now)).build(),
            BodyHandlers.ofString());

    String cursor = Http.post(server().groups(group, ""), "text/plain", "at last").cursor();

    HttpResponse<String> answer = waiting.orTimeout(10, TimeUnit.SECONDS).join();
    assertThat(answer.body()).contains("\"at last\"");
    assertThat(Http.get(server().groups(group, "wait=0&after=" + cursor)).body())
        .doesNotContain("at last");
  }

  @ParameterizedTest
  @EnumSource
  @Law(4)
  default void whatCurlSendsIsHeardUnparsed(ReadTransport face) {
    String group = Groups.open();
    try (Listener listener = face.listen(server(), group, StartAt.now())) {
      Answer answer =
          Http.post(server().groups(group, ""), "application/x-www-form-urlencoded", "a=1&b=%20+c");

      assertThat(answer.status()).isEqualTo(202);
      assertThat(answer.json()).containsOnlyKeys("cursor", "offsets");
      assertThat(answer.json()).containsEntry("offsets", Map.of(group, 1L));
      listener.hears("a=1&b=%20+c");
    }
  }

  @ParameterizedTest
  @EnumSource
  @Law(4)
  default void eachLineOfAPutIsHeardWhileTheBodyIsStillOpen(ReadTransport face) throws IOException {
    String group = Groups.open();
    try (Listener listener = face.listen(server(), group, StartAt.now());
        RawHttp socket = stream("PUT", group, "", "text/plain")) {
      socket.chunk("one\n");
      listener.hears("one");
      socket.chunk("two\nthr");
      listener.hears("one", "two");
      socket.chunk("ee\n");
      listener.hears("one", "two", "three");
      socket.send("0\r\n\r\n");

      RawHttp.Response answer = socket.response();
      assertThat(answer.status()).isEqualTo(202);
      assertThat(Json.object(answer.body())).containsOnlyKeys("accepted", "cursor");
      assertThat(Json.object(answer.body())).containsEntry("accepted", 3L);
    }
  }
}

package org.fanfare.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.fanfare.wire.kit.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules P40 and P41: the frames that the client of a session is sent. */
final class SessionFramesTest {
  @Test
  void theFirstFrameSaysWhatTheClientNeedsToKnow() {
    assertThat(SessionFrames.open("ID", "v2", Duration.ofSeconds(25), Duration.ofMinutes(1), 32))
        .isEqualTo(
            "{\"open\":{\"session\":\"ID\",\"protocol\":\"v2\",\"heartbeat\":25000,"
                + "\"grace\":60000,\"window\":32}}");
  }

  @Test
  void messagesAreNumberedOneByOne() {
    assertThat(SessionFrames.down(7, List.of(Message.text("a"), Message.text("b")), 3))
        .isEqualTo("{\"down\":[[7,\"a\"],[8,\"b\"]],\"ack\":3}");
  }

  @Test
  void bytesAreBase64() {
    Message bytes = Message.bytes(MediaType.BYTES, new byte[] {0, -1});

    assertThat(SessionFrames.down(1, List.of(bytes, Message.text("b")), 0))
        .isEqualTo("{\"down\":[[1,null,\"AP8=\"],[2,\"b\"]],\"ack\":0}");
  }

  @Test
  void whereThereIsNoMessageTheAcknowledgementStandsAlone() {
    assertThat(SessionFrames.down(5, List.of(), 4)).isEqualTo("{\"ack\":4}");
    assertThat(SessionFrames.ack(4)).isEqualTo("{\"ack\":4}");
  }

  @Test
  void aJsonMessageIsATextToo() {
    Message json = Message.json(MediaType.JSON, "{\"type\":\"said\"}");

    assertThat(SessionFrames.down(1, List.of(json), 0))
        .isEqualTo("{\"down\":[[1,\"{\\\"type\\\":\\\"said\\\"}\"]],\"ack\":0}");
  }

  @Test
  void theAnswerToAPollIsAListOfFrames() {
    assertThat(SessionFrames.answer("{\"ack\":1}")).isEqualTo("{\"frames\":[{\"ack\":1}]}");
    assertThat(SessionFrames.answer("")).isEqualTo("{\"frames\":[]}");
  }

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverATextIsItArrivesAsItWas(long seed) {
    Random random = new Random(seed);
    List<Message> messages = new ArrayList<>();
    List<Object> expected = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      String text = Samples.text(random);
      messages.add(Message.text(text));
      expected.add(List.of((long) (i + 1), text));
    }

    String frame = SessionFrames.down(1, messages, 0);

    assertThat(Json.asArray(Json.object(frame).get("down")))
        .extracting(each -> List.of(((Number) pair(each, 0)).longValue(), pair(each, 1)))
        .isEqualTo(expected);
    assertThat(frame).as("an event is one line").doesNotContain("\n", "\r");
    assertThat(new String(frame.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(frame);
  }

  private static Object pair(Object of, int index) {
    return Json.asArray(of).get(index);
  }
}

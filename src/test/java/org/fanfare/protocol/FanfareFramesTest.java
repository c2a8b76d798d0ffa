package org.fanfare.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.fanfare.connection.Answer;
import org.fanfare.connection.Outgoing;
import org.fanfare.encoding.Encoded;
import org.fanfare.log.Cursor;
import org.fanfare.log.Epoch;
import org.fanfare.log.Gap;
import org.fanfare.log.Position;
import org.fanfare.log.Slice;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.fanfare.wire.kit.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON of the subprotocol and of polls, read back with a strict parser. */
final class FanfareFramesTest {
  private static final Cursor CURSOR = Cursor.of(Samples.BOARD, new Position(new Epoch(7), 12));

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyTextIsReadBackAsItWas(long seed) {
    String text = Samples.text(new Random(seed));

    Map<String, Object> json =
        Json.object(Samples.publication(Message.text(text)).encoded(FanfareFrames.PUBLICATION));

    assertThat(json).containsOnlyKeys("group", "offset", "time", "type", "text");
    assertThat(json)
        .containsEntry("group", "demo.board")
        .containsEntry("time", "2026-11-21T13:05:09.123Z")
        .containsEntry("type", "text/plain")
        .containsEntry("text", text);
    assertThat(json.get("offset")).hasToString("1");
  }

  @Test
  void jsonIsEmbeddedAndBytesAreBase64() {
    MediaType type = MediaType.parse("application/ld+json; profile=\"a\"");
    byte[] bytes = {0, -1};

    String json =
        Samples.publication(Message.json(type, "{ \"a\" : [1.0] }"))
            .encoded(FanfareFrames.PUBLICATION);
    String base64 =
        Samples.publication(Message.bytes(MediaType.BYTES, bytes))
            .encoded(FanfareFrames.PUBLICATION);

    assertThat(json).endsWith("\"json\":{ \"a\" : [1.0] }}");
    assertThat(Json.object(json)).containsEntry("type", "application/ld+json; profile=\"a\"");
    assertThat(Base64.getDecoder().decode((String) Json.object(base64).get("base64")))
        .isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 100, 120, 1_000, 1_795_266_309_000L, 1_795_266_309_100L})
  void aTimeHasMillisecondsAlways(long time) {
    String json = Samples.log().append(Message.text("x"), time).encoded(FanfareFrames.PUBLICATION);

    assertThat((String) Json.object(json).get("time"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z")
        .satisfies(t -> assertThat(java.time.Instant.parse(t).toEpochMilli()).isEqualTo(time));
  }

  @Test
  void aRunIsOneFrameWithTheCursorOfItsLast() {
    Slice slice = Samples.slice(Message.text("a"), Message.text("b"));

    Encoded run = slice.encoded(FanfareFrames.RUN);
    Map<String, Object> frame = Json.object(run.payloads().get(0).text());

    assertThat(frame).containsOnlyKeys("cursor", "gaps", "publications");
    assertThat(frame)
        .containsEntry("cursor", Cursor.of(Samples.BOARD, slice.last().position()).text())
        .containsEntry("gaps", List.of());
    assertThat(Json.asArray(frame.get("publications"))).hasSize(2);
    assertThat(run.payloads()).hasSize(1);
    assertThat(new String(run.bytes(), StandardCharsets.UTF_8))
        .isEqualTo(run.payloads().get(0).text());
  }

  @Test
  void aDeliveryHasItsGapsAndPublications() {
    Gap known = new Gap(Samples.BOARD, 3, 7L, Gap.Reason.RETENTION);
    Gap epoch = new Gap(Samples.BOARD, 3, null, Gap.Reason.EPOCH);

    Map<String, Object> frame =
        Json.object(
            FanfareFrames.delivery(
                CURSOR, List.of(known, epoch), List.of(Samples.publication(Message.text("a")))));

    assertThat(frame.get("gaps"))
        .hasToString(
            "[{group=demo.board, first=3, last=7, reason=retention},"
                + " {group=demo.board, first=3, last=null, reason=epoch}]");
    assertThat(Json.asArray(frame.get("publications"))).hasSize(1);
  }

  @Test
  void theOtherFramesAreAsTheContractSays() {
    ChannelName channel = ChannelName.random(new SecureRandom());
    List<GroupName> groups = List.of(new GroupName("a"), new GroupName("b"));

    String hello = FanfareFrames.hello(CURSOR, Duration.ofSeconds(25), 65_536, channel, groups);
    assertThat(Json.object(hello).get("hello"))
        .hasToString(
            "{cursor=%s, heartbeat=25000, maxSize=65536, channel=%s, groups=[a, b]}",
            CURSOR.text(), channel.value());
    assertThat(Json.object(FanfareFrames.message(Message.text("\"hi\""))))
        .hasToString("{messages=[{type=text/plain, text=\"hi\"}]}");
    assertThat(Json.object(FanfareFrames.closing(1012, "stop\"ping", 1234)))
        .hasToString("{closing={code=1012, reason=stop\"ping, retry=1234}}");
    assertThat(Json.object(FanfareFrames.stopping(CURSOR, 1234)))
        .hasToString("{cursor=%s, gaps=[], publications=[], retry=1234}", CURSOR.text());
  }

  @Test
  void aReplyHasItsIdWhateverItIs() {
    String id = "\"},\u0000\ud83c\udfba";

    Map<String, Object> reply =
        Json.asObject(Json.object(reply(id, new Answer.Done(CURSOR))).get("reply"));
    Map<String, Object> refusal =
        Json.asObject(
            Json.object(
                    reply(
                        null, new Answer.Rejected(new Problem(Status.NO_CHANNEL, "there is none"))))
                .get("reply"));

    assertThat(reply).containsEntry("id", id).containsEntry("cursor", CURSOR.text());
    assertThat(Json.object(reply("1", new Answer.Done(null))))
        .hasToString("{reply={id=1, status=202}}");
    assertThat(refusal).containsOnlyKeys("status", "problem");
    assertThat(Json.asObject(refusal.get("problem")))
        .containsEntry("type", "urn:fanfare:no-channel");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar-EG-u-nu-arab", "fa-IR", "th-TH-u-nu-thai", "tr-TR"})
  void theWireKnowsNoLocale(String locale) {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(locale));
      Gap gap = new Gap(Samples.BOARD, 3, 17L, Gap.Reason.RETENTION);

      assertThat(FanfareFrames.gap(gap)).contains("\"first\":3,\"last\":17", "\"retention\"");
      assertThat(FanfareFrames.closing(1012, "x", 1234)).contains("1012", "1234");
      assertThat(reply("1", new Answer.Done(null))).contains("202");
      assertThat(FanfareFrames.hello(CURSOR, Duration.ofSeconds(25), 65_536, null, List.of()))
          .contains("25000", "65536");
      assertThat(ProblemJson.of(new Problem(Status.INVALID_TEXT, "x")))
          .contains("400", "invalid-text");
      assertThat(new String(Events.opening(Duration.ofSeconds(3), CURSOR), StandardCharsets.UTF_8))
          .contains("retry: 3000\n");
      assertThat(new String(Events.closing(77), StandardCharsets.UTF_8)).contains("retry: 77\n");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String reply(@Nullable String id, Answer answer) {
    return FanfareFrames.reply(new Outgoing.Reply(id, answer));
  }
}

package org.fanfare.protocol;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.fanfare.connection.Answer;
import org.fanfare.connection.Outgoing;
import org.fanfare.encoding.Encoded;
import org.fanfare.encoding.Payload;
import org.fanfare.encoding.WireFormat;
import org.fanfare.log.Cursor;
import org.fanfare.log.Gap;
import org.fanfare.log.Publication;
import org.fanfare.log.Slice;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/** Writes the JSON of the {@code fanfare} subprotocol and of polls. Safe for use by any thread. */
public final class FanfareFrames {
  /** The format of a single publication. */
  public static final WireFormat<Publication, String> PUBLICATION =
      new WireFormat<>("json", PublicationJson::of, json -> json.length() + 64L);

  /** The format of a frame for clients that read one group and are at the same position. */
  static final WireFormat<Slice, Encoded> RUN =
      new WireFormat<>("frame", FanfareFrames::run, frame -> Payload.OVERHEAD);

  private FanfareFrames() {}

  private static Encoded run(Slice slice) {
    Publication last = slice.last();
    Cursor after = Cursor.of(last.group(), last.position());
    return Encoded.of(slice, Payload.text(slice, delivery(after, List.of(), slice.publications())));
  }

  /** Returns publications and gaps, with the reader's cursor after them. */
  public static String delivery(Cursor cursor, List<Gap> gaps, List<Publication> publications) {
    return open(cursor, gaps, publications).append('}').toString();
  }

  /** Returns an empty delivery for a poll that waited during an interruption. */
  static String interrupted(Cursor cursor) {
    return open(cursor, List.of(), List.of()).append(",\"interrupted\":true}").toString();
  }

  /** Returns an empty delivery from a server that stops. */
  public static String stopping(Cursor cursor, long retryMillis) {
    return open(cursor, List.of(), List.of())
        .append(",\"retry\":")
        .append(retryMillis)
        .append('}')
        .toString();
  }

  private static StringBuilder open(Cursor cursor, List<Gap> gaps, List<Publication> publications) {
    int size = publications.stream().mapToInt(p -> p.encoded(PUBLICATION).length() + 1).sum();
    StringBuilder frame = new StringBuilder(size + 128);
    frame.append("{\"cursor\":\"").append(cursor.text());
    frame.append("\",\"gaps\":[");
    frame.append(gaps.stream().map(FanfareFrames::gap).collect(Collectors.joining(",")));
    frame.append("],\"publications\":[");
    for (int i = 0; i < publications.size(); i++) {
      frame.append(i == 0 ? "" : ",").append(publications.get(i).encoded(PUBLICATION));
    }
    return frame.append(']');
  }

  /** Returns a gap as a JSON object. */
  public static String gap(Gap gap) {
    return "{\"group\":\"%s\",\"first\":%s,\"last\":%s,\"reason\":\"%s\"}"
        .formatted(gap.group(), gap.first(), gap.last(), gap.reason().word());
  }

  /**
   * Returns the first frame of a connection.
   *
   * @param maxSize the maximum size of a message, in bytes
   */
  public static String hello(
      Cursor cursor,
      Duration heartbeat,
      int maxSize,
      @Nullable ChannelName channel,
      List<GroupName> groups) {
    return "{\"hello\":{\"cursor\":\"%s\",\"heartbeat\":%s,\"maxSize\":%s,\"channel\":%s,\"groups\":[%s]}}"
        .formatted(
            cursor.text(),
            heartbeat.toMillis(),
            maxSize,
            channel == null ? "null" : Json.quote(channel.value()),
            groups.stream().map(g -> Json.quote(g.value())).collect(Collectors.joining(",")));
  }

  /** Returns a frame with a message that was sent to the connection's channel. */
  public static String message(Message message) {
    StringBuilder frame = new StringBuilder(message.size() + 64).append("{\"messages\":[{");
    PublicationJson.appendMessage(message, frame);
    return frame.append("}]}").toString();
  }

  /** Returns the frame with the answer to one of the client's frames. */
  public static String reply(Outgoing.Reply reply) {
    return "{\"reply\":" + answer(reply) + "}";
  }

  /** Returns the answer to one of several requests of a client, as a JSON object. */
  static String answer(Outgoing.Reply reply) {
    Answer answer = reply.answer();
    if (answer instanceof Answer.Done done) {
      Cursor cursor = done.cursor();
      return answer(reply.id(), 202, cursor == null ? "" : ",\"cursor\":\"" + cursor.text() + "\"");
    }
    if (answer instanceof Answer.Accepted accepted) {
      String replayed = accepted.replayed() ? ",\"replayed\":true" : "";
      return answer(reply.id(), 202, "," + AnswerJson.members(accepted) + replayed);
    }
    Answer.Rejected rejected = (Answer.Rejected) answer;
    int status = rejected.problem().http();
    return answer(reply.id(), status, ",\"problem\":" + AnswerJson.of(rejected));
  }

  private static String answer(@Nullable String id, int status, String members) {
    String named = id == null ? "" : "\"id\":" + Json.quote(id) + ",";
    return "{%s\"status\":%s%s}".formatted(named, status, members);
  }

  /** Returns the last frame of a connection. */
  public static String closing(int code, String reason, long retryMillis) {
    return "{\"closing\":{\"code\":%s,\"reason\":%s,\"retry\":%s}}"
        .formatted(code, Json.quote(reason), retryMillis);
  }
}

package org.fanfare.consumer.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.fanfare.consumer.InvalidMessageException;
import org.fanfare.consumer.TypedJson;
import org.fanfare.consumer.TypedText;
import org.fanfare.encoding.Payload;
import org.fanfare.log.Gap;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/** What a client has received and its test has not asked for yet. For one thread. */
final class ReceivedMessages {
  private static final int MOST_SHOWN = 200;

  private final TypedJson json;
  private final List<Received> pending = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();

  /**
   * A message that a client received.
   *
   * @param type its type; null if it is no JSON object with one
   * @param message the text or the bytes
   */
  record Received(@Nullable String type, Message message) {
    boolean isText() {
      return message.kind() != Message.Kind.BYTES;
    }

    boolean is(String wanted) {
      return wanted.equals(type);
    }

    TypedText text() {
      return new TypedText(type, message.text());
    }

    @Override
    public String toString() {
      if (!isText()) {
        return message.size() + " bytes";
      }
      String text = message.text();
      String shown = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
      return (type == null ? "text " : "\"" + type + "\" ") + shown;
    }
  }

  ReceivedMessages(TypedJson json) {
    this.json = json;
  }

  /** Adds what a WebSocket was sent. */
  void add(Payload payload) {
    add(payload.isText() ? payload.text() : null, payload.isText() ? null : payload.bytes());
  }

  /** Adds a text, or bytes if it is null. */
  void add(@Nullable String text, byte @Nullable [] bytes) {
    pending.add(
        text != null
            ? new Received(type(text), Message.text(text))
            : new Received(null, Message.bytes(MediaType.BYTES, Objects.requireNonNull(bytes))));
  }

  /** Adds a gap. */
  void add(Gap gap) {
    gaps.add(gap);
  }

  /** Removes and returns the first gap. */
  Optional<Gap> takeGap() {
    return gaps.isEmpty() ? Optional.empty() : Optional.of(gaps.remove(0));
  }

  private @Nullable String type(String text) {
    if (!text.stripLeading().startsWith("{")) {
      return null; // asks for no JSON where there is none
    }
    try {
      return json.read(text).type();
    } catch (InvalidMessageException noObject) {
      return null;
    }
  }

  /** Removes and returns the first that is wanted. */
  Optional<Received> take(Predicate<Received> wanted) {
    Optional<Received> first = pending.stream().filter(wanted).findFirst();
    first.ifPresent(pending::remove);
    return first;
  }

  /** Removes and returns all that are wanted, in order. */
  List<Received> takeAll(Predicate<Received> wanted) {
    List<Received> all = pending.stream().filter(wanted).toList();
    pending.removeIf(wanted);
    return all;
  }

  boolean isEmpty() {
    return pending.isEmpty() && gaps.isEmpty();
  }

  /** Says in words what there is. */
  @Override
  public String toString() {
    List<String> all = new ArrayList<>();
    gaps.forEach(gap -> all.add("a gap of " + gap.group() + " from " + range(gap)));
    pending.forEach(each -> all.add(each.toString()));
    return all.isEmpty()
        ? "nothing is pending"
        : "pending " + (all.size() == 1 ? "is: " : "are: ") + String.join(", ", all);
  }

  private static String range(Gap gap) {
    return gap.first() + " to " + (gap.last() == null ? "an unknown end" : gap.last());
  }
}

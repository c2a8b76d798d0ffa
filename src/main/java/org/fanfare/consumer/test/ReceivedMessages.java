package org.fanfare.consumer.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.fanfare.consumer.InvalidMessageException;
import org.fanfare.consumer.TypedJson;
import org.fanfare.consumer.TypedText;
import org.fanfare.encoding.Payload;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/** What a client has received and its test has not asked for yet. For one thread. */
final class ReceivedMessages {
  private static final int MOST_SHOWN = 200;

  private final TypedJson json;
  private final List<Received> pending = new ArrayList<>();

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

  void add(Payload payload) {
    pending.add(
        payload.isText()
            ? new Received(type(payload.text()), Message.text(payload.text()))
            : new Received(null, Message.bytes(MediaType.BYTES, payload.bytes())));
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
    return pending.isEmpty();
  }

  /** Says in words what there is. */
  @Override
  public String toString() {
    return pending.isEmpty()
        ? "nothing is pending"
        : "pending "
            + (pending.size() == 1 ? "is: " : "are: ")
            + pending.stream().map(Received::toString).collect(Collectors.joining(", "));
  }
}

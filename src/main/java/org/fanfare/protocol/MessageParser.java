package org.fanfare.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Creates messages from what clients send.
 *
 * <p>For invalid input every method throws a {@link ProblemException} that says what is wrong. Safe
 * for use by any thread.
 */
public final class MessageParser {
  private static final Set<String> UTF_8_NAMES = Set.of("utf-8", "utf8", "us-ascii", "ascii");

  private MessageParser() {}

  /** Parses a {@code Content-Type}; returns {@link MediaType#UNKNOWN} if there is none. */
  public static MediaType type(@Nullable String contentType) {
    if (contentType == null || contentType.isBlank()) {
      return MediaType.UNKNOWN;
    }
    MediaType type;
    try {
      type = MediaType.parse(contentType);
    } catch (IllegalArgumentException e) {
      throw unsupported("Content-Type is " + e.getMessage());
    }
    String charset = type.charset();
    if (type.kind() != Message.Kind.BYTES && charset != null && !UTF_8_NAMES.contains(charset)) {
      throw unsupported("text must be UTF-8: leave the charset out, or say charset=utf-8");
    }
    return type;
  }

  private static ProblemException unsupported(String detail) {
    return new Problem(Status.UNSUPPORTED_TYPE, detail).thrown();
  }

  /**
   * Creates a message from a body. A body of unknown type becomes text if it is UTF-8, else bytes.
   */
  public static Message message(MediaType type, byte[] body, int maxSize) {
    requireSize(body.length, maxSize);
    if (type.equals(MediaType.UNKNOWN)) {
      return ofUnknownType(body);
    }
    return switch (type.kind()) {
      case BYTES -> Message.bytes(type, body);
      case TEXT ->
          Message.text(type.essence().equals(MediaType.FORM) ? MediaType.TEXT : type, decode(body));
      case JSON -> json(type, decode(body), maxSize);
    };
  }

  private static Message ofUnknownType(byte[] body) {
    try {
      return Message.text(strictly(body));
    } catch (CharacterCodingException notText) {
      return Message.bytes(MediaType.BYTES, body);
    }
  }

  /** Creates a message from a text. */
  public static Message text(MediaType type, String text, int maxSize) {
    if (text.length() > maxSize) {
      throw tooLarge(maxSize);
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw invalidText("it has half of a surrogate pair");
    }
    Message message = Message.text(type, text);
    requireSize(message.size(), maxSize);
    return message;
  }

  /** Creates a message from a JSON value. */
  public static Message json(MediaType type, String json, int maxSize) {
    Json.requireValue(json);
    Message message = Message.json(type, json);
    requireSize(message.size(), maxSize);
    return message;
  }

  /**
   * Creates a message from a JSON value whose size has been checked.
   *
   * @param member the name of the member that has the message's key
   */
  public static KeyedMessage keyed(MediaType type, byte[] body, String member) {
    String json = decode(body);
    String key = Json.requireValue(json, member);
    return new KeyedMessage(Message.json(type, json), key);
  }

  private static void requireSize(int size, int maxSize) {
    if (size > maxSize) {
      throw tooLarge(maxSize);
    }
  }

  /** Returns the problem of a message larger than {@code maxSize} bytes. */
  public static ProblemException tooLarge(int maxSize) {
    return new Problem(
            Status.TOO_LARGE,
            "a message has at most %d bytes (fanfare.message.max-size)".formatted(maxSize))
        .thrown();
  }

  private static String decode(byte[] body) {
    try {
      return strictly(body);
    } catch (CharacterCodingException e) {
      throw invalidText("send bytes as application/octet-stream");
    }
  }

  private static String strictly(byte[] utf8) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
  }

  private static ProblemException invalidText(String detail) {
    return new Problem(Status.INVALID_TEXT, "the text is not UTF-8: " + detail).thrown();
  }
}

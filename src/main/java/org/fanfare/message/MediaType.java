package org.fanfare.message;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A media type as of RFC 9110, section 8.3.1: its essence in lower case, its parameters as sent.
 *
 * <p>Immutable; safe for use by any thread.
 *
 * @param essence type and subtype, such as {@code text/plain}
 * @param parameters what follows, with its semicolon, or nothing
 */
public record MediaType(String essence, String parameters) {
  /** That of bytes of which nothing is known. */
  public static final MediaType BYTES = new MediaType("application/octet-stream", "");

  /** That of text of which nothing else is said. */
  public static final MediaType TEXT = new MediaType("text/plain", "");

  /** That of JSON of which nothing else is said. */
  public static final MediaType JSON = new MediaType("application/json", "");

  /** That of a body of which no type is said: its bytes tell whether it is text. */
  public static final MediaType UNKNOWN = new MediaType("", "");

  /** What HTML forms, and {@code curl -d}, send. */
  public static final String FORM = "application/x-www-form-urlencoded";

  private static final int MAX_LENGTH = 255;
  private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
  private static final Pattern SYNTAX =
      Pattern.compile("\\s*(" + TOKEN + "/" + TOKEN + ")\\s*((?:;[\\x20-\\x7e]*)?)");
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);

  /** Reads a {@code Content-Type}; throws {@link IllegalArgumentException} if it is none. */
  public static MediaType parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (text.length() > MAX_LENGTH || !matcher.matches()) {
      throw new IllegalArgumentException(
          "not a media type of at most 255 characters, such as text/plain");
    }
    return new MediaType(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2).strip());
  }

  /** How a message of this type is carried. */
  public Message.Kind kind() {
    if (essence.equals("application/json") || essence.endsWith("+json")) {
      return Message.Kind.JSON;
    }
    return essence.startsWith("text/") || essence.equals(FORM)
        ? Message.Kind.TEXT
        : Message.Kind.BYTES;
  }

  /** The {@code charset} parameter in lower case, or null. */
  public @Nullable String charset() {
    Matcher matcher = CHARSET.matcher(parameters);
    return matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : null;
  }

  @Override
  public String toString() {
    return essence + parameters;
  }
}

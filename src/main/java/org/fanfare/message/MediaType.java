package org.fanfare.message;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A media type as defined by RFC 9110, section 8.3.1. The essence is in lower case; the parameters
 * are as the client sent them.
 *
 * <p>Immutable; safe for use by any thread.
 *
 * @param essence type and subtype, such as {@code text/plain}
 * @param parameters the parameters, with the leading semicolon; empty if there are none
 */
public record MediaType(String essence, String parameters) {
  /** The type of bytes about which nothing is known. */
  public static final MediaType BYTES = new MediaType("application/octet-stream", "");

  /** The type of text without further details. */
  public static final MediaType TEXT = new MediaType("text/plain", "");

  /** The type of JSON without further details. */
  public static final MediaType JSON = new MediaType("application/json", "");

  /** The type of a body without a {@code Content-Type}: its bytes decide whether it is text. */
  public static final MediaType UNKNOWN = new MediaType("", "");

  /** The type that HTML forms and {@code curl -d} send. */
  public static final String FORM = "application/x-www-form-urlencoded";

  private static final int MAX_LENGTH = 255;
  private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
  private static final Pattern SYNTAX =
      Pattern.compile("\\s*(" + TOKEN + "/" + TOKEN + ")\\s*((?:;[\\x20-\\x7e]*)?)");
  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);

  /** Parses a {@code Content-Type}; throws {@link IllegalArgumentException} if it is invalid. */
  public static MediaType parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (text.length() > MAX_LENGTH || !matcher.matches()) {
      throw new IllegalArgumentException(
          "not a media type of at most 255 characters, such as text/plain");
    }
    return new MediaType(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2).strip());
  }

  /** Returns how a message of this type is represented. */
  public Message.Kind kind() {
    if (essence.equals("application/json") || essence.endsWith("+json")) {
      return Message.Kind.JSON;
    }
    return essence.startsWith("text/") || essence.equals(FORM)
        ? Message.Kind.TEXT
        : Message.Kind.BYTES;
  }

  /** Returns the {@code charset} parameter in lower case, or null if there is none. */
  public @Nullable String charset() {
    Matcher matcher = CHARSET.matcher(parameters);
    return matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : null;
  }

  @Override
  public String toString() {
    return essence + parameters;
  }
}

package org.fanfare.rfc6455;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.fanfare.rfc6455.ExtensionParser.Extension;
import org.fanfare.rfc6455.ExtensionParser.Parameter;

/**
 * A client's offers of the extension {@code permessage-deflate}, and the answer to them (RFC 7692,
 * sections 5 and 7.1). Pure functions, safe for use by any thread.
 *
 * <p>What is agreed is always that each message is compressed alone, in both directions: so the
 * same bytes serve every connection, and none keeps a window between messages. That may be said
 * unasked (sections 7.1.1.1 and 7.1.1.2).
 */
public final class DeflateOffer {
  private static final String ANSWER =
      "permessage-deflate; server_no_context_takeover; client_no_context_takeover";
  private static final String OUR_WINDOW = "server_max_window_bits";
  private static final String ITS_LARGEST = "15"; // the only one that Java's Deflater has
  private static final Pattern WINDOW_BITS = Pattern.compile("[89]|1[0-5]");

  private DeflateOffer() {}

  /**
   * Answers the first offer that can be taken.
   *
   * <p>One with a parameter that is unknown, there twice, or has a value that it may not have is
   * declined, as section 7.1 demands; so is one for a smaller window than ours.
   *
   * @param lines the lines of {@code Sec-WebSocket-Extensions} in the request; may be none
   * @return the header for the answer, or empty if nothing is agreed
   * @throws IllegalArgumentException if the header is not as the grammar has it: the handshake must
   *     be refused (RFC 6455, sections 4.2.1 and 9.1)
   */
  public static Optional<String> answer(List<String> lines) {
    return ExtensionParser.read(lines).stream()
        .filter(extension -> extension.name().equals("permessage-deflate"))
        .filter(DeflateOffer::isTaken)
        .findFirst()
        .map(DeflateOffer::answer);
  }

  private static String answer(Extension offer) {
    boolean asksForWindow = offer.parameters().stream().anyMatch(p -> p.name().equals(OUR_WINDOW));
    return asksForWindow ? ANSWER + "; " + OUR_WINDOW + "=" + ITS_LARGEST : ANSWER;
  }

  private static boolean isTaken(Extension offer) {
    Set<String> seen = new HashSet<>();
    return offer.parameters().stream().allMatch(p -> seen.add(p.name()) && isTaken(p));
  }

  private static boolean isTaken(Parameter parameter) {
    String value = parameter.value();
    return switch (parameter.name()) {
      case "server_no_context_takeover", "client_no_context_takeover" -> value == null;
      case "client_max_window_bits" -> value == null || WINDOW_BITS.matcher(value).matches();
      case OUR_WINDOW -> ITS_LARGEST.equals(value);
      default -> false;
    };
  }
}

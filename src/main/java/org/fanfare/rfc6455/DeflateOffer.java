package org.fanfare.rfc6455;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.fanfare.rfc6455.ExtensionParser.Extension;
import org.fanfare.rfc6455.ExtensionParser.Parameter;

/**
 * Evaluates a client's offers of the extension {@code permessage-deflate} and computes the answer
 * (RFC 7692, sections 5 and 7.1). Pure functions, safe for use by any thread.
 *
 * <p>The agreement is always that each message is compressed independently, in both directions. So
 * the same bytes can be sent on every connection, and no connection keeps a window between
 * messages. A server may demand this even if the client did not offer it (sections 7.1.1.1 and
 * 7.1.1.2).
 */
public final class DeflateOffer {
  private static final String ANSWER =
      "permessage-deflate; server_no_context_takeover; client_no_context_takeover";
  private static final String OUR_WINDOW = "server_max_window_bits";
  private static final String ITS_LARGEST = "15"; // the only size that Java's Deflater supports
  private static final Pattern WINDOW_BITS = Pattern.compile("[89]|1[0-5]");

  private DeflateOffer() {}

  /**
   * Returns the answer to the first acceptable offer.
   *
   * <p>An offer is declined if a parameter is unknown, repeated or has an invalid value, as section
   * 7.1 demands. An offer that requires a smaller window than ours is declined too.
   *
   * @param lines the {@code Sec-WebSocket-Extensions} lines of the request; may be empty
   * @return the value of the response header; empty if no offer is accepted
   * @throws IllegalArgumentException if the header violates the grammar; then the handshake must be
   *     refused (RFC 6455, sections 4.2.1 and 9.1)
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

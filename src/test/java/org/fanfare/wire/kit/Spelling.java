package org.fanfare.wire.kit;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Requests whose path, method and version are spelled in one of the many ways that some server
 * takes for the right one. The same seed gives the same requests. For one thread.
 */
public final class Spelling {
  private static final List<String> METHODS =
      List.of("GET", "GET", "GET", "GET", "HEAD", "POST", "PUT", "OPTIONS", "DELETE");

  private final Random random;
  private final Server server;

  /**
   * A request without a body.
   *
   * @param text all of it, as it is sent
   * @param mayOpen whether it is a handshake that opens a socket
   */
  public record Request(String text, boolean mayOpen) {}

  /** Spells requests to {@code server}. */
  public Spelling(long seed, Server server) {
    this.random = new Random(seed);
    this.server = server;
  }

  /** Returns the next request, for a group that a rule opens or one that none does. */
  public Request next(String[] handshake, String open, String closed) {
    boolean allowed = random.nextInt(4) != 0;
    boolean upgrades = random.nextInt(4) != 0;
    boolean plain = random.nextInt(3) == 0;
    String version = random.nextInt(10) == 0 ? "HTTP/1.0" : "HTTP/1.1";
    String method = METHODS.get(random.nextInt(METHODS.size()));
    String before = server.context().getPath() + "groups/";
    String path = (plain ? before : misspelt(before)) + escaped(allowed ? open : closed);
    String text =
        "%s %s?wait=0 %s\r\nHost: %s\r\n%s%s\r\n\r\n"
            .formatted(
                method,
                path,
                version,
                server.host(),
                method.startsWith("P") ? "Content-Length: 0\r\n" : "",
                upgrades ? String.join("\r\n", handshake) : "Accept: */*");
    boolean asked = upgrades && method.equals("GET") && version.equals("HTTP/1.1");
    return new Request(text, allowed && plain && asked);
  }

  /** One or more of the ways in which no path is written that means what it says. */
  private String misspelt(String before) {
    String path = before;
    for (int i = random.nextInt(3); i >= 0 || path.equals(before); i--) {
      path = once(path);
    }
    return path;
  }

  private String once(String path) {
    int slash = path.lastIndexOf('/', random.nextInt(path.length())); // the first one stays
    String left = path.substring(0, slash);
    String right = path.substring(slash + 1);
    return switch (random.nextInt(slash == 0 ? 4 : 7)) {
      case 0 -> left + "//" + right;
      case 1 -> left + "/./" + right;
      case 2 -> left + "/x/../" + right;
      case 3 -> left + "/%2e/" + right;
      case 4 -> left + ";v=1/" + right;
      case 5 -> left + "%2F" + right;
      default -> escaped(path);
    };
  }

  /** One letter is written as its code. */
  private String escaped(String path) {
    int at = random.nextInt(path.length());
    char letter = path.charAt(at);
    if (!Character.isLetter(letter) || path.lastIndexOf('%', at) >= Math.max(0, at - 2)) {
      return path; // it is none, or of a code
    }
    String code = String.format(Locale.ROOT, "%%%02x", (int) letter);
    return path.substring(0, at) + code + path.substring(at + 1);
  }
}

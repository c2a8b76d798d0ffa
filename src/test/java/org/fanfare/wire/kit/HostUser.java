package org.fanfare.wire.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** The users of the application that tests put Fanfare into, who log in by BASIC. */
public enum HostUser {
  /** Is of the staff. */
  ANNA,
  /** Is not. */
  BERTA;

  /** The header with which one logs in. */
  public static final String HEADER = "Authorization";

  /** Returns the value of the header. */
  public String credentials() {
    String user = this == ANNA ? "anna" : "berta";
    return "Basic "
        + Base64.getEncoder().encodeToString((user + ":secret-of-" + user).getBytes(UTF_8));
  }

  /** Returns the whole line. */
  public String line() {
    return HEADER + ": " + credentials();
  }
}

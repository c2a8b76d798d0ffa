package org.fanfare.security;

/** The answer to whether a caller may do something with a group. */
public enum Decision {
  /** The rule allows it. */
  ALLOWED("allowed"),
  /** The rule asks for a user, a role or a key, and the caller is nobody. */
  UNAUTHENTICATED("unauthenticated"),
  /** No rule allows it to this caller. */
  REFUSED("refused");

  private final String code;

  Decision(String code) {
    this.code = code;
  }

  /** Returns the code under which clients know the answer. */
  public String code() {
    return code;
  }
}

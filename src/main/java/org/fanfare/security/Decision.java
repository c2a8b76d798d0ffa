package org.fanfare.security;

/** The answer to whether a caller may do something with a group. */
public enum Decision {
  /** The rule allows it. */
  ALLOWED("allowed", "a rule allows it"),
  /** The rule asks for a user, a role or a key, and the caller is nobody. */
  UNAUTHENTICATED(
      "unauthenticated", "a rule asks for a user or a key, and the request has neither"),
  /** No rule allows it to this caller. */
  REFUSED("refused", "no rule allows it");

  private final String code;
  private final String reason;

  Decision(String code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  /** Returns the code under which clients know the answer. */
  public String code() {
    return code;
  }

  /** Returns the answer in words; it may be shown to anyone. */
  public String reason() {
    return reason;
  }
}

package org.fanfare.rfc6455;

/** What came is no frame of a conforming client; the connection must be failed (section 7.1.7). */
public final class BrokenFrameException extends Exception {
  private static final long serialVersionUID = 1;

  /** Something that the protocol does not allow. */
  public static final int PROTOCOL = 1002;

  /** Text that is not UTF-8. */
  public static final int NOT_UTF_8 = 1007;

  /** A message above the bound. */
  public static final int TOO_LARGE = 1009;

  private final int code;

  BrokenFrameException(int code, String what) {
    super(what, null, false, false);
    this.code = code;
  }

  /** The close code (section 7.4.1): one of the constants. */
  public int code() {
    return code;
  }
}

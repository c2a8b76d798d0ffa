package org.fanfare.rfc6455;

/** What came is no frame of a conforming client; the connection must be failed (section 7.1.7). */
public final class BrokenFrameException extends Exception {
  private static final long serialVersionUID = 1;

  /** What is wrong, in the terms of section 7.4.1. */
  public enum Fault {
    /** Something that the protocol does not allow. */
    PROTOCOL,

    /** Text that is not UTF-8. */
    NOT_UTF_8,

    /**
     * What was said to be deflated is not. RFC 7692 has no code for it; data that is not consistent
     * with the type of the message comes nearest.
     */
    NOT_DEFLATED,

    /** A message above the bound. */
    TOO_LARGE
  }

  private final Fault fault;

  BrokenFrameException(Fault fault, String what) {
    super(what, null, false, false);
    this.fault = fault;
  }

  static BrokenFrameException notUtf8() {
    return new BrokenFrameException(Fault.NOT_UTF_8, "text that is not UTF-8");
  }

  static BrokenFrameException tooLarge(int maxSize) {
    return new BrokenFrameException(
        Fault.TOO_LARGE, "a message of more than " + maxSize + " bytes");
  }

  /** What is wrong. */
  public Fault fault() {
    return fault;
  }
}

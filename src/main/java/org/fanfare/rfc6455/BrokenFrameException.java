package org.fanfare.rfc6455;

/**
 * Thrown for bytes that a conforming client does not send; the connection must be failed (section
 * 7.1.7).
 */
public final class BrokenFrameException extends Exception {
  private static final long serialVersionUID = 1;

  /** The kinds of faults, following section 7.4.1. */
  public enum Fault {
    /** A violation of the protocol. */
    PROTOCOL,

    /** Text that is not UTF-8. */
    NOT_UTF_8,

    /**
     * Invalid compressed data. RFC 7692 defines no close code for it; the nearest one is that for
     * data that is not consistent with the type of the message.
     */
    NOT_DEFLATED,

    /** A message larger than the bound. */
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

  /** Returns the kind of fault. */
  public Fault fault() {
    return fault;
  }
}

package org.fanfare.encoding;

import org.jspecify.annotations.Nullable;

/**
 * The result of an encoding that may be encoded further. The memory of its encoded forms is counted
 * with that of its source. Without a source it is for one client, and keeps no forms.
 */
abstract class Derived extends Encodable {
  private final @Nullable Encodable source;

  Derived(@Nullable Encodable source) {
    this.source = source;
  }

  /**
   * Returns whether this may be sent to several clients, so that keeping its encoded forms pays.
   */
  public final boolean isShared() {
    return source != null;
  }

  @Override
  protected final boolean mayGrow(long bytes) {
    return source != null && source.mayGrow(bytes);
  }

  @Override
  protected final void forgot() {
    // nothing is counted here
  }
}

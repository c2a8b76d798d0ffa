package org.fanfare.encoding;

import org.jspecify.annotations.Nullable;

/**
 * What something was encoded as, and may be encoded further: what its forms take is counted with
 * those of its source. Without a source it is for one client, and keeps no form.
 */
abstract class Derived extends Encodable {
  private final @Nullable Encodable source;

  Derived(@Nullable Encodable source) {
    this.source = source;
  }

  /**
   * Whether several clients may be sent this, so that it is worth to keep what it is encoded as.
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

package org.fanfare.transport;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import org.fanfare.connection.Outlet.Written;

/**
 * A write to a client that is not done yet: it goes on whenever the container says that there is
 * room (Servlet 6, section 5.7).
 *
 * <p>Used by one thread at a time: whoever has its writer's turn.
 */
public final class PendingWrite {
  private final byte[] bytes;
  private final Written written;
  private boolean begun;
  private boolean flushed;

  /**
   * A write that has not begun.
   *
   * @param flushes whether the bytes must leave at once
   */
  public PendingWrite(byte[] bytes, boolean flushes, Written written) {
    this.bytes = bytes;
    this.flushed = !flushes;
    this.written = written;
  }

  /** Goes on; false if there is no room at the moment. */
  public boolean advance(ServletOutputStream out) throws IOException {
    if (!begun) {
      if (!out.isReady()) {
        return false;
      }
      begun = true;
      out.write(bytes);
    }
    if (!flushed) {
      if (!out.isReady()) {
        return false;
      }
      flushed = true;
      out.flush();
    }
    return out.isReady();
  }

  /** Tells whoever asked for it how it went. */
  public void done(boolean ready) {
    written.done(ready);
  }
}

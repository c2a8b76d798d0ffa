package org.fanfare.transport;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import org.fanfare.connection.Outlet.Written;

/**
 * A write to a client that is not done yet: it goes on whenever the container says that there is
 * room (Servlet 6, section 5.7). When it is done the next one may begin in its place, so that a
 * writer needs one for all.
 *
 * <p>Used by one thread at a time: who begins it, then whoever has its writer's turn.
 */
public final class PendingWrite {
  /**
   * The quirk: what fills the 32,768 bytes that Open Liberty 26.0.0.3 gathers for an upgraded
   * connection is written behind our back, and a connection closed meanwhile never ends.
   */
  private static final int PIECE = 32_000;

  private static final byte[] NOTHING = {};
  private static final Written NOBODY = ready -> {};

  private byte[] bytes = NOTHING;
  private Written written = NOBODY;
  private int from;
  private boolean begun;
  private boolean flushed;

  /**
   * Is from now on another write, of which nothing is done.
   *
   * @param frames what to write; never changed
   * @param flushes whether the bytes must leave at once
   * @param told who asked for it
   */
  public PendingWrite begin(byte[] frames, boolean flushes, Written told) {
    bytes = frames;
    written = told;
    begun = false;
    from = 0;
    flushed = !flushes;
    return this;
  }

  /** Goes on; false if there is no room at the moment. */
  public boolean advance(ServletOutputStream out) throws IOException {
    while (!begun) {
      if (!out.isReady()) {
        return false;
      }
      int count = Math.min(bytes.length - from, PIECE);
      out.write(bytes, from, count);
      from += count;
      begun = from == bytes.length;
      if (!begun) {
        if (!out.isReady()) {
          return false;
        }
        out.flush();
      }
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

  /** Tells whoever asked for it how it went; who is told may begin the next one. */
  public void done(boolean ready) {
    Written told = written;
    bytes = NOTHING;
    written = NOBODY;
    told.done(ready);
  }
}

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
  private static final byte[] NOTHING = {};
  private static final Written NOBODY = ready -> {};

  private final int most;
  private byte[] bytes = NOTHING;
  private Written written = NOBODY;
  private int from;
  private boolean flushes;
  private boolean flushDue;

  /** A write whose bytes are given to the container together. */
  public PendingWrite() {
    this(Integer.MAX_VALUE);
  }

  /** A write of so many bytes at a time at most, which leave before the next. */
  public PendingWrite(int most) {
    this.most = most;
  }

  /**
   * Is from now on another write, of which nothing is done.
   *
   * @param frames what to write; never changed
   * @param leaves whether the bytes must leave at once
   * @param told who asked for it
   */
  public PendingWrite begin(byte[] frames, boolean leaves, Written told) {
    bytes = frames;
    written = told;
    from = 0;
    flushes = leaves;
    flushDue = leaves && frames.length == 0;
    return this;
  }

  /** Goes on; false if there is no room at the moment. */
  public boolean advance(ServletOutputStream out) throws IOException {
    while (from < bytes.length || flushDue) {
      if (!out.isReady()) {
        return false;
      }
      if (flushDue) {
        flushDue = false;
        out.flush();
      } else {
        int count = Math.min(bytes.length - from, most);
        out.write(bytes, from, count);
        from += count;
        flushDue = flushes || from < bytes.length;
        letGo();
      }
    }
    return out.isReady();
  }

  /** Keeps nothing that the container has whole: it may hold a copy of it for a slow client. */
  private void letGo() {
    if (from == bytes.length) {
      bytes = NOTHING;
      from = 0;
    }
  }

  /** Tells whoever asked for it how it went; who is told may begin the next one. */
  public void done(boolean ready) {
    Written told = written;
    bytes = NOTHING;
    written = NOBODY;
    told.done(ready);
  }
}

package org.fanfare.transport;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import org.fanfare.connection.Outlet.Written;

/**
 * A write to a client that may not be finished yet: it is continued whenever the container says
 * that there is room (Servlet 6, section 5.7). When it is done, the same object can be used for the
 * next write, so a writer needs only one.
 *
 * <p>Used by one thread at a time: first the thread that begins the write, then the thread that is
 * inside its writer's {@link org.fanfare.threads.SerialDrain}.
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

  /** Creates a write whose bytes are passed to the container in one piece. */
  public PendingWrite() {
    this(Integer.MAX_VALUE);
  }

  /**
   * Creates a write that passes at most {@code most} bytes at a time to the container, and flushes
   * them before the next piece.
   */
  public PendingWrite(int most) {
    this.most = most;
  }

  /**
   * Begins another write with this object; the previous one must be done.
   *
   * @param frames the bytes to write; must not be changed afterwards
   * @param leaves whether the bytes must be flushed at once
   * @param told is called when the write is done
   */
  public PendingWrite begin(byte[] frames, boolean leaves, Written told) {
    bytes = frames;
    written = told;
    from = 0;
    flushes = leaves;
    flushDue = leaves && frames.length == 0;
    return this;
  }

  /**
   * Writes as much as there is room for. Returns true when everything is written and there is room
   * for more; false if there is no room at the moment.
   */
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

  /**
   * Drops the bytes once the container has taken all of them: for a slow client, the container may
   * hold a copy, and there need not be two.
   */
  private void letGo() {
    if (from == bytes.length) {
      bytes = NOTHING;
      from = 0;
    }
  }

  /**
   * Ends this write and tells its caller whether there is room for more ({@code ready}), or the
   * client is gone. From inside that call the next write may begin.
   */
  public void done(boolean ready) {
    Written told = written;
    bytes = NOTHING;
    written = NOBODY;
    told.done(ready);
  }
}

package org.fanfare.transport.websocket;

import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import org.fanfare.threads.SerialDrain;
import org.fanfare.transport.Buffers;

/**
 * What the client of an upgraded connection sends: all that has arrived is read and parsed, but
 * nothing more while nobody takes it. What was read already, a buffer at most, waits then.
 *
 * <p>The container's thread reads, and after a pause the one that ends it; never both at a time. No
 * method waits.
 */
final class DirectInput extends SerialDrain {
  private static final System.Logger LOG = System.getLogger(DirectInput.class.getName());
  private static final byte[] NONE = {};

  private final ServletInputStream in;
  private final Buffers buffers;
  private final ConnectionUse inUse;
  private final Target target;
  private volatile boolean resumed;
  private byte[] rest = NONE; // used by the thread that reads

  /** Parses what is read. Called by one thread at a time. */
  interface Target {
    /** Whether it takes more now; if not, it calls {@link #readOn} later. */
    boolean takesMore();

    /** Parses bytes; returns how many of them it has taken. */
    int parse(byte[] bytes, int count);

    /** Nothing more can be read, or is taken, now. */
    void waits();

    /** The client sends nothing any more. */
    void ended();
  }

  DirectInput(ServletInputStream in, Buffers buffers, ConnectionUse inUse, Target target) {
    this.in = in;
    this.buffers = buffers;
    this.inUse = inUse;
    this.target = target;
  }

  /** Reads what has arrived, on the container's thread. */
  void read() throws IOException {
    try {
      turn();
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  /** Reads on after a pause. May be called by any thread. */
  void readOn() {
    resumed = true;
    try {
      turn();
    } catch (RuntimeException failed) {
      LOG.log(Level.DEBUG, "a socket failed", failed);
      target.ended();
    }
  }

  @Override
  protected void round() {
    if (!inUse.enter()) {
      return; // TCP is being ended
    }
    byte[] buffer = buffers.take();
    try {
      read(buffer);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } finally {
      buffers.giveBack(buffer);
      inUse.leave();
    }
  }

  private void read(byte[] buffer) throws IOException {
    while (!inUse.isOver() && takesMore() && in.isReady()) {
      int count = in.read(buffer);
      if (count < 0) {
        target.ended();
        return;
      }
      parse(buffer, count);
    }
    target.waits();
    if (resumed) {
      resumed = false;
      if (!inUse.isOver() && in.isFinished()) {
        target.ended(); // the container tells it only on its own thread
      }
    }
  }

  private boolean takesMore() {
    while (rest.length > 0) {
      if (!target.takesMore()) {
        return false;
      }
      byte[] before = rest;
      rest = NONE;
      parse(before, before.length);
    }
    return target.takesMore();
  }

  private void parse(byte[] bytes, int count) {
    int taken = target.parse(bytes, count);
    if (taken < count) {
      rest = Arrays.copyOfRange(bytes, taken, count);
    }
  }
}

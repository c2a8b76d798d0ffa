package org.fanfare.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Outlet.Written;
import org.fanfare.encoding.Encoded;
import org.fanfare.encoding.Payload;
import org.fanfare.status.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A transport that was made up: its client takes a write at once, or later, or never, as chance or
 * the test has it, and what was under way when it ended has not arrived. For one thread.
 */
public final class MadeUpWire implements Wire {
  private final Random random;
  private final List<Payload> arrived = new ArrayList<>();
  private Encoded underWay = Encoded.NOTHING;
  private @Nullable Written written;
  private boolean stuck;
  private @Nullable Ended closed;

  /** A wire whose client takes what chance lets it. */
  public MadeUpWire(Random random) {
    this.random = random;
  }

  @Override
  public long write(Encoded encoded, Written told) {
    if (written != null || closed != null) {
      throw new AssertionError("a write while one is outstanding, or after the end");
    }
    if (encoded.isEmpty()) {
      throw new AssertionError("a write of nothing");
    }
    if (stuck || random.nextBoolean()) {
      underWay = encoded;
      written = told;
    } else {
      arrived.addAll(encoded.payloads());
      told.done(true);
    }
    return encoded.size();
  }

  @Override
  public long ping(long mark, Encoded beside, Written told) {
    if (beside.isEmpty()) {
      told.done(true);
      return 0;
    }
    return write(beside, told);
  }

  @Override
  public long refuse(Problem problem, long retryMillis, Written told) {
    told.done(true);
    return 0;
  }

  @Override
  public void close(Ended reason) {
    if (closed != null) {
      throw new AssertionError("closed twice");
    }
    closed = reason;
    finish(false);
  }

  private void finish(boolean well) {
    Written told = written;
    if (told != null) {
      Encoded what = underWay;
      written = null;
      underWay = Encoded.NOTHING;
      if (well) {
        arrived.addAll(what.payloads());
      }
      told.done(well);
    }
  }

  /** The client takes nothing from now on. */
  public void stick() {
    stuck = true;
  }

  /** The client takes what is under way, and whatever comes after it, until nothing is. */
  public void takesAll() {
    stuck = false;
    while (written != null) {
      finish(true);
    }
  }

  /** The client takes what is under way. */
  public void takes() {
    finish(true);
  }

  /** Returns the bytes that wait for the client. */
  public long waiting() {
    return underWay.size();
  }

  /** Returns what has arrived. */
  public List<Payload> arrived() {
    return List.copyOf(arrived);
  }

  /** Returns why it ended, or null if it has not. */
  public @Nullable Ended closed() {
    return closed;
  }
}

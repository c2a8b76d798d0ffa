package org.fanfare.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fanfare.log.Gap;
import org.fanfare.log.Publication;
import org.fanfare.log.Slice;
import org.fanfare.protocol.FanfareFrames;
import org.jspecify.annotations.Nullable;

/** An outlet that remembers what it was given, and is done at once or when the test says so. */
public final class FakeOutlet implements Outlet {
  private final boolean atOnce;
  private final boolean keeps;
  private final List<Outgoing> written = new ArrayList<>();
  private @Nullable Written outstanding;
  private @Nullable Ended closed;
  private boolean broken;

  private FakeOutlet(boolean atOnce, boolean keeps) {
    this.atOnce = atOnce;
    this.keeps = keeps;
  }

  /** Is done with every write before {@code write} returns. */
  public static FakeOutlet quick() {
    return new FakeOutlet(true, false);
  }

  /** Is done when {@link #take} is called. */
  public static FakeOutlet slow() {
    return new FakeOutlet(false, false);
  }

  /** The same as a quick one, of a server that may keep what it has taken. */
  static FakeOutlet queues() {
    return new FakeOutlet(true, true);
  }

  /** Throws at every write from now on, and at the close. */
  void breakDown() {
    broken = true;
  }

  @Override
  public long write(Outgoing outgoing, Written done) {
    if (outstanding != null) {
      throw new AssertionError("a second write while one is outstanding: " + outgoing);
    }
    if (closed != null) {
      throw new AssertionError("a write after the end: " + outgoing);
    }
    if (broken) {
      throw new IllegalStateException("broken, for this test");
    }
    written.add(outgoing);
    if (atOnce) {
      done.done(true);
    } else {
      outstanding = done;
    }
    return words(outgoing).stream().mapToLong(String::length).sum();
  }

  @Override
  public boolean keepsWrites() {
    return keeps;
  }

  @Override
  public void close(Ended reason) {
    if (closed != null) {
      throw new AssertionError("closed twice: " + closed + ", " + reason);
    }
    closed = reason;
    if (broken) {
      throw new IllegalStateException("broken, for this test");
    }
  }

  boolean isOutstanding() {
    return outstanding != null;
  }

  /** The client has taken what was written. */
  void take() {
    done(true);
  }

  /** The client is gone. */
  void fail() {
    done(false);
  }

  private void done(boolean ready) {
    Written done = Objects.requireNonNull(outstanding, "nothing is outstanding");
    outstanding = null;
    done.done(ready);
  }

  /** All that it was given. */
  public List<Outgoing> written() {
    return written;
  }

  Outgoing last() {
    return written.get(written.size() - 1);
  }

  /** Why it was closed, or null. */
  public @Nullable Ended closed() {
    return closed;
  }

  /** What the client was told, as words, a list for each write. */
  List<List<String>> writes() {
    return written.stream().map(FakeOutlet::words).toList();
  }

  /** The same in one list. */
  public List<String> told() {
    return writes().stream().flatMap(List::stream).toList();
  }

  static List<String> words(Outgoing outgoing) {
    List<String> words = new ArrayList<>();
    if (outgoing instanceof Outgoing.Hello) {
      words.add("hello");
    } else if (outgoing instanceof Outgoing.Publications run) {
      addSlice(run.slice(), words);
    } else if (outgoing instanceof Outgoing.Delivery delivery) {
      for (Outgoing.Part part : delivery.parts()) {
        addGap(part.gap(), words);
        addSlice(part.slice(), words);
      }
    } else if (outgoing instanceof Outgoing.ChannelMessage sent) {
      words.add("message " + sent.message().text());
    } else if (outgoing instanceof Outgoing.Reply reply) {
      words.add("reply " + FanfareFrames.reply(reply));
    } else if (outgoing instanceof Outgoing.Interruption interruption) {
      words.add(interruption.begins() ? "interrupted" : "resumed");
    } else if (outgoing instanceof Outgoing.Heartbeat) {
      words.add("beat");
    } else if (outgoing instanceof Outgoing.Ping) {
      words.add("ping");
    } else if (outgoing instanceof Outgoing.Farewell farewell) {
      words.add("farewell " + farewell.reason().code());
    } else if (outgoing instanceof Outgoing.Refusal refusal) {
      words.add("refusal " + refusal.reason().code());
    }
    return words;
  }

  private static void addGap(@Nullable Gap gap, List<String> words) {
    if (gap != null) {
      String last = gap.last() == null ? "" : gap.last().toString();
      words.add("gap " + gap.first() + "-" + last + " " + gap.reason().word());
    }
  }

  private static void addSlice(@Nullable Slice slice, List<String> words) {
    if (slice != null) {
      for (Publication publication : slice.publications()) {
        words.add(publication.message().text());
      }
    }
  }

  /** What it remembers of an answer that something with this id was done. */
  static String done(String id) {
    return "reply {\"reply\":{\"id\":\"" + id + "\",\"status\":202}}";
  }
}

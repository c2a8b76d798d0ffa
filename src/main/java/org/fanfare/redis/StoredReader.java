package org.fanfare.redis;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fanfare.layer.Batch;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.layer.Wake;
import org.fanfare.log.Epoch;
import org.fanfare.log.Gap;
import org.fanfare.log.Position;
import org.fanfare.log.Reading;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * A reader of a group whose log is in the store. It reads its node's copy, and shares what it reads
 * there. While it is <em>behind</em> the copy it reads pages of the store, which are its own: one
 * at a time, and each only when it has read the one before.
 *
 * <p>Used on its executor; {@link #close} may be called by any thread, {@link #wake} and {@link
 * #resume} are called on the loop.
 */
final class StoredReader implements Reader {
  private final GroupFollower follower;
  private final Following following;
  private final Executor executor;
  private final Wake wake;
  private final AtomicBoolean isClosed = new AtomicBoolean();
  private volatile @Nullable Reader local; // null while it is behind
  private PageReading page; // what it reads while it is behind
  private Epoch copyEpoch; // in the copy: of its position after the last gap
  private Gap.Reason reason = Gap.Reason.OVERFLOW;
  private long silentUpTo; // as Page.For says
  private boolean mayAsk;

  /** Creates a reader that reads a page. Called on the loop. */
  StoredReader(GroupFollower follower, PageReading page, Executor executor, Wake wake) {
    this.follower = follower;
    this.following = follower.following();
    this.page = page;
    this.copyEpoch = page.at().epoch();
    this.executor = executor;
    this.wake = wake;
  }

  /** Creates a reader that begins in the copy. Called on the loop. */
  static StoredReader inCopy(
      GroupFollower follower, GroupCopy copy, Start start, Executor executor, Wake wake) {
    Reader local = copy.fan().open(start, executor, wake, () -> {});
    PageReading none = new PageReading(local.position(), -1);
    StoredReader reader = new StoredReader(follower, none, executor, wake);
    reader.local = local;
    return reader;
  }

  /** Says which publications do not count as missed before anything was read. */
  void doesNotMiss(long upTo) {
    silentUpTo = upTo;
  }

  /**
   * Begins behind the copy, with the first page. Called on the loop, before anything is read.
   *
   * @param asked what the page was asked for
   */
  void beginBehind(Page.For asked) {
    this.reason = asked.reason();
    this.silentUpTo = asked.silentUpTo();
    follower.readers().isBehind(this, true);
    if (page.isEmpty()) {
      askToGoOn();
    }
  }

  @Override
  public GroupName group() {
    return follower.group();
  }

  @Override
  public Position position() {
    Reader reader = local;
    return reader != null ? reader.position() : page.at();
  }

  @Override
  public long headWhenOpened() {
    Reader reader = local;
    if (reader == null) {
      return page.head();
    }
    return page.head() < 0 || page.headOf(reader.position().epoch()) < 0
        ? reader.headWhenOpened()
        : page.head();
  }

  @Override
  public boolean isInterrupted() {
    Reader reader = local;
    return reader != null ? reader.isInterrupted() : follower.isInterrupted();
  }

  @Override
  public Reading read(Batch batch, long maxBytes, int most) {
    if (isClosed.get()) {
      return Reading.NOTHING;
    }
    Reader reader = local;
    return reader != null ? readCopy(reader, batch, maxBytes, most) : readPage(maxBytes, most);
  }

  private Reading readCopy(Reader reader, Batch batch, long maxBytes, int most) {
    Reading reading = reader.read(batch, maxBytes, most);
    Gap gap = reading.gap();
    if (gap == null) {
      silentUpTo = reading.slice() == null ? silentUpTo : 0;
      return reading;
    }
    Epoch before = copyEpoch;
    copyEpoch = reader.position().epoch();
    GroupCopy copy = follower.copy();
    Long last = gap.last();
    Position after = new Position(last == null ? before : copyEpoch, gap.first() - 1);
    boolean hasLetGo =
        copy != null
            && (copy.wasCutShort(after.epoch(), gap.first())
                || (last != null && copy.hasLetGo(new Position(copyEpoch, last))));
    if (!hasLetGo) {
      Reading missed = Page.missed(reading, silentUpTo);
      silentUpTo = 0;
      return missed;
    }
    leaveCopy(
        reader,
        new PageReading(after, last == null ? after.offset() : reader.headWhenOpened()),
        last == null ? Gap.Reason.OVERFLOW : gap.reason());
    return Reading.NOTHING;
  }

  private void leaveCopy(Reader reader, PageReading next, Gap.Reason why) {
    page = next; // the store may have what the copy has let go
    reason = why;
    local = null;
    reader.close();
    following.onLoop(() -> follower.readers().isBehind(this, true));
    askToGoOn();
  }

  private Reading readPage(long maxBytes, int most) {
    if (page.dropDiscarded(follower.readers().discards())) {
      askToGoOn();
    }
    if (!page.isEmpty()) {
      Reading reading = page.read(maxBytes, most);
      reason = Gap.Reason.OVERFLOW; // what is missing from now on came while this was reading
      silentUpTo = 0;
      if (page.isEmpty()) {
        askToGoOn();
      }
      return reading;
    }
    if (mayAsk) {
      mayAsk = false;
      Page.For self = new Page.For(page.at(), reason, silentUpTo);
      following.onLoop(() -> ask(self));
    }
    return Reading.NOTHING;
  }

  /** Asks to read the copy from now on, or to be told that there is another page. */
  private void askToGoOn() {
    Position here = page.at();
    following.onLoop(() -> goOn(here));
  }

  /** Goes on after an interruption. Called on the loop. */
  void resume() {
    onExecutor(
        () -> {
          if (local == null && page.isEmpty()) {
            askToGoOn();
          }
        });
    wake();
  }

  private void goOn(Position here) {
    if (isClosed.get() || !following.isLinked()) {
      return; // after an interruption it is told to go on
    }
    GroupCopy copy = follower.copy();
    if (copy != null && !copy.hasPassed(here)) { // a page may be newer than what was heard of
      follower
          .passed(here)
          .whenComplete(
              (passed, interrupted) -> {
                if (interrupted == null) {
                  joinOrAsk(here);
                }
              });
    } else {
      joinOrAsk(here);
    }
  }

  private void joinOrAsk(Position here) {
    GroupCopy copy = follower.copy();
    if (copy != null && copy.has(here)) {
      Reader joined = copy.fan().open(new Start.After(here), executor, wake, () -> {});
      onExecutor(() -> join(joined, here));
    } else {
      onExecutor(() -> mayAsk = local == null && page.isEmpty());
    }
    wake();
  }

  private void join(Reader joined, Position here) {
    if (local != null || !page.isEmpty() || !page.at().equals(here)) {
      joined.close(); // it went on twice, after an interruption
      return;
    }
    copyEpoch = joined.position().epoch();
    local = joined;
    following.onLoop(() -> follower.readers().isBehind(this, false));
    if (isClosed.get()) {
      joined.close();
    }
  }

  private void ask(Page.For self) {
    long discards = follower.readers().discards();
    follower
        .readers()
        .page(
            self.after(),
            outcome -> {
              if (outcome instanceof Outcome.Done<Read.Answer> done) {
                Page next = following.pageOf(group(), done.get(), self);
                onExecutor(() -> come(next, self.after(), discards));
                wake();
              } else {
                askLater(self.after()); // there is no place for the group at the moment
              }
            },
            () -> {
              if (!follower.isInterrupted()) {
                askLater(self.after());
              }
            });
  }

  private void askLater(Position here) {
    following.onLoop(() -> following.loop().later(Following.AGAIN_MILLIS, () -> goOn(here)));
  }

  /** A page has come; it is of no use if this reader is elsewhere meanwhile. */
  private void come(Page next, Position after, long discards) {
    if (local != null || !page.isEmpty() || !page.at().equals(after)) {
      return;
    }
    page.begin(next, discards);
    if (page.isEmpty() && page.at().equals(after)) { // the store has less than the copy had
      askLater(after);
    } else if (page.isEmpty()) {
      askToGoOn();
    }
  }

  /** Wakes this reader. Called on the loop. */
  void wake() {
    onExecutor(
        () -> {
          if (!isClosed.get()) {
            wake.wake(Batch.NONE);
          }
        });
  }

  private void onExecutor(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException stopped) {
      // nobody reads on that executor any more
    }
  }

  @Override
  public void close() {
    if (isClosed.compareAndSet(false, true)) {
      Reader reader = local;
      if (reader != null) {
        reader.close();
      }
      following.closed(this, follower);
    }
  }
}

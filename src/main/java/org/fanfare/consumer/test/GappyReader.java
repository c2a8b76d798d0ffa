package org.fanfare.consumer.test;

import org.fanfare.layer.Batch;
import org.fanfare.layer.Reader;
import org.fanfare.log.Gap;
import org.fanfare.log.Position;
import org.fanfare.log.Publication;
import org.fanfare.log.Reading;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * A reader that is given none of the publications that were lost, but the gaps that they leave. As
 * for a layer that counts, a gap shows when something comes after it.
 */
final class GappyReader implements Reader {
  private final Reader inner;
  private final LostPublications lost;
  private final long silentUntil;

  /**
   * A reader of what {@code inner} reads.
   *
   * @param floats whether it begins at the oldest or the newest publications, of which those that
   *     are missing are no gap
   */
  GappyReader(Reader inner, LostPublications lost, boolean floats) {
    this.inner = inner;
    this.lost = lost;
    this.silentUntil = floats ? inner.headWhenOpened() : 0;
  }

  @Override
  public Reading read(Batch batch, long maxBytes, int most) {
    Gap gap = null;
    while (lost.isAnyAfter(group(), position())) {
      if (lost.isNothingKeptAfter(group(), position())) {
        return new Reading(gap, null);
      }
      Reading one = inner.read(Batch.NONE, maxBytes, 1);
      gap = both(gap, one.gap());
      if (one.slice() == null) {
        return new Reading(gap, null);
      }
      Publication publication = one.slice().first();
      if (!lost.isLost(group(), publication.position())) {
        return new Reading(gap, one.slice());
      }
      if (publication.offset() > silentUntil) {
        gap = both(gap, gapOf(publication.offset()));
      }
    }
    Reading rest = inner.read(batch, maxBytes, most);
    return gap == null ? rest : new Reading(both(gap, rest.gap()), rest.slice());
  }

  private Gap gapOf(long offset) {
    boolean before = offset <= inner.headWhenOpened();
    return new Gap(group(), offset, offset, before ? Gap.Reason.RETENTION : Gap.Reason.OVERFLOW);
  }

  private static @Nullable Gap both(@Nullable Gap earlier, @Nullable Gap later) {
    if (earlier == null || earlier.last() == null) {
      return earlier == null ? later : earlier;
    }
    return later == null || later.last() == null ? earlier : earlier.reachingTo(later.last());
  }

  @Override
  public GroupName group() {
    return inner.group();
  }

  @Override
  public Position position() {
    return inner.position();
  }

  @Override
  public long headWhenOpened() {
    return inner.headWhenOpened();
  }

  @Override
  public boolean isInterrupted() {
    return inner.isInterrupted();
  }

  @Override
  public void close() {
    inner.close();
  }
}

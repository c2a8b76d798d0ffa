package org.fanfare.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fanfare.log.Cursor;
import org.fanfare.log.Gap;
import org.fanfare.log.Position;
import org.fanfare.log.Publication;
import org.fanfare.log.Slice;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * Checks what one client was told against the laws: order, no silent loss, no repeats; and that
 * every cursor covers exactly what precedes it.
 */
final class LawChecker {
  private final Map<GroupName, Long> at = new HashMap<>();
  private long publications;
  private long missed;

  LawChecker(List<Outgoing> told) {
    told.forEach(this::check);
  }

  private void check(Outgoing outgoing) {
    if (outgoing instanceof Outgoing.Hello hello) {
      for (GroupName group : hello.groups()) {
        at.put(group, hello.cursor().in(group).orElseThrow().offset());
      }
    } else if (outgoing instanceof Outgoing.Run run) {
      slice(run.slice());
    } else if (outgoing instanceof Outgoing.Delivery delivery) {
      if (at.size() > 1) {
        cursor(delivery.before());
      }
      for (Outgoing.Part part : delivery.parts()) {
        gap(part.gap());
        if (part.slice() != null) {
          slice(part.slice());
        }
      }
      cursor(delivery.after());
    } else if (outgoing instanceof Outgoing.Heartbeat beat) {
      cursor(beat.cursor());
    } else if (outgoing instanceof Outgoing.Farewell farewell) {
      cursor(farewell.cursor());
    }
  }

  private void gap(@Nullable Gap gap) {
    if (gap != null) {
      assertThat(gap.first()).as("a gap begins after what was told").isEqualTo(next(gap.group()));
      missed += gap.last() - gap.first() + 1;
      at.put(gap.group(), gap.last());
    }
  }

  private void slice(Slice slice) {
    for (Publication publication : slice.publications()) {
      assertThat(publication.offset()).as("the next one").isEqualTo(next(publication.group()));
      assertThat(publication.message().text()).isEqualTo(Long.toString(publication.offset()));
      at.put(publication.group(), publication.offset());
      publications++;
    }
  }

  private long next(GroupName group) {
    return at.get(group) + 1;
  }

  private void cursor(Cursor cursor) {
    at.forEach(
        (group, offset) ->
            assertThat(cursor.in(group).map(Position::offset)).as("cursor").contains(offset));
  }

  /** Everything up to {@code head} was told, or named as missing. */
  void toldUpTo(GroupName group, long head) {
    assertThat(at).containsEntry(group, head);
  }

  long publications() {
    return publications;
  }

  long missed() {
    return missed;
  }
}

package org.fanfare.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fanfare.harness.LawChecker;
import org.fanfare.log.Cursor;
import org.fanfare.log.Gap;
import org.fanfare.log.Position;
import org.fanfare.log.Publication;
import org.fanfare.log.Slice;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * All that one client was told, held to the laws; and every cursor must cover exactly what precedes
 * it.
 */
final class Transcript {
  private static final int MOST_GROUPS = 16; // of one URL

  private final LawChecker laws = new LawChecker(MOST_GROUPS);
  private final Map<GroupName, Integer> readers = new HashMap<>();

  Transcript(List<Outgoing> told) {
    told.forEach(this::check);
  }

  private void check(Outgoing outgoing) {
    if (outgoing instanceof Outgoing.Hello hello) {
      for (GroupName group : hello.groups()) {
        int reader = readers.computeIfAbsent(group, any -> readers.size());
        laws.begin(reader, hello.cursor().in(group).orElseThrow().offset());
      }
    } else if (outgoing instanceof Outgoing.Publications run) {
      slice(run.slice());
    } else if (outgoing instanceof Outgoing.Delivery delivery) {
      if (readers.size() > 1) {
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
      assertThat(laws.gap(reader(gap.group()), gap.first(), gap.last())).as("%s", gap).isZero();
    }
  }

  private void slice(Slice slice) {
    for (Publication publication : slice.publications()) {
      long offset = publication.offset();
      assertThat(laws.publication(reader(publication.group()), offset)).as("%s", offset).isZero();
      assertThat(publication.message().text()).isEqualTo(Long.toString(offset));
    }
  }

  private int reader(GroupName group) {
    return readers.get(group);
  }

  private void cursor(Cursor cursor) {
    for (GroupName group : readers.keySet()) {
      assertThat(cursor.in(group).map(Position::offset)).as("cursor").contains(at(group));
    }
  }

  private long at(GroupName group) {
    return laws.at(reader(group));
  }

  /** Everything up to {@code head} was told, or named as missing. */
  void toldUpTo(GroupName group, long head) {
    assertThat(at(group)).as("%s", group).isEqualTo(head);
  }

  long publications() {
    return laws.given();
  }

  long missed() {
    return laws.missed();
  }
}

package org.fanfare.memory;

import java.util.HashMap;
import java.util.Map;
import org.fanfare.layer.PublishKey;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;

/**
 * Up to which line of each stream that is in order the keys have been forgotten, while keys of
 * later lines of it are remembered. Because the lines of a stream are published one after the
 * other, all lines up to that one are known to be published. So a stream may be sent again from its
 * beginning, however long it is.
 *
 * <p>Used by one thread at a time, under the lock of {@link RememberedKeys}.
 */
final class PublishedLines {
  private record Name(GroupName group, String stream) {}

  /** What is known of one stream in one group. */
  private static final class Known {
    int remembered; // the number of keys
    @Nullable KeyedPublish forgotten; // the one with the highest number
  }

  private final Map<Name, Known> streams = new HashMap<>();

  /**
   * Returns the publish of the last forgotten line, if the publish is of that line or one before
   * it; or null.
   */
  @Nullable KeyedPublish find(KeyedPublish publish) {
    PublishKey.Line line = publish.key().line();
    Known known = line == null || !line.inOrder() ? null : streams.get(name(publish, line));
    KeyedPublish forgotten = known == null ? null : known.forgotten;
    return line != null && forgotten != null && line.number() <= numberOf(forgotten)
        ? forgotten
        : null;
  }

  /** The key of a publish is remembered. */
  void remembered(KeyedPublish publish) {
    PublishKey.Line line = publish.key().line();
    if (line != null && line.inOrder()) {
      streams.computeIfAbsent(name(publish, line), name -> new Known()).remembered++;
    }
  }

  /** The key of a publish that has happened is forgotten, for its age or to make room. */
  void forgotten(KeyedPublish publish) {
    removed(publish, true);
  }

  /** The key of a publish that has not happened is forgotten. */
  void refused(KeyedPublish publish) {
    removed(publish, false);
  }

  private void removed(KeyedPublish publish, boolean happened) {
    PublishKey.Line line = publish.key().line();
    Known known = line == null ? null : streams.get(name(publish, line));
    if (line == null || known == null) {
      return;
    }
    known.remembered--;
    KeyedPublish before = known.forgotten;
    if (known.remembered == 0) {
      streams.remove(name(publish, line));
    } else if (happened && (before == null || numberOf(before) < line.number())) {
      known.forgotten = publish;
    }
  }

  private static long numberOf(KeyedPublish publish) {
    PublishKey.Line line = publish.key().line();
    return line == null ? 0 : line.number();
  }

  private static Name name(KeyedPublish publish, PublishKey.Line line) {
    return new Name(publish.group(), line.stream());
  }

  /** Returns the number of streams of which something is known. */
  int count() {
    return streams.size();
  }
}

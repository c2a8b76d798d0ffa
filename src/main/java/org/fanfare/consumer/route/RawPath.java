package org.fanfare.consumer.route;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The path of one request within the application, as the client wrote it. Its segments are read
 * when they are asked for, so that a path to something else costs no more than its first one. Not
 * safe for use by several threads.
 */
final class RawPath {
  private final String path;
  private final List<PathSegment> read = new ArrayList<>(4);
  private int slash; // the one before the next segment; the length of the path if there is none

  /** A path that begins with a slash. */
  RawPath(String path) {
    this.path = path;
  }

  /** Returns the segments that have been read so far. */
  List<PathSegment> read() {
    return read;
  }

  /** Returns a segment, the first of which has the index 0; null if there are fewer. */
  @Nullable PathSegment segment(int index) {
    while (read.size() <= index && slash < path.length()) {
      int next = path.indexOf('/', slash + 1);
      int end = next < 0 ? path.length() : next;
      read.add(PathSegment.of(path.substring(slash + 1, end)));
      slash = end;
    }
    return index < read.size() ? read.get(index) : null;
  }
}

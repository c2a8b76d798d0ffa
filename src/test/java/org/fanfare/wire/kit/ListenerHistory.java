package org.fanfare.wire.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fanfare.gate.Transcript;
import org.jspecify.annotations.Nullable;

/**
 * What one listener has heard, in order, and the last cursor it was given. Safe for use by any
 * thread.
 */
final class ListenerHistory {
  private final List<HeardItem> heard = new ArrayList<>();
  private String cursor = "";
  private int frames;
  private @Nullable Throwable spoilt;

  /** Takes down a frame or poll answer: its gaps, its publications, then its cursor. */
  synchronized void take(Map<String, Object> frame) {
    Json.asArray(frame.get("gaps")).forEach(gap -> hear(gap(Json.asObject(gap))));
    Json.asArray(frame.get("publications"))
        .forEach(publication -> hear(publication(Json.asObject(publication))));
    cursor = (String) frame.get("cursor");
    frames++;
  }

  synchronized void take(HeardItem one, String cursorPastIt) {
    hear(one);
    cursor = cursorPastIt;
    frames++;
  }

  private void hear(HeardItem one) {
    heard.add(one);
    Transcript.add("listener " + System.identityHashCode(this) + " hears", one.toString());
  }

  synchronized void cursor(String cursor) {
    this.cursor = cursor;
  }

  synchronized String cursor() {
    return cursor;
  }

  /**
   * Takes down that something came which is not of the contract: every reading fails from now on.
   */
  synchronized void spoilt(Throwable why) {
    if (spoilt == null) {
      spoilt = why;
    }
  }

  synchronized List<HeardItem> heard() {
    if (spoilt != null) {
      throw new AssertionError("the server broke the contract", spoilt);
    }
    return List.copyOf(heard);
  }

  synchronized ConnectionHistory leg() {
    return new ConnectionHistory(heard(), cursor);
  }

  synchronized int size() {
    return heard.size();
  }

  /** Returns how many frames, events or answers came. */
  synchronized int frames() {
    return frames;
  }

  static HeardItem gap(Map<String, Object> gap) {
    return new HeardItem.Gap(
        (String) gap.get("group"),
        (Long) gap.get("first"),
        (Long) gap.get("last"),
        (String) gap.get("reason"));
  }

  private static HeardItem publication(Map<String, Object> publication) {
    for (String kind : List.of("text", "json", "base64")) {
      if (publication.containsKey(kind)) {
        Object body = publication.get(kind);
        return new HeardItem.Publication(
            (String) publication.get("group"),
            (Long) publication.get("offset"),
            kind,
            kind.equals("json") ? Json.write(body) : (String) body);
      }
    }
    throw new IllegalArgumentException("a publication without a message: " + publication);
  }
}

package org.fanfare.bench;

/**
 * What there is more of from point to point of a chart. Its results have labels {@code
 * face/series/x}.
 */
enum Series {
  SUBSCRIBERS(
      "Fan-out of one group",
      "bare WebSockets, 128 bytes, 10 messages under way",
      "subscribers of the group"),
  GROUPS(
      "1,000 subscribers over many groups",
      "bare WebSockets, 128 bytes, 10 messages under way in each",
      "groups"),
  SIZE(
      "Size of a message",
      "100 bare WebSockets that read one group, 10 messages under way",
      "bytes of a message");

  private final String title;
  private final String subtitle;
  private final String axis;

  Series(String title, String subtitle, String axis) {
    this.title = title;
    this.subtitle = subtitle;
    this.axis = axis;
  }

  String title() {
    return title;
  }

  /** What stays the same, as growth.sh measures it. */
  String subtitle() {
    return subtitle;
  }

  String axis() {
    return axis;
  }

  /** How a point is called. */
  String point(long x) {
    if (this == SIZE) {
      return x < 1024 ? x + " B" : x / 1024 + " KiB";
    }
    return "%,d".formatted(x);
  }
}

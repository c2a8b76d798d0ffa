package org.fanfare.bench;

import java.util.List;
import java.util.Locale;

/** One line of a {@link Chart}, over a logarithmic x axis and a y axis that begins at zero. */
record Panel(String title, String kind, List<Point> points) {
  /** A value, and how the place on the x axis is called. */
  record Point(double x, String name, double value) {}

  private static final int LEFT = 58;
  private static final int RIGHT = 16;
  private static final int HEAD = 38;
  private static final int FOOT = 12;

  /** Room beside the first and the last point, for their values. */
  private static final int MARGIN = 40;

  Panel {
    points = List.copyOf(points);
  }

  static int left() {
    return LEFT;
  }

  static int right(int width) {
    return width - RIGHT;
  }

  String svg(int width, int top, int height) {
    int roof = top + HEAD;
    int floor = top + height - FOOT;
    StringBuilder svg =
        new StringBuilder(
            "<g class=\"%s\">%n<text x=\"16\" y=\"%d\" class=\"head\">%s</text>%n"
                .formatted(kind, top + 18, title));
    double step = step();
    double most = most() * 1.15;
    for (int i = 0; i * step <= most; i++) {
      double y = floor - i * step / most * (floor - roof);
      svg.append(
          text(
              "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" class=\"grid\"/>%n",
              LEFT, right(width), y, y));
      svg.append(
          text(
              "<text x=\"%d\" y=\"%.1f\" class=\"soft end\">%s</text>%n",
              LEFT - 8, y + 5, number(i * step, step)));
    }
    StringBuilder line = new StringBuilder();
    StringBuilder marks = new StringBuilder();
    StringBuilder values = new StringBuilder();
    for (int i = 0; i < points.size(); i++) {
      double x = x(i, width);
      double y = floor - points.get(i).value() / most * (floor - roof);
      line.append(text("%.1f,%.1f ", x, y));
      marks.append(text("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>%n", x, y));
      values.append(value(i, x, y, floor));
    }
    return svg.append("<polyline points=\"%s\"/>%n".formatted(line.toString().strip()))
        .append(marks)
        .append(values)
        .append("</g>\n")
        .toString();
  }

  /** The names of the points, below the lowest panel. */
  String ticks(int width, int y) {
    StringBuilder svg = new StringBuilder();
    for (int i = 0; i < points.size(); i++) {
      svg.append(
          text(
              "<text x=\"%.1f\" y=\"%d\" class=\"middle\">%s</text>%n",
              x(i, width), y, points.get(i).name()));
    }
    return svg.toString();
  }

  /**
   * A value stands above its point, to the side on which the line falls, or rises less; in a valley
   * it stands below, if there is room.
   */
  private String value(int at, double x, double y, int floor) {
    double own = points.get(at).value();
    double left = at > 0 ? points.get(at - 1).value() : own;
    double right = at + 1 < points.size() ? points.get(at + 1).value() : own;
    boolean below = left > own && right > own && y + 24 < floor;
    boolean top = left <= own && right <= own;
    String anchor = below || top ? "middle" : left > right ? "start" : "end";
    double aside = below || top ? 0 : left > right ? -4 : 4;
    return text(
        "<text x=\"%.1f\" y=\"%.1f\" class=\"value %s\">%s</text>%n",
        x + aside, below ? y + 20 : y - 9, anchor, number(own, own / 100));
  }

  private double x(int at, int width) {
    double first = Math.log(points.get(0).x());
    double last = Math.log(points.get(points.size() - 1).x());
    double share = last == first ? 0.5 : (Math.log(points.get(at).x()) - first) / (last - first);
    return LEFT + MARGIN + share * (right(width) - LEFT - 2 * MARGIN);
  }

  private double most() {
    double most = points.stream().mapToDouble(Point::value).max().orElse(0);
    return most > 0 ? most : 1;
  }

  /** 1, 2 or 5 times a power of ten, so that there are three to six lines. */
  private double step() {
    double power = Math.pow(10, Math.floor(Math.log10(most() / 2)));
    double times = most() / 2 / power;
    return power * (times >= 5 ? 5 : times >= 2 ? 2 : 1);
  }

  /** With as many digits as tell that much apart. */
  private static String number(double value, double resolution) {
    int digits = resolution >= 1 ? 0 : (int) Math.ceil(-Math.log10(resolution) - 1e-9);
    return text("%,." + Math.min(digits, 2) + "f", value);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}

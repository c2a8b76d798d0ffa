package org.fanfare.consumer.route;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The path of a route within the application, such as {@code /chat/{room}}.
 *
 * <p>It has one or more segments, each of which follows a slash. A segment is either literal, of
 * the characters {@code A-Z a-z 0-9 . _ -}, or one parameter {@code {name}}, whose name is of
 * letters, digits and {@code _}, begins with none of the digits, and occurs once. Immutable.
 *
 * @param template the path, as {@link org.fanfare.consumer.Route#value} has it
 */
public record RoutePath(String template) {
  /** The first segments below which an application has no routes, since Fanfare is there. */
  static final Set<String> RESERVED = Set.of("groups", "api", "fanfare", "assets", "check");

  private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9._-]+");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /**
   * One segment of the template.
   *
   * @param text the literal, or the name of the parameter
   * @param isParameter whether it is a parameter
   */
  record Segment(String text, boolean isParameter) {}

  /**
   * Throws {@link IllegalArgumentException} for any other text; the message says what is wrong and
   * what would be right.
   */
  public RoutePath {
    if (!template.startsWith("/")) {
      throw wrong(template, "it does not begin with a slash");
    }
    List<Segment> segments = parse(template);
    Set<String> names = new HashSet<>();
    for (Segment segment : segments) {
      if (segment.isParameter() && !names.add(segment.text())) {
        throw wrong(template, "its parameter {" + segment.text() + "} occurs twice");
      }
    }
    Segment first = segments.get(0);
    if (!first.isParameter() && RESERVED.contains(first.text())) {
      throw wrong(template, "/" + first.text() + " and what is below it are Fanfare's own");
    }
  }

  /** Returns the names of the parameters, in the order of the path. */
  public List<String> parameters() {
    return segments().stream().filter(Segment::isParameter).map(Segment::text).toList();
  }

  /** Returns the segments. */
  List<Segment> segments() {
    return parse(template);
  }

  /** Returns the path without the names: two routes match the same paths if these are equal. */
  String shape() {
    return segments().stream()
        .map(segment -> segment.isParameter() ? "/{}" : "/" + segment.text())
        .collect(Collectors.joining());
  }

  private static List<Segment> parse(String template) {
    return Stream.of(template.substring(1).split("/", -1))
        .map(segment -> parse(template, segment))
        .toList();
  }

  private static Segment parse(String template, String segment) {
    if (segment.isEmpty()) {
      throw wrong(template, "it has an empty segment, or a slash at its end");
    }
    if (segment.startsWith("{") && segment.endsWith("}")) {
      String name = segment.substring(1, segment.length() - 1);
      if (!NAME.matcher(name).matches()) {
        throw wrong(
            template,
            "its parameter \"" + name + "\" is not of A-Z a-z 0-9 _, or begins with a digit");
      }
      return new Segment(name, true);
    }
    if (segment.contains("{") || segment.contains("}")) {
      throw wrong(template, "a parameter is a whole segment, unlike \"" + segment + "\"");
    }
    if (segment.equals(".") || segment.equals("..")) {
      throw wrong(template, "clients and servers resolve its segment \"" + segment + "\"");
    }
    if (!LITERAL.matcher(segment).matches()) {
      throw wrong(template, "its segment \"" + segment + "\" is not of A-Z a-z 0-9 . _ -");
    }
    return new Segment(segment, false);
  }

  private static IllegalArgumentException wrong(String template, String why) {
    return new IllegalArgumentException(
        "\""
            + template
            + "\" is not the path of a route: "
            + why
            + "; right is one such as \"/chat/{room}\"");
  }

  @Override
  public String toString() {
    return template;
  }
}

package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the path of a request leads: one answer for the filter and for what the container maps.
 *
 * <p>The container decodes and normalises a path before it maps it, and each server has rules of
 * its own for that: {@code /%67roups/a}, {@code /groups;v=1/a}, {@code //groups/a} and {@code
 * /x/../groups/a} are all {@code /groups/a} to some of them. The filter takes the groups from the
 * path as the client wrote it, so a path is the groups' only if it is written plainly, and one that
 * the container maps to them in spite of its spelling is nobody's.
 */
enum Place {
  /** The one URL, plainly written before the names. */
  GROUPS,
  /** What the container maps to the one URL, but is written otherwise. */
  GROUPS_MISSPELT,
  /** A page, script or number of ours. */
  OURS,
  /** Anything else: of an application that has Fanfare in its WAR, or nobody's. */
  ELSEWHERE;

  static final String ROOT = "/groups";
  static final String PREFIX = ROOT + "/";

  private static final Set<String> PAGES = Set.of("", "/", "/index.html", "/check", "/api");
  private static final List<String> FOLDERS = List.of("/assets/", "/api/");

  /** Where this request leads. */
  static Place of(HttpServletRequest request) {
    String written = request.getRequestURI();
    String context = request.getContextPath();
    if (written.startsWith(context) && isGroups(written.substring(context.length()))) {
      return GROUPS;
    }
    String mapped = orEmpty(request.getServletPath()) + orEmpty(request.getPathInfo());
    if (isGroups(mapped)) {
      return GROUPS_MISSPELT;
    }
    return PAGES.contains(mapped) || FOLDERS.stream().anyMatch(mapped::startsWith)
        ? OURS
        : ELSEWHERE;
  }

  private static boolean isGroups(String path) {
    return path.startsWith(PREFIX) || path.equals(ROOT);
  }

  private static String orEmpty(@Nullable String part) {
    return part == null ? "" : part;
  }
}

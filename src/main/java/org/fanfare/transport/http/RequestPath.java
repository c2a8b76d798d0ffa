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
enum RequestPath {
  /** The one URL, plainly written before the names. */
  GROUPS,
  /** What the container maps to the one URL, but is written otherwise. */
  GROUPS_MISSPELT,
  /** A page, script or number of ours: in an application of another's only below one path. */
  OURS,
  /** Anything else: of an application that has Fanfare in its WAR, or nobody's. */
  ELSEWHERE;

  static final String ROOT = "/groups";
  static final String PREFIX = ROOT + "/";

  /** Where the scripts are, and what else an application of another's has of ours. */
  static final String FOLDER = "/fanfare/";

  private static final String FOLDER_ITSELF = "/fanfare"; // its servlet is mapped to it, too

  private static final Set<String> PAGES = Set.of("", "/", "/index.html", "/check", "/api");
  private static final List<String> FOLDERS = List.of("/assets/", "/api/");

  /**
   * Where this request leads.
   *
   * @param guest whether the application is another's, whose pages are not ours
   */
  static RequestPath of(HttpServletRequest request, boolean guest) {
    String written = request.getRequestURI();
    String context = request.getContextPath();
    if (written.startsWith(context) && isGroups(written.substring(context.length()))) {
      return GROUPS;
    }
    String mapped = orEmpty(request.getServletPath()) + orEmpty(request.getPathInfo());
    if (isGroups(mapped)) {
      return GROUPS_MISSPELT;
    }
    return isOfTheFolder(mapped) || (!guest && isOfTheWar(mapped)) ? OURS : ELSEWHERE;
  }

  private static boolean isOfTheFolder(String path) {
    return path.startsWith(FOLDER) || path.equals(FOLDER_ITSELF);
  }

  private static boolean isOfTheWar(String path) {
    return PAGES.contains(path) || FOLDERS.stream().anyMatch(path::startsWith);
  }

  private static boolean isGroups(String path) {
    return path.startsWith(PREFIX) || path.equals(ROOT);
  }

  private static String orEmpty(@Nullable String part) {
    return part == null ? "" : part;
  }
}

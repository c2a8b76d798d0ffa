package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of the application that the path of a request belongs to, for both the filter and what
 * the container maps.
 *
 * <p>The container decodes and normalises a path before it maps it, and each server has its own
 * rules for that: {@code /%67roups/a}, {@code /groups;v=1/a}, {@code //groups/a} and {@code
 * /x/../groups/a} are all {@code /groups/a} for some of them. The filter takes the group names from
 * the path as the client wrote it. Therefore a path belongs to the groups only if it is written
 * plainly. If the container maps another spelling to them, it is refused as not found.
 */
enum RequestPath {
  /** The group URL, written plainly before the names. */
  GROUPS,
  /** Where a page logs in by a ticket, and out; not in another application. */
  SESSION,
  /** What the container maps to the group URL, although it is written differently. */
  GROUPS_MISSPELT,
  /**
   * A page, a script or the API of Fanfare. In another application all of them are below {@link
   * #FOLDER}.
   */
  OURS,
  /**
   * A page of the applications of the first start, at the URL of its consumer, or a file of them;
   * not in another application.
   */
  DEMO,
  /** Anything else: it belongs to the application that contains Fanfare, or to nobody. */
  ELSEWHERE;

  static final String ROOT = "/groups";
  static final String PREFIX = ROOT + "/";

  private static final String SESSION_PATH = "/session";

  /** The path of the scripts, and of everything else of Fanfare in another application. */
  static final String FOLDER = "/fanfare/";

  private static final String FOLDER_ITSELF = "/fanfare"; // its servlet is mapped to this path too

  private static final Set<String> PAGES = Set.of("", "/", "/index.html", "/check", "/api");
  private static final List<String> FOLDERS = List.of("/assets/", "/api/");
  private static final String DEMO_FOLDER = "/demo/";

  /**
   * Returns the part that this request belongs to.
   *
   * @param guest whether Fanfare is part of another application, whose pages are not Fanfare's
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
    if (!guest && mapped.equals(SESSION_PATH)) {
      return SESSION;
    }
    if (isOfTheFolder(mapped)) {
      return OURS;
    }
    return guest ? ELSEWHERE : ofTheWar(mapped);
  }

  private static boolean isOfTheFolder(String path) {
    return path.startsWith(FOLDER) || path.equals(FOLDER_ITSELF);
  }

  private static RequestPath ofTheWar(String path) {
    if (path.startsWith(DEMO_FOLDER)) {
      return DEMO;
    }
    boolean known = PAGES.contains(path) || FOLDERS.stream().anyMatch(path::startsWith);
    return known ? OURS : ELSEWHERE;
  }

  private static boolean isGroups(String path) {
    return path.startsWith(PREFIX) || path.equals(ROOT);
  }

  private static String orEmpty(@Nullable String part) {
    return part == null ? "" : part;
  }
}

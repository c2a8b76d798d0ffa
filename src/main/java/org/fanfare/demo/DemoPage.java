package org.fanfare.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The page of an application, which is at the same URL as its consumer. Safe for use by any thread.
 *
 * <p>What all of these pages have is in {@code page.html}, beside this class, in which <code>
 * {title}</code>, <code>{name}</code> and <code>{content}</code> stand for what a page has of its
 * own. In all of it <code>{context}</code> stands for the way from the URL of the page up to the
 * context of the WAR: a relative one, since a proxy may show the WAR at another path. What a page
 * may load is said by the filter in front of all pages of the WAR.
 *
 * @param name the name of its files: of its content, {@code NAME.html} beside this class, and of
 *     its style and its script, which the WAR has in {@code demo}
 * @param title what it shows
 */
record DemoPage(String name, String title) {
  private static final String FRAME = "page";

  /** Answers a {@code GET} with the page, and any other method with 405. */
  void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (!request.getMethod().equals("GET")) {
      response.setHeader("Allow", "GET, OPTIONS");
      response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      return;
    }
    response.setContentType("text/html;charset=UTF-8");
    response.setHeader("Cache-Control", "no-cache");
    response.getOutputStream().write(whole(request).getBytes(StandardCharsets.UTF_8));
  }

  private String whole(HttpServletRequest request) throws IOException {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    String up = "../".repeat((int) path.chars().filter(each -> each == '/').count() - 1);
    return read(FRAME)
        .replace("{title}", title)
        .replace("{name}", name)
        .replace("{content}", read(name).stripTrailing())
        .replace("{context}", up);
  }

  private static String read(String file) throws IOException {
    try (InputStream html = DemoPage.class.getResourceAsStream(file + ".html")) {
      if (html == null) {
        throw new FileNotFoundException("the WAR lacks the page " + file);
      }
      return new String(html.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

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
 * <p>In the page, <code>{context}</code> stands for the way from its URL up to the context of the
 * WAR: a relative one, since a proxy may show the WAR at another path.
 */
final class DemoPage {
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self' ws: wss:; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'self'";

  private DemoPage() {}

  /**
   * Answers a {@code GET} with the page, and any other method with 405.
   *
   * @param name the file of the page, beside this class
   */
  static void send(String name, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!request.getMethod().equals("GET")) {
      response.setHeader("Allow", "GET, OPTIONS");
      response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      return;
    }
    response.setContentType("text/html;charset=UTF-8");
    response.setHeader("Cache-Control", "no-cache");
    response.setHeader("Content-Security-Policy", CONTENT_POLICY);
    response.getOutputStream().write(page(name, request));
  }

  private static byte[] page(String name, HttpServletRequest request) throws IOException {
    try (InputStream file = DemoPage.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new FileNotFoundException("the WAR lacks the page " + name);
      }
      String path = request.getRequestURI().substring(request.getContextPath().length());
      String up = "../".repeat((int) path.chars().filter(each -> each == '/').count() - 1);
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .replace("{context}", up)
          .getBytes(StandardCharsets.UTF_8);
    }
  }
}

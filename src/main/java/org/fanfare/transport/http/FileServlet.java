package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Serves Fanfare's scripts and styles in another application, whose JAX-RS, or a servlet of its
 * own, may be mapped to all other paths. In the WAR, the container serves these files.
 *
 * <p>Each file is read once and kept; there are only a few. Called by many of the container's
 * threads at the same time.
 */
public class FileServlet extends HttpServlet {
  private static final String SCRIPT = "text/javascript;charset=utf-8";
  private static final Map<String, String> TYPES =
      Map.of(
          "js", SCRIPT,
          "mjs", SCRIPT,
          "map", "application/json",
          "css", "text/css",
          "svg", "image/svg+xml");
  private static final Pattern NAME =
      Pattern.compile("/([a-z]+(?:[.]m?js)?[.](" + String.join("|", TYPES.keySet()) + "))");

  private final transient Map<String, Contents> files = new ConcurrentHashMap<>();

  private record Contents(String text, String type, String tag) {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Contents file = file(request.getPathInfo());
    if (file == null) {
      Problem nothing =
          new Problem(Status.NOT_FOUND, "the script is " + RequestPath.FOLDER + "fanfare.js");
      Responses.refuse(request, response, nothing, null, 0);
      return;
    }
    response.setHeader("Cache-Control", "no-cache"); // may be stored, but must be revalidated
    response.setHeader("ETag", file.tag());
    if (file.tag().equals(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
    } else {
      Responses.send(
          request, response, HttpServletResponse.SC_OK, file.type(), Responses.utf8(file.text()));
    }
  }

  private @Nullable Contents file(@Nullable String path) throws IOException {
    Matcher name = NAME.matcher(path == null ? "" : path);
    if (!name.matches()) {
      return null;
    }
    Contents known = files.get(name.group(1));
    if (known != null) {
      return known;
    }
    try (InputStream in =
        getServletContext().getResourceAsStream(RequestPath.FOLDER + name.group(1))) {
      if (in == null) {
        return null;
      }
      byte[] bytes = in.readAllBytes();
      Contents read =
          new Contents(
              new String(bytes, StandardCharsets.UTF_8),
              TYPES.getOrDefault(name.group(2), ""),
              tag(bytes));
      files.put(name.group(1), read);
      return read;
    }
  }

  private static String tag(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

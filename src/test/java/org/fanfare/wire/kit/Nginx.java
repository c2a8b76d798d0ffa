package org.fanfare.wire.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fanfare.harness.FreePort;

/**
 * nginx with the settings that Debian gives it, and what a user adds.
 *
 * <p>What the repository offers in {@code server-config/nginx} lies in the folder {@code fanfare}
 * beside its configuration. nginx knows no variables where addresses and ports stand, so a test
 * edits them as a user does: {@link #edit}.
 *
 * <pre>{@code
 * Proxy nginx =
 *     Nginx.plain()
 *         .edit("127.0.0.1:8080", server.host())
 *         .http("include fanfare/fanfare-upstream.conf;")
 *         .inServer("include fanfare/fanfare.conf;")
 *         .start();
 * }</pre>
 */
public final class Nginx {
  private final Map<String, String> edits = new LinkedHashMap<>();
  private final List<String> http = new ArrayList<>();
  private final List<String> server = new ArrayList<>();
  private final int port = FreePort.find();

  private Nginx() {}

  /** Returns an nginx that serves nothing yet. */
  public static Nginx plain() {
    return new Nginx();
  }

  /** Returns the port on which it will listen. */
  public int port() {
    return port;
  }

  /** Changes a text that must occur in one of the files of the repository. */
  public Nginx edit(String before, Object after) {
    edits.put(before, after.toString());
    return this;
  }

  /** Lists the origins of pages of other sites, as the settings of Fanfare should, too. */
  public Nginx listing(String... origins) {
    String list = "map \"\" $fanfare_origins {\n  default \"";
    return edit(list + "\";", list + String.join(" ", origins) + "\";");
  }

  /** Adds lines outside of any server. */
  public Nginx http(String... lines) {
    http.addAll(List.of(lines));
    return this;
  }

  /** Adds lines in a server that answers on {@link #port}. */
  public Nginx inServer(String... lines) {
    server.addAll(List.of(lines));
    return this;
  }

  /** Starts it. */
  public Proxy start() {
    Path folder = Proxy.folder("nginx");
    try {
      copy(folder.resolve("fanfare"));
      Files.write(folder.resolve("nginx.conf"), configuration(folder));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    String here = folder.toString();
    return Proxy.start(
        folder,
        port,
        Map.of(),
        List.of(
            "/usr/sbin/nginx", "-p", here, "-c", here + "/nginx.conf", "-e", here + "/error.log"));
  }

  private void copy(Path into) throws IOException {
    Files.createDirectories(into);
    List<String> unused = new ArrayList<>(edits.keySet());
    try (Stream<Path> files = Files.list(Proxy.offered("server-config/nginx"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".conf")).toList()) {
        String text = Files.readString(file);
        unused.removeIf(text::contains);
        Files.writeString(into.resolve(file.getFileName()), edited(text));
      }
    }
    if (!unused.isEmpty()) {
      throw new IllegalArgumentException("nowhere to be found: " + unused);
    }
  }

  /** Makes all edits in one pass: none changes what another has put in. */
  String edited(String text) {
    if (edits.isEmpty()) {
      return text;
    }
    String any = edits.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"));
    return Pattern.compile(any)
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(edits.get(found.group())));
  }

  private List<String> configuration(Path folder) {
    List<String> lines = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      lines.add("user www-data;");
    }
    lines.add("daemon off;");
    lines.add("worker_processes auto;");
    lines.add("worker_rlimit_nofile 16384;");
    lines.add("pid " + folder + "/nginx.pid;");
    lines.add("error_log " + folder + "/error.log info;");
    lines.add("events { worker_connections 8192; }");
    lines.add("http {");
    for (String body : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
      lines.add(body + "_temp_path " + folder + "/" + body + ";");
    }
    lines.add("sendfile on;");
    lines.add("tcp_nopush on;");
    lines.add("include /etc/nginx/mime.types;");
    lines.add("default_type application/octet-stream;");
    lines.add("access_log off;");
    lines.add("gzip on;");
    lines.addAll(http);
    if (!server.isEmpty()) {
      lines.add("server {");
      lines.add("listen 127.0.0.1:" + port + ";");
      lines.addAll(server);
      lines.add("}");
    }
    lines.add("}");
    return lines;
  }
}

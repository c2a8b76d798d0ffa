package org.fanfare.wire.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fanfare.harness.FreePort;

/**
 * Apache httpd as Debian installs it, with its modules and their settings, and what a user adds.
 *
 * <p>What the repository offers in {@code apache-httpd} lies in the folder {@code fanfare} under
 * the server's root, as the instructions have it.
 *
 * <pre>{@code
 * Proxy httpd =
 *     Httpd.with("proxy", "proxy_http", "headers")
 *         .define("FANFARE_BACKEND", server.host())
 *         .inVirtualHost("Include fanfare/fanfare.conf")
 *         .start();
 * }</pre>
 */
public final class Httpd {
  /** What Debian enables when it installs httpd, besides what only serves files, and asis. */
  private static final List<String> DEBIAN =
      List.of(
          "mpm_event",
          "authz_core",
          "authz_host",
          "alias",
          "asis",
          "deflate",
          "dir",
          "env",
          "filter",
          "mime",
          "negotiation",
          "reqtimeout",
          "setenvif",
          "status");

  private final List<String> modules = new ArrayList<>(DEBIAN);
  private final List<String> main = new ArrayList<>();
  private final List<String> host = new ArrayList<>();
  private final Map<String, String> defined = new LinkedHashMap<>();
  private final int port = FreePort.find();

  private Httpd(List<String> more) {
    modules.addAll(more);
  }

  /** Returns an httpd with these modules enabled too. */
  public static Httpd with(String... modules) {
    return new Httpd(List.of(modules));
  }

  /** Enables these modules too. */
  public Httpd enable(String... more) {
    modules.addAll(List.of(more));
    return this;
  }

  /** Returns the port on which it will listen. */
  public int port() {
    return port;
  }

  /** Defines a variable. */
  public Httpd define(String name, Object value) {
    defined.put(name, value.toString());
    return this;
  }

  /** Lists the origins of pages of other sites, as the settings of Fanfare should, too. */
  public Httpd listing(String... origins) {
    return define("FANFARE_ORIGINS", "\"'" + String.join("', '", origins) + "'\"");
  }

  /** Adds lines outside of any virtual host, after all else. */
  public Httpd line(String... lines) {
    main.addAll(List.of(lines));
    return this;
  }

  /** Adds lines in a virtual host that answers on {@link #port}. */
  public Httpd inVirtualHost(String... lines) {
    host.addAll(List.of(lines));
    return this;
  }

  /** Starts it. */
  public Proxy start() {
    Path folder = Proxy.folder("httpd");
    try {
      Path files = folder.resolve("fanfare");
      Files.deleteIfExists(files);
      Files.createSymbolicLink(files, Proxy.offered("apache-httpd"));
      Files.write(folder.resolve("httpd.conf"), configuration(folder));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    String here = folder.toString();
    return Proxy.start(
        folder,
        port,
        Map.of("APACHE_RUN_DIR", here, "APACHE_LOG_DIR", here, "APACHE_LOCK_DIR", here),
        List.of("/usr/sbin/apache2", "-d", here, "-f", here + "/httpd.conf", "-DFOREGROUND"));
  }

  private List<String> configuration(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("ServerRoot \"" + folder + "\"");
    lines.add("DefaultRuntimeDir \"" + folder + "\"");
    lines.add("PidFile httpd.pid");
    lines.add("ErrorLog error.log");
    lines.add("LogLevel info");
    lines.add("Timeout 300");
    lines.add("KeepAlive On");
    lines.add("ServerName 127.0.0.1");
    lines.add("Listen 127.0.0.1:" + port);
    if (System.getProperty("user.name").equals("root")) {
      lines.add("User www-data");
      lines.add("Group www-data");
    }
    for (String module : modules) {
      lines.add("Include /etc/apache2/mods-available/" + module + ".load");
      lines.add("IncludeOptional /etc/apache2/mods-available/" + module + ".conf");
    }
    lines.add("Include fanfare/fanfare-mpm.conf");
    lines.add("Define FANFARE_FILES " + folder.resolve("fanfare").toRealPath());
    defined.forEach((name, value) -> lines.add("Define " + name + " " + value));
    if (!host.isEmpty()) {
      lines.add("<VirtualHost 127.0.0.1:" + port + ">");
      lines.addAll(host);
      lines.add("</VirtualHost>");
    }
    lines.addAll(main);
    return lines;
  }
}

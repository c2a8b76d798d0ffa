package org.fanfare.wire.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fanfare.harness.LaunchedServer;

/**
 * A program that sends the lines of a log to Fanfare, as the files in {@code server-config/rsyslog}
 * have it: a process of this test's own, whose input is a file that the test writes. For one thread
 * at a time.
 *
 * <pre>{@code
 * try (LogSender rsyslog = LogSender.rsyslog("fanfare-omprog.conf", server, "log.all")) {
 *   rsyslog.write(List.of("one", "two"));
 * }
 * }</pre>
 */
public final class LogSender implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String OFFERED = "server-config/rsyslog";
  private static final String INPUT = "input";
  private static final String KEY = "log.key";
  private static final String WORDS = "words";
  private static final String SENT = "fanfare.ndjson";

  private final Path folder;
  private final Command command;
  private LaunchedServer launched;

  /** What is started, with what it must find. */
  private interface Command {
    ProcessBuilder builder(Path folder);
  }

  private LogSender(Path folder, Command command) {
    this.folder = folder;
    this.command = command;
    this.launched = launch();
  }

  /**
   * Starts rsyslog.
   *
   * @param file the file of the repository that says how it sends
   */
  public static LogSender rsyslog(String file, Server server, String group) {
    DebianPackages packages = DebianPackages.of("rsyslog");
    Path folder = prepared("rsyslog");
    List<String> lines =
        List.of(
            "global(workDirectory=\"%s\")".formatted(folder),
            "module(load=\"imfile\")",
            "input(type=\"imfile\" file=\"%s\" tag=\"board\" severity=\"info\" facility=\"local0\")"
                .formatted(folder.resolve(INPUT)),
            edited(
                file,
                Map.of(
                    "/usr/local/lib/fanfare/", Proxy.offered(OFFERED) + "/",
                    "http://127.0.0.1:8080/fanfare/groups/log.all", server.groups(group, ""),
                    "/etc/fanfare/log.key", folder.resolve(KEY),
                    "/var/spool/rsyslog/", folder + "/",
                    "action.resumeInterval=\"10\"", "action.resumeInterval=\"1\"",
                    "/var/log/fanfare-line.log", folder.resolve(WORDS),
                    "/var/log/fanfare.ndjson", folder.resolve(SENT))));
    write(folder.resolve("rsyslog.conf"), String.join("\n", lines));
    return new LogSender(
        folder,
        home -> {
          ProcessBuilder program =
              new ProcessBuilder(
                  packages.file("usr/sbin/rsyslogd").toString(),
                  "-n",
                  "-f",
                  home.resolve("rsyslog.conf").toString(),
                  "-i",
                  home.resolve("pid").toString());
          packages.provide(program);
          program.environment().put("RSYSLOG_MODDIR", packages.library("rsyslog").toString());
          return program;
        });
  }

  /** Starts syslog-ng with the file of the repository for it. */
  public static LogSender syslogNg(Server server, String group) {
    DebianPackages packages = DebianPackages.of("syslog-ng-core", "syslog-ng-mod-http");
    Path folder = prepared("syslog-ng");
    String conf =
        edited(
            "fanfare-syslog-ng.conf",
            Map.of(
                "http://127.0.0.1:8080/fanfare/groups/log.all",
                server.groups(group, ""),
                "\"KEY\"",
                "\"" + Deployments.KEY + "\"",
                "/var/lib/syslog-ng",
                folder));
    String source =
        "@version: 3.38\nsource s_src { file(\"%s\" flags(no-parse) program-override(\"board\")); };\n"
            .formatted(folder.resolve(INPUT));
    write(folder.resolve("syslog-ng.conf"), source + conf);
    Path modules = packages.library("syslog-ng");
    return new LogSender(
        folder,
        home -> {
          ProcessBuilder program =
              new ProcessBuilder(
                  packages.file("usr/sbin/syslog-ng").toString(),
                  "--foreground",
                  "--no-caps",
                  "--cfgfile=" + home.resolve("syslog-ng.conf"),
                  "--module-path=" + modules.resolve("3.38"),
                  "--persist-file=" + home.resolve("persist"),
                  "--pidfile=" + home.resolve("pid"),
                  "--control=" + home.resolve("control"));
          packages.provide(program, modules);
          return program;
        });
  }

  /** Starts the program that sends the lines of a file which {@code rsyslog} writes. */
  public static LogSender lines(LogSender rsyslog, Server server, String group) {
    Path folder = prepared("fanfare-lines");
    return new LogSender(
        folder,
        home ->
            new ProcessBuilder(
                Proxy.offered(OFFERED).resolve("fanfare-lines").toString(),
                server.groups(group, "").toString(),
                rsyslog.folder.resolve(SENT).toString(),
                home.resolve(KEY).toString()));
  }

  private static Path prepared(String program) {
    Path folder = Proxy.folder(program);
    write(folder.resolve(INPUT), "");
    write(folder.resolve(KEY), Deployments.KEY + "\n");
    return folder;
  }

  /** Returns a file of the repository with what a user changes in it; all that occurs of these. */
  private static String edited(String file, Map<String, Object> edits) {
    try {
      String text = Files.readString(Proxy.offered(OFFERED).resolve(file));
      for (Map.Entry<String, Object> edit : edits.entrySet()) {
        text = text.replace(edit.getKey(), edit.getValue().toString());
      }
      return text;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private LaunchedServer launch() {
    return LaunchedServer.start(
        command
            .builder(folder)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("output.txt").toFile())));
  }

  /** Adds lines to the log, as an application does. */
  public void write(List<String> lines) {
    try {
      Files.write(folder.resolve(INPUT), lines, StandardOpenOption.APPEND);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Changes the key that it shows to Fanfare. */
  public void showKey(String key) {
    write(folder.resolve(KEY), key + "\n");
  }

  /** Returns what rsyslog's helper has said so far; empty if it has said nothing. */
  public String words() {
    return read(WORDS);
  }

  /** Returns the lines that rsyslog has written to a file. */
  public String sent() {
    return read(SENT);
  }

  /** Returns what the program itself has said so far. */
  public String output() {
    return read("output.txt");
  }

  private String read(String file) {
    try {
      Path path = folder.resolve(file);
      return Files.exists(path) ? Files.readString(path) : "";
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Asks it to end, as systemd does, and waits until it has. */
  public void stop() {
    launched.stop(PATIENCE);
    if (!launched.awaitEnd(PATIENCE.multipliedBy(2))) {
      throw new IllegalStateException("it does not end, see " + folder);
    }
  }

  /** Ends it without asking, and waits until it has ended. */
  public void kill() {
    launched.close();
  }

  /** Starts it again where it was, after it has ended. */
  public void startAgain() {
    launched = launch();
  }

  @Override
  public void close() {
    launched.close();
  }
}

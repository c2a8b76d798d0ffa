package org.fanfare.wire.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The tools of the client's own language, which the site has, too. They need npm, and its registry
 * for what {@code package-lock.json} pins.
 */
final class Npm {
  private Npm() {}

  /** Runs npm for the client, which must succeed. */
  static void run(String... arguments) throws IOException, InterruptedException {
    runIn("src/client", arguments);
  }

  /** Runs npm in a folder of the project, which must succeed. */
  static void runIn(String folder, String... arguments) throws IOException, InterruptedException {
    Path there = Path.of(System.getProperty("project.dir"), folder);
    List<String> command = new ArrayList<>(List.of("npm"));
    command.addAll(List.of(arguments));
    Process run =
        new ProcessBuilder(command).directory(there.toFile()).redirectErrorStream(true).start();
    run.getOutputStream().close();
    String said = new String(run.getInputStream().readAllBytes(), UTF_8);
    assertThat(run.waitFor(5, TimeUnit.MINUTES)).as(said).isTrue();
    assertThat(run.exitValue()).as(said).isZero();
  }
}

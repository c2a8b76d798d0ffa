package org.fanfare.wire.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What axe-core finds wrong with a page for people who use a keyboard or a screen reader: the rules
 * of WCAG 2.2, levels A and AA, and its best practices. To be used by the thread that runs the
 * tests.
 */
final class Accessibility {
  private static final Path SCRIPT =
      Path.of(System.getProperty("project.dir"), "src/client/node_modules/axe-core/axe.min.js");

  private Accessibility() {}

  /** Fails with what is wrong, by element. */
  static void hasNoViolations(Tab tab) throws Exception {
    if (!Files.exists(SCRIPT)) {
      Npm.run("ci", "--no-audit", "--no-fund", "--ignore-scripts");
    }
    tab.page().evaluate(Files.readString(SCRIPT)); // pages of Fanfare allow no other script

    Object violations =
        tab.page()
            .evaluate(
                """
                async () => (await axe.run()).violations.flatMap((broken) =>
                  broken.nodes.map((node) => `${broken.id}: ${broken.help}: ${node.html}`))
                """);

    assertThat(violations).isEqualTo(List.of());
  }
}

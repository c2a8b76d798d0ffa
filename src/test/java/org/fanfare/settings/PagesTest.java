package org.fanfare.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All settings that pages show, besides {@code settings.md}, are taken as they are printed. */
class PagesTest {
  @TempDir Path folder;

  @Test
  void eachExampleOfEachPageIsTaken() throws IOException {
    int count = 0;
    for (Path page : pages()) {
      for (String example : DocumentationTest.blocks(page, "hocon")) {
        count++;
        Sources sources =
            DocumentationTest.example(folder.resolve("example" + count + ".conf"), example);
        assertThatCode(sources::load).as(page + ": " + example).doesNotThrowAnyException();
      }
    }

    assertThat(count).isGreaterThan(8);
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/site/markdown"));
        Stream<Path> servers = Files.walk(Path.of("server-config"))) {
      return Stream.of(
              files, servers, Stream.of(Path.of("README.md"), Path.of("apache-httpd/README.md")))
          .flatMap(each -> each)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }
}

package org.fanfare.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each block of code of the documentation says what runs it, or why nothing does. */
class SnippetsTest {
  private static final Path LEDGER = Path.of("src/test/snippets.txt");

  /**
   * A test loads all settings of all pages; {@code GuideTest} compares what is cut out of files.
   */
  private static boolean isAccountedFor(Page.Block block) {
    return block.isMarked() || block.language().equals("hocon");
  }

  @Test
  void noPageHasMoreBlocksWithoutAWordThanBefore() throws IOException {
    Map<String, Long> unmarked = new TreeMap<>();
    for (Page page : Page.all()) {
      long count = page.blocks().stream().filter(block -> !isAccountedFor(block)).count();
      if (count > 0) {
        unmarked.put(page.file().toString(), count);
      }
    }

    assertThat(unmarked)
        .as("say before a block what runs it, or why nothing does; and write fewer into " + LEDGER)
        .isEqualTo(ledger());
  }

  private static Map<String, Long> ledger() throws IOException {
    Map<String, Long> ledger = new TreeMap<>();
    for (String line : Files.readAllLines(LEDGER)) {
      if (!line.startsWith("#") && !line.isBlank()) {
        String[] words = line.split(" ", -1);
        ledger.put(words[0], Long.valueOf(words[1]));
      }
    }
    return ledger;
  }

  @Test
  void whatIsSaidToRunABlockIsATestThatReadsThatPage() throws IOException {
    Map<String, String> tests = tests();

    for (Page page : Page.all()) {
      for (Page.Block block : page.blocks()) {
        if (block.mark().startsWith("run: ")) {
          String source = tests.getOrDefault(block.mark().substring(5), "no such test");
          assertThat(source)
              .as(page.file() + ": " + block.mark())
              .contains(page.file().getFileName().toString());
        }
      }
    }
  }

  @Test
  void aReasonIsASentenceOrPartOfOne() throws IOException {
    for (Page page : Page.all()) {
      for (Page.Block block : page.blocks()) {
        if (block.mark().startsWith("not run: ")) {
          assertThat(block.mark().split(" ", -1))
              .as(page.file() + ": " + block.mark())
              .hasSizeGreaterThan(4);
        }
      }
    }
  }

  @Test
  void aMarkIsOneOfThree() throws IOException {
    List<String> strange =
        Page.all().stream()
            .flatMap(page -> page.blocks().stream())
            .map(Page.Block::mark)
            .filter(mark -> !mark.isEmpty())
            .filter(
                mark -> Stream.of("run: ", "not run: ", "cut out of ").noneMatch(mark::startsWith))
            .toList();

    assertThat(strange).isEmpty();
  }

  private static Map<String, String> tests() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      return files
          .filter(file -> file.toString().matches(".*(Test|IT)\\.java"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".java", ""),
                  SnippetsTest::read,
                  (one, other) -> one + other));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }
}

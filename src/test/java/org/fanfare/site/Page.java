package org.fanfare.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A page of the documentation, as the Markdown that lies in the repository. */
record Page(Path file, String text) {
  private static final Path FOLDER = Path.of("src/site/markdown");

  /** A block of code: the word after its fence, or {@code sh} for one that is indented. */
  record Block(String language, String mark, String text) {
    /** What runs it, or why nothing does; empty if nothing is said. */
    boolean isMarked() {
      return !mark.isEmpty();
    }
  }

  static Page of(String name) throws IOException {
    Path file =
        name.contains("/") || name.equals("README.md") ? Path.of(name) : FOLDER.resolve(name);
    return new Page(file, Files.readString(file));
  }

  /**
   * Returns all pages: those of the site's folder, the README, and those of servers and proxies.
   */
  static List<Page> all() throws IOException {
    List<Page> pages = new ArrayList<>();
    try (Stream<Path> here = Files.list(FOLDER);
        Stream<Path> servers = Files.walk(Path.of("server-config"))) {
      List<Path> files =
          Stream.of(
                  here, servers, Stream.of(Path.of("README.md"), Path.of("apache-httpd/README.md")))
              .flatMap(each -> each)
              .filter(each -> each.toString().endsWith(".md"))
              .sorted()
              .toList();
      for (Path file : files) {
        pages.add(new Page(file, Files.readString(file)));
      }
    }
    return pages;
  }

  /** Returns the blocks in their order. One that is indented begins after an empty line. */
  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = text.lines().toList();
    String mark = "";
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at);
      if (line.startsWith("<!-- ") && line.endsWith(" -->")) {
        mark = line.substring(5, line.length() - 4);
      } else if (line.startsWith("```")) {
        int end = at + 1;
        while (!lines.get(end).equals("```")) {
          end++;
        }
        blocks.add(new Block(line.substring(3), mark, joined(lines.subList(at + 1, end), 0)));
        at = end;
        mark = "";
      } else if (line.startsWith("    ") && at > 0 && lines.get(at - 1).isBlank()) {
        int end = at;
        while (end < lines.size() && lines.get(end).startsWith("    ")) {
          end++;
        }
        blocks.add(new Block("sh", mark, joined(lines.subList(at, end), 4)));
        at = end - 1;
        mark = "";
      } else if (!line.isBlank()) {
        mark = "";
      }
    }
    return blocks;
  }

  /** Returns the only block of a language that is marked so. */
  Block only(String language, String mark) {
    List<Block> those =
        blocks().stream()
            .filter(each -> each.language().equals(language) && each.mark().equals(mark))
            .toList();
    if (those.size() != 1) {
      throw new IllegalStateException(
          file + " has " + those.size() + " blocks of " + language + " with <!-- " + mark + " -->");
    }
    return those.get(0);
  }

  private static String joined(List<String> lines, int indent) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.substring(indent)).append('\n'));
    return text.toString();
  }
}

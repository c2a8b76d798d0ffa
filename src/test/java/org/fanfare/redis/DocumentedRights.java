package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rights that the documentation gives to the user of Redis, for the prefix {@code ff}. */
final class DocumentedRights {
  private static final Pattern RIGHTS = Pattern.compile("ACL SETUSER fanfare on >PASSWORD (.+)");

  private DocumentedRights() {}

  /** Returns the words of the line, after the password. */
  static List<String> words() throws IOException {
    Matcher rights = RIGHTS.matcher(Files.readString(Path.of("src/site/markdown/settings.md")));
    assertThat(rights.find()).isTrue();
    return Stream.of(rights.group(1).split(" ")).toList();
  }
}

package org.fanfare.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings include files of this machine, and nothing by an address. */
final class LocalIncludesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "include url(\"http://127.0.0.1:1/a.conf\")",
        "include \"http://127.0.0.1:1/a.conf\"",
        "include required(url(\"https://127.0.0.1:1/a.conf\"))",
        "include url(\"file:///etc/hostname\")"
      })
  void nothingIsIncludedByAnAddress(String line, @TempDir Path here) {
    Path file = here.resolve("own.conf");
    Sources sources = Sources.none().file(file, line + "\nfanfare.heartbeat = 20s\n");

    assertThatThrownBy(sources::load)
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            file
                + ": include with an address is not allowed, since settings are never fetched; right"
                + " is a file of this machine, such as include file(\"/etc/fanfare-rules.conf\")");
  }

  @Test
  void filesAndResourcesAreIncluded(@TempDir Path here) throws IOException {
    Path rules = here.resolve("rules.conf");
    Files.writeString(rules, "fanfare.groups = [{ match = \"a\" }]\n");
    Path file = here.resolve("own.conf");

    Settings bySpelling =
        Sources.none().file(file, "include \"rules.conf\"\nfanfare.heartbeat = 20s\n").load();
    Settings byFile =
        Sources.none()
            .file(file, "include file(\"" + rules + "\")\nfanfare.heartbeat = 20s\n")
            .load();

    assertThat(bySpelling.groups()).hasSize(1);
    assertThat(byFile.groups()).hasSize(1);
  }
}

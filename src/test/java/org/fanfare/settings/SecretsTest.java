package org.fanfare.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No message of a fault shows a key or a password. */
final class SecretsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "keys { SECRET = 1 }",
        "keys = [{ SECRET = 1 }]",
        "keys = [{ name = \"SECRET!\", key = shop, may = [publish] }]",
        "keys = [{ name = shop, key = shop, may = [SECRET] }]",
        "keys = [{ name = shop, key = SECRET, may = [all] }]",
        "keys = [\"SECRET with blanks\"]",
        "keys = [SECRET, [SECRET]]",
        "keys = ${A_KEY}",
        "heartbeat = ${A_KEY}",
        "groups = [${A_KEY}]",
        "websocket = ${A_KEY}",
        "keys = [${SECRET}]",
        "keys = [${?SECRET}${NOT_SET}]",
        "keys = [SECRET] } }",
        "redis { servers = [\"redis://SECRET@host:1\"] }"
      })
  void noMessageShowsAKeyWhereverItStands(String line, @TempDir Path here) {
    String secret = "0123456789abcdef-Secret";
    Path file = here.resolve("own.conf");
    String content = "fanfare {\n" + line.replace("SECRET", secret) + "\n}\n";
    Sources sources = Sources.none().variable("A_KEY", secret).file(file, content);

    assertThatThrownBy(sources::load)
        .isInstanceOf(SettingsException.class)
        .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain(secret));
  }

  @Test
  void aKeyInTheNameOfAPropertyOrAVariableIsNotShownEither() {
    String secret = "0123456789abcdefSecret";

    assertThatThrownBy(Sources.none().property("fanfare.keys." + secret, "a")::load)
        .hasMessageNotContaining(secret);
    assertThatThrownBy(Sources.none().variable("CONFIG_FORCE_fanfare_keys_" + secret, "a")::load)
        .hasMessageNotContaining(secret);
  }
}

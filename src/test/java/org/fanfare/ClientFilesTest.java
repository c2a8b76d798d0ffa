package org.fanfare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fanfare.wire.kit.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The built files of the client in the browser, which are committed: they are of the sources beside
 * them, and are what the WAR and the jar serve. That they are what the build makes of the sources,
 * byte for byte, is for a test that has Node.
 */
final class ClientFilesTest {
  private static final Path SOURCES = Path.of("src/client/src");
  private static final Path BUILT = Path.of("src/client/dist");
  private static final Path PACKED = Path.of("target/classes/META-INF/resources/fanfare");

  @ParameterizedTest
  @ValueSource(strings = {"fanfare.js", "fanfare.mjs"})
  void aBuiltFileIsOfTheSourcesAsTheyAre(String name) throws IOException {
    Map<String, Object> map = Json.object(Files.readString(BUILT.resolve(name + ".map")));
    List<Object> paths = Json.asArray(map.get("sources"));
    List<Object> contents = Json.asArray(map.get("sourcesContent"));
    Map<String, Object> builtOf = new TreeMap<>();
    for (int i = 0; i < paths.size(); i++) {
      builtOf.put(Path.of(paths.get(i).toString()).getFileName().toString(), contents.get(i));
    }

    assertThat(builtOf).containsKeys("session.ts", "subscription.ts", "socket.ts");
    for (Map.Entry<String, Object> source : builtOf.entrySet()) {
      assertThat(source.getValue())
          .as(source.getKey() + ": \"npm run build\" in src/client makes it so")
          .isEqualTo(Files.readString(SOURCES.resolve(source.getKey())));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fanfare.js",
        "fanfare.mjs",
        "fanfare.js.map",
        "fanfare.mjs.map",
        "fanfare-poll.js"
      })
  void whatIsServedIsWhatNpmPublishes(String name) {
    assertThat(PACKED.resolve(name)).hasSameBinaryContentAs(BUILT.resolve(name));
  }

  @Test
  void nothingElseOfTheClientIsServed() {
    assertThat(PACKED.resolve("types")).doesNotExist();
  }
}

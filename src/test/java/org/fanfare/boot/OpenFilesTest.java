package org.fanfare.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.fanfare.settings.Settings;
import org.fanfare.settings.SettingsLoader;
import org.junit.jupiter.api.Test;

/** How many open files an operator is asked for, and what a server starts with. */
class OpenFilesTest {
  private final Settings.Limits limits =
      SettingsLoader.unchanged(OpenFilesTest.class.getClassLoader()).limits();

  @Test
  void eachConnectionAndEachBodyNeedsAFileBesideThoseOfTheServer() {
    assertThat(OpenFiles.neededFor(limits)).isEqualTo(23_000);
  }

  @Test
  void theLimitOfThisProcessIsKnown() {
    assertThat(OpenFiles.most().orElseThrow()).isPositive();
  }

  @Test
  void fewFilesHaveRoomForFewConnections() {
    assertThat(OpenFiles.roomFor(limits, 4_096)).isEqualTo(1_096);
    assertThat(OpenFiles.roomFor(limits, 1_024)).isEqualTo(1);
  }

  /**
   * What a first start uses is what all else uses, with the door closed until there is something.
   */
  @Test
  void aStartBehindAClosedDoorHasAllTheOtherLinesToo() throws Exception {
    Path folder = Path.of("server-config/payara");
    String listener =
        "set configs.config.server-config.network-config.network-listeners.network-listener"
            + ".http-listener.enabled=";

    assertThat(Files.readString(folder.resolve("preboot-closed.txt")))
        .isEqualTo(
            Files.readString(folder.resolve("preboot.txt"))
                + listener
                + "false\nset configs.config.server-config.http-service.virtual-server.server"
                + ".sso-enabled=false\n");
    assertThat(Files.readString(folder.resolve("postdeploy.txt"))).isEqualTo(listener + "true\n");
  }
}

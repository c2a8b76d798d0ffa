package org.fanfare.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OverridesTest {
  /** Run in a process of its own: prints what Typesafe Config makes of its environment. */
  public static void main(String[] args) {
    System.out.println(
        ConfigFactory.systemEnvironmentOverrides()
            .withOnlyPath("fanfare")
            .root()
            .render(ConfigRenderOptions.concise()));
  }

  @Test
  void variablesAreMappedAsTypesafeConfigMapsThem() throws IOException, InterruptedException {
    Map<String, String> environment =
        Map.of(
            "CONFIG_FORCE_fanfare_heartbeat", "1s",
            "CONFIG_FORCE_fanfare_message_max__size", "1 KiB",
            "CONFIG_FORCE_fanfare_groups_0_history_count", "3",
            "CONFIG_FORCE_fanfare_a___b__c_d", "x",
            "CONFIG_FORCE_fanfare_sse", "shadowed",
            "CONFIG_FORCE_fanfare_sse_retry", "2s",
            "CONFIG_FORCE_other_x", "y");

    String ours = Overrides.ofVariables(environment).root().render(ConfigRenderOptions.concise());

    assertThat(ours).contains("\"max-size\":\"1 KiB\"").doesNotContain("shadowed");
    assertThat(ConfigFactory.parseString(ours))
        .isEqualTo(ConfigFactory.parseString(outputOfMainWith(environment)));
  }

  private static String outputOfMainWith(Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OverridesTest.class.getName()));
    builder.environment().putAll(environment);
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return output;
  }
}

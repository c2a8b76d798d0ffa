package org.fanfare.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Each test that JUnit executed or skipped is recorded, with the law that it holds. */
class RecorderTest {
  @Law(3)
  interface Promises {
    @Test
    @Law(value = 2, on = Law.Transport.SSE)
    default void marked() {}

    @Test
    default void inTheMarkedInterface() {}
  }

  static class Example implements Promises {
    @Test
    void unmarked() {}

    @ParameterizedTest
    @EnumSource
    @Law({4, 5})
    void onOne(Law.Transport transport) {
      assertThat(transport).isNotNull();
    }

    @Test
    @Disabled("to be seen")
    void disabled() {}

    @Test
    void failing() {
      throw new IllegalStateException("to be seen");
    }
  }

  @Test
  void everyTestIsRecordedWithItsLawsAndItsOutcome(@TempDir Path folder) throws IOException {
    Recorder recorder = new Recorder("example", folder.toString());
    LauncherFactory.create(
            LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build())
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(Example.class))
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
                .build(),
            recorder);

    List<TestRun> recorded = Results.in(folder).tests().stream().map(Results.Test::last).toList();
    assertThat(recorded)
        .extracting(
            one -> one.name() + " " + one.laws() + " " + one.transports() + " " + one.outcome())
        .containsExactlyInAnyOrder(
            "Example.marked [2] [SSE] PASSED",
            "Example.inTheMarkedInterface [3] [WEBSOCKET, SSE, POLL] PASSED",
            "Example.unmarked [] [] PASSED",
            "Example.onOne [1] transport=WEBSOCKET [4, 5] [WEBSOCKET] PASSED",
            "Example.onOne [2] transport=SSE [4, 5] [SSE] PASSED",
            "Example.onOne [3] transport=POLL [4, 5] [POLL] PASSED",
            "Example.disabled [] [] SKIPPED",
            "Example.failing [] [] FAILED",
            "Example [] [] PASSED");
    assertThat(recorded).extracting(TestRun::run).containsOnly("example");
  }
}

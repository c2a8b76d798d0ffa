package org.fanfare.wire.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A browser that stands still with all its processes, as in a computer that sleeps: no script runs,
 * no timer ends, and no ping is answered. For the thread that runs the tests.
 */
final class Sleep {
  private Sleep() {}

  /** Does something while {@code browser} sleeps, of which nothing can be asked meanwhile. */
  static void of(Browser browser, Runnable meanwhile) {
    List<String> processes = processes(browser);
    signal("STOP", processes);
    try {
      meanwhile.run();
    } finally {
      signal("CONT", processes);
    }
  }

  private static List<String> processes(Browser browser) {
    CDPSession session = browser.newBrowserCDPSession();
    JsonArray all = session.send("SystemInfo.getProcessInfo").getAsJsonArray("processInfo");
    session.detach();
    List<String> ids = new ArrayList<>();
    for (JsonElement each : all) {
      ids.add(each.getAsJsonObject().get("id").getAsString());
    }
    return ids;
  }

  private static void signal(String name, List<String> processes) {
    String command = "kill -" + name + " " + String.join(" ", processes);
    try {
      assertThat(new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor())
          .as(command)
          .isZero();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}

package org.fanfare.wire.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fanfare.wire.kit.Server;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The system's Chromium: one process for all tests that use it in the same way, fresh profiles for
 * each.
 *
 * <p>After a test its tabs are closed, and must not have complained. To be used by the thread that
 * runs the tests. The system property {@code chromium} names another executable.
 */
final class Chromium implements BeforeEachCallback, AfterEachCallback {
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /** What the driver starts it with for its own sake. */
  private static final String KEEPS_NO_PAGES = "--disable-back-forward-cache";

  private final boolean keepsPages;
  private final List<Tab> tabs = new ArrayList<>();
  private Running running;

  Chromium() {
    this(false);
  }

  private Chromium(boolean keepsPages) {
    this.keepsPages = keepsPages;
  }

  /** Returns one that keeps the pages that are left, to go back to them, as a person's own does. */
  static Chromium thatKeepsPages() {
    return new Chromium(true);
  }

  /** Does something while it stands still with all its tabs, as in a computer that sleeps. */
  void whileAsleep(Runnable meanwhile) {
    Sleep.of(running.browser(), meanwhile);
  }

  /** Opens {@code address} in a profile of its own. */
  Tab open(URI address, Look look) {
    Tab tab = new Tab(running.browser().newContext(look.profile()).newPage());
    tabs.add(tab);
    tab.page().navigate(address.toString());
    return tab;
  }

  /** Opens a document of {@code server} in which nothing of ours runs. */
  Tab openBlank(Server server) {
    return open(server.context().resolve("assets/fanfare.css"), Look.WIDE_LIGHT);
  }

  /** Opens a document of {@code server} that has the script, and nothing else of ours. */
  Tab openScript(Server server) {
    return withScript(openBlank(server), server, "assets/");
  }

  /** The same in an application that has Fanfare's jar. */
  Tab openScriptOfJar(Server server) {
    Tab tab = open(server.context().resolve("fanfare/fanfare.css"), Look.WIDE_LIGHT);
    return withScript(tab, server, "fanfare/");
  }

  private static Tab withScript(Tab tab, Server server, String folder) {
    String script = server.context().resolve(folder + "fanfare.js").toString();
    tab.page().addScriptTag(new Page.AddScriptTagOptions().setUrl(script));
    return tab;
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    running =
        test.getRoot()
            .getStore(Namespace.create(Chromium.class))
            .getOrComputeIfAbsent(keepsPages, Running::start, Running.class);
  }

  @Override
  public void afterEach(ExtensionContext test) {
    List<String> complaints = tabs.stream().flatMap(tab -> tab.complaints().stream()).toList();
    tabs.stream() // no request is led on while its page is closed
        .filter(tab -> !tab.page().isClosed())
        .forEach(tab -> tab.page().unrouteAll());
    tabs.forEach(tab -> tab.page().context().close());
    tabs.clear();
    assertThat(complaints).as("what the pages complained of").isEmpty();
  }

  /** The process and what drives it; closed by JUnit after the last test. */
  private record Running(Playwright driver, Browser browser) implements AutoCloseable {
    static Running start(boolean keepsPages) {
      Playwright driver =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      PlaywrightAssertions.setDefaultAssertionTimeout(Tab.PATIENCE);
      Path executable = Path.of(System.getProperty("chromium", "/usr/bin/chromium"));
      LaunchOptions options = new LaunchOptions().setExecutablePath(executable).setArgs(ARGUMENTS);
      if (keepsPages) {
        options.setIgnoreDefaultArgs(List.of(KEEPS_NO_PAGES));
      }
      return new Running(driver, driver.chromium().launch(options));
    }

    @Override
    public void close() {
      browser.close();
      driver.close();
    }
  }
}

package org.fanfare.wire.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The bell of the first start: programs tell, and all tabs of a user show the same. */
@ExtendWith(ArquillianExtension.class)
@Tag("payara")
@Tag("browser")
@Tag("full")
class NotificationsIT {
  private static final String FORM = "application/x-www-form-urlencoded"; // as curl -d says
  private static final HttpServer ELSEWHERE = OtherSite.serving(() -> "");

  @RegisterExtension final Chromium chromium = new Chromium();
  @ArquillianResource URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return Deployments.fanfare("");
  }

  @Test
  void allTabsOfAUserCountTheSameAndWhatIsReadInOneIsReadInAll() {
    List<Tab> tabs = List.of(open("ann", "websocket"), open("ann", "sse"), open("ann", "poll"));
    tabs.forEach(tab -> counts(tab, 0));

    tell("ann", FORM, "Your parcel is there");
    tell("ann", "application/json", "{\"text\":\"And another one\"}");

    for (Tab tab : tabs) {
      counts(tab, 2);
      assertThat(tab.page().locator(".notices .words").allTextContents())
          .containsExactly("And another one", "Your parcel is there");
    }
    tabs.get(2).page().locator(".read").click();
    tabs.forEach(tab -> counts(tab, 0));
    tell("ann", "text/plain", "A third one");
    tabs.forEach(tab -> counts(tab, 1));
    counts(open("ann", "websocket"), 1);
    tabs.get(0).page().reload();
    counts(tabs.get(0), 1);
    assertThat(tabs.get(0).page().locator(".notices .unread .words")).hasText("A third one");
  }

  @Test
  void aTabThatHasMissedMoreThanTheLogHasCountsWhatATabCountsThatOpensNow() {
    Tab away = open("gap", "websocket");
    tell("gap", FORM, "the first");
    counts(away, 1);
    away.goesOffline();
    for (int i = 1; i <= 110; i++) {
      tell("gap", FORM, "number " + i);
    }
    Tab late = open("gap", "websocket");
    assertThat(late.page().locator(".notices .words").first()).hasText("number 110");
    away.page().context().setOffline(false);

    assertThat(away.page().locator(".notices .missed"))
        .hasText("10 entries of the log are missing here.");
    for (Tab tab : List.of(away, late)) {
      assertThat(tab.page().locator(".count")).hasText("99+ unread");
      assertThat(tab.page()).hasTitle("(99+) Notifications of gap: Fanfare");
    }
  }

  @Test
  void thePageTellsToo() {
    Tab tab = open("self", "websocket");

    tab.page().locator("#text").fill("<b>note</b> to myself");
    tab.page().locator(".tell button").click();

    counts(tab, 1);
    assertThat(tab.page().locator(".notices .words")).hasText("<b>note</b> to myself");
    assertThat(tab.page().locator(".notices b")).hasCount(0);
    assertThat(tab.page().locator("#text")).hasValue("");
    tab.mayComplain(); // of the answer
    tab.page().locator("#text").fill(" ");
    tab.page().locator(".tell button").click();
    assertThat(tab.page().locator(".problem")).containsText("there is nothing to tell");
  }

  @ParameterizedTest
  @CsvSource({
    "ann,     text/plain,       '',           400 empty",
    "ann,     application/json, {,            400 invalid-json",
    "ann,     image/png,        x,            415 unsupported-type",
    "a%20b,   text/plain,       x,            400 invalid-name"
  })
  void whatCannotBeToldIsAProblem(String user, String type, String body, String problem) {
    assertThat(Http.post(bell(user), type, body).problem()).isEqualTo(problem);
  }

  @Test
  void whatIsTooLargeIsAProblemAndOtherMethodsAreRefused() {
    assertThat(Http.post(bell("ann"), FORM, "x".repeat(100_000)).problem())
        .isEqualTo("413 too-large");

    Answer put = Http.send(Http.request(bell("ann")).PUT(BodyPublishers.ofString("x")));
    assertThat(put.status()).isEqualTo(405);
    assertThat(put.header("Allow")).isEqualTo("GET, POST, OPTIONS");
  }

  @Test
  void aPageOfAnotherSiteTellsNothing() {
    Tab ann = open("victim", "websocket");
    URI elsewhere = URI.create("http://127.0.0.1:" + ELSEWHERE.getAddress().getPort());
    Tab mallory = chromium.open(elsewhere, Look.WIDE_LIGHT);
    mallory.mayComplain();

    mallory
        .page()
        .evaluate(
            "url => fetch(url, { method: 'POST', mode: 'no-cors', body: 'forged' })",
            bell("victim").toString());
    Answer forged = Http.post(bell("victim"), FORM, "forged", "Origin", elsewhere.toString());
    tell("victim", FORM, "true");

    assertThat(forged.problem()).isEqualTo("403 foreign-origin");
    assertThat(ann.page().locator(".notices .words")).hasText("true");
    counts(ann, 1);
  }

  @Test
  void theKeyboardIsEnough() {
    Tab tab = open("keys", "websocket");

    tab.tabsTo("#text");
    tab.page().keyboard().type("by hand");
    tab.page().keyboard().press("Enter");
    counts(tab, 1);
    tab.page().reload();
    counts(tab, 1);
    tab.tabsTo(".read");
    tab.page().keyboard().press("Enter");
    counts(tab, 0);
    assertThat(tab.page().locator(".read")).isFocused();
  }

  @ParameterizedTest
  @EnumSource
  void everythingFitsAndCanBeReadAndHasANameForEverybody(Look look) throws Exception {
    String user = "looks-" + look.name();
    Tab tab = chromium.open(bell(user), look);
    counts(tab, 0);
    Accessibility.hasNoViolations(tab);
    tell(user, FORM, "Your order has been shipped.");
    counts(tab, 1);
    tab.page().locator(".read").click();
    counts(tab, 0);
    tell(user, FORM, "no-place-to-break-it".repeat(20));
    tell(user, FORM, "Your parcel is there");
    counts(tab, 2);

    Appearance.isPictured(tab, "bell-" + look);
    Appearance.hasNoFaults(tab);
    Accessibility.hasNoViolations(tab);
  }

  private Tab open(String user, String transport) {
    Tab tab = chromium.openBlank(server());
    if (!transport.equals("websocket")) {
      Talking.blockAllBut(transport, tab);
    }
    tab.page().navigate(bell(user).toString());
    tab.isLiveOver(transport);
    return tab;
  }

  private static void counts(Tab tab, int unread) {
    assertThat(tab.page().locator(".count")).hasText(unread + " unread");
  }

  private void tell(String user, String type, String body) {
    Answer answer = Http.post(bell(user), type, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
  }

  private URI bell(String user) {
    return server().context().resolve("demo/notifications/" + user);
  }

  private Server server() {
    return Server.at(context);
  }

  @AfterAll
  static void end() {
    ELSEWHERE.stop(0);
  }
}

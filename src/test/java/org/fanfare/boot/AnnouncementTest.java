package org.fanfare.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.fanfare.LogCapture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The address is told when it answers, and not before. */
class AnnouncementTest {
  private final AtomicInteger status = new AtomicInteger(404);
  private final LogCapture told = new LogCapture(Announcement.class.getName());
  private HttpServer server;
  private URI address;
  private long now;

  @BeforeEach
  void aServerWhoseApplicationIsNotThereYet() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status.get(), -1);
          exchange.close();
        });
    server.start();
    address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fanfare/");
  }

  @AfterEach
  void end() {
    told.close();
    server.stop(0);
  }

  @Test
  void theAddressIsToldOnceWhenItAnswers() {
    Announcement announcement = new Announcement(address, Runnable::run, () -> now);
    announcement.tick();
    assertThat(told.lines()).isEmpty();

    status.set(200);
    announcement.tick();
    announcement.tick();

    assertThat(told.lines()).containsExactly("INFO Fanfare is ready: " + address);
  }

  @Test
  void anAddressThatAnotherServerAnswersIsNotTakenForThisOne() {
    status.set(200);
    Announcement announcement = new Announcement(address, Runnable::run, () -> now);

    announcement.tick();
    announcement.tick();

    assertThat(told.lines())
        .singleElement()
        .asString()
        .startsWith("WARNING " + address + " was answered before this Fanfare was there");
  }

  @Test
  void anAddressThatCannotBeReachedFromHereIsToldAfterAMinute() {
    server.stop(0);
    Announcement announcement = new Announcement(address, Runnable::run, () -> now);
    announcement.tick();
    assertThat(told.lines()).isEmpty();

    now += Duration.ofSeconds(61).toNanos();
    announcement.tick();

    assertThat(told.lines()).hasSize(1).first().asString().contains("did not answer");
  }
}

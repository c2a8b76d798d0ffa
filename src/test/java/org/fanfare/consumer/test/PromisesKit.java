package org.fanfare.consumer.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.promises.Clerk;
import org.fanfare.consumer.promises.ConsumerPromises;
import org.fanfare.consumer.promises.Conversation;
import org.fanfare.consumer.promises.Fragile;
import org.fanfare.consumer.promises.Journal;
import org.fanfare.consumer.promises.Members;
import org.fanfare.consumer.promises.Mirror;
import org.fanfare.consumer.promises.Pourer;
import org.fanfare.consumer.promises.Staff;
import org.fanfare.consumer.promises.Timekeeper;
import org.fanfare.consumer.promises.Turns;
import org.fanfare.consumer.promises.Venue;

/** The consumers of whom something is promised, in the test kit. */
final class PromisesKit implements Venue, AutoCloseable {
  private final TestFanfare fanfare =
      TestFanfare.of(Clerk.class, Clerk::new)
          .and(Fragile.class, Fragile::new)
          .and(Journal.class, Journal::new)
          .and(Members.class, Members::new)
          .and(Mirror.class, Mirror::new)
          .and(Pourer.class, Pourer::new)
          .and(Staff.class, Staff::new)
          .and(Timekeeper.class, Timekeeper::new)
          .and(Turns.class, Turns::new);

  TestCaller caller(ConsumerPromises.Who who) {
    return switch (who) {
      case GUEST -> fanfare.guest();
      case ANNA -> fanfare.as("anna", "staff");
      case BERTA -> fanfare.as("berta");
    };
  }

  String refusal(TestCaller caller, String path) {
    TestCaller.Attempt attempt = caller.tryConnect(path);
    assertThat(attempt).isInstanceOf(TestCaller.Attempt.Refused.class);
    TestCaller.Attempt.Refused refused = (TestCaller.Attempt.Refused) attempt;
    return refused.status() + " " + refused.code();
  }

  @Override
  public void pass(Duration time) {
    fanfare.clock().advance(time);
  }

  @Override
  public void becomes(BooleanSupplier so, Supplier<String> what) {
    assertThat(so.getAsBoolean()).as(what).isTrue();
  }

  @Override
  public void provoked() {
    assertThat(fanfare.failures()).isNotEmpty();
  }

  @Override
  public void close() {
    fanfare.close();
  }

  /** A conversation of a client of the kit. */
  record OfKit(TestClient client) implements Conversation {
    @Override
    public void send(String text) {
      client.send(text);
    }

    @Override
    public void send(byte[] bytes) {
      client.send(bytes);
    }

    @Override
    public String text() {
      return client.nextText();
    }

    @Override
    public String subprotocol() {
      return client.subprotocol().orElse("");
    }

    @Override
    public String closing() {
      Ended why = client.ended();
      return why.code() + " " + why.text();
    }

    @Override
    public boolean isOver() {
      return !client.isOpen();
    }

    @Override
    public void stopsReading() {
      client.readsSlowly(0);
    }

    @Override
    public void leaves() {
      client.closes();
    }
  }
}

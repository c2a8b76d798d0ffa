package org.fanfare.wire;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.fanfare.consumer.promises.Clerk;
import org.fanfare.consumer.promises.ConsumerPromises;
import org.fanfare.consumer.promises.Fragile;
import org.fanfare.consumer.promises.Journal;
import org.fanfare.consumer.promises.Members;
import org.fanfare.consumer.promises.Mirror;
import org.fanfare.consumer.promises.Pourer;
import org.fanfare.consumer.promises.Staff;
import org.fanfare.consumer.promises.Timekeeper;
import org.fanfare.consumer.promises.Turns;
import org.fanfare.consumer.promises.Venue;
import org.fanfare.wire.host.Rest;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.HostUser;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The consumers of whom something is promised, in an application of their own. */
final class PromisingConsumers {
  static final String CONTEXT = "promises";

  /** The server's time passes by itself: nothing is waited for that is awaited afterwards. */
  static final Venue ON_A_SERVER =
      new Venue() {
        @Override
        public void pass(Duration time) {
          if (time.compareTo(Duration.ofSeconds(1)) < 0) {
            await().pollDelay(time).until(() -> true);
          }
        }

        @Override
        public void becomes(BooleanSupplier so, Supplier<String> what) {
          await().atMost(Duration.ofSeconds(20)).until(so::getAsBoolean);
        }

        @Override
        public void provoked() {
          // the log of the server has it, and is read when the tests are over
        }
      };

  private PromisingConsumers() {}

  static WebArchive application() {
    return Deployments.withFanfare(
        Deployments.host(CONTEXT, Rest.class.getPackage())
            .addClasses(
                Clerk.class,
                Fragile.class,
                Journal.class,
                Members.class,
                Mirror.class,
                Pourer.class,
                Staff.class,
                Timekeeper.class,
                Turns.class),
        "  heartbeat = 3s\n"); // who is not read on any more is ended after two of them
  }

  /** Returns the header with which somebody logs in, as a whole line; none for a guest. */
  static List<String> login(ConsumerPromises.Who who) {
    return switch (who) {
      case GUEST -> List.of();
      case ANNA -> List.of(HostUser.ANNA.line());
      case BERTA -> List.of(HostUser.BERTA.line());
    };
  }
}

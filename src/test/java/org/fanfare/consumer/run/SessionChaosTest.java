package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rule P49: whatever happens to the transports, each message arrives once and in order, both ways,
 * as long as the session lives; and rule P46: so do the publications of relayed groups.
 */
class SessionChaosTest {
  private static final int SESSIONS = 30;
  private static final int STEPS = 3_000;
  private static final int WINDOW = Intake.WINDOW;
  private static final Duration SOON = Duration.ofSeconds(50); // before the grace is over

  private final SessionRig rig = new SessionRig();
  private final List<Conversation> consumers = new ArrayList<>();
  private final ConsumerRoute route = rig.route(Conversation.class, this::make);
  private final List<Guest> guests = new ArrayList<>();
  private int published;

  private Conversation make() {
    Conversation made = new Conversation();
    consumers.add(made);
    return made;
  }

  /** A client, and what it believes. */
  private final class Guest {
    private final SessionClient client = new SessionClient(rig, route);
    private final Conversation consumer;
    private final Random random;
    private final List<String> sent = new ArrayList<>();
    private final List<Runnable> underWay = new ArrayList<>();
    private long lostAt;
    private boolean lost;

    Guest(Random random) {
      this.random = random;
      client.isBehind(random);
      if (random.nextBoolean()) {
        client.opens();
      } else {
        client.opensSocket();
      }
      this.consumer = consumers.get(consumers.size() - 1);
    }

    void step() {
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> sends();
        case 3, 4 -> consumer.says("push " + consumer.said.size());
        case 5 -> sendsLate();
        case 6 -> breaks();
        case 7 -> client.wire().isHalfOpen();
        case 8 -> client.wire().isStuck();
        case 9 -> resumes();
        case 10 -> postsWithoutAnAnswer();
        default -> acknowledges();
      }
      rig.run();
      if (random.nextInt(3) == 0 && isCut()) {
        resumes();
      }
    }

    private boolean isCut() {
      return client.wire().closed() != null;
    }

    private String message() {
      String text = "message " + sent.size();
      sent.add(text);
      return text;
    }

    private void sends() {
      if (client.waiting() < WINDOW) {
        client.sends(message());
      }
    }

    /** It arrives after others have come that were sent later, or never. */
    private void sendsLate() {
      if (client.waiting() >= WINDOW) {
        return;
      }
      SessionWire over = client.wire();
      String frame = client.sendsLate(message());
      if (over.isSocket()) {
        over.isHalfOpen(); // what follows does not come before it
        underWay.add(() -> over.saysLate(frame));
      } else {
        String whole = client.up(true);
        underWay.add(() -> client.post(whole));
      }
    }

    private void postsWithoutAnAnswer() {
      client.postUnanswered();
    }

    private void breaks() {
      client.wire().breaks();
      rig.run();
    }

    private void acknowledges() {
      client.acknowledges();
    }

    void resumes() {
      boolean wasBroken = random.nextBoolean();
      if (wasBroken) {
        breaks(); // else the two overlap
      }
      switch (random.nextInt(3)) {
        case 0 -> client.resumesBySocket();
        case 1 -> client.resumesByStream();
        default -> client.polls();
      }
      if (!underWay.isEmpty()) {
        if (random.nextBoolean()) {
          underWay.forEach(Runnable::run);
        }
        underWay.clear();
        rig.run();
      }
    }

    /** Comes back before it is too late. */
    void seesToItsGrace(Duration passing) {
      if (!isCut() && client.wire().isSocket()) {
        lost = false;
        return;
      }
      if (!lost) {
        lost = true;
        lostAt = rig.time.nanos();
      }
      if (Duration.ofNanos(rig.time.nanos() - lostAt).plus(passing).compareTo(SOON) > 0) {
        client.polls();
        lostAt = rig.time.nanos();
      }
    }

    void assertNothingLostAndNothingTwice() {
      assertThat(client.faults()).isEmpty();
      assertThat(consumer.heard).isEqualTo(sent);
      assertThat(client.heard()).isEqualTo(consumer.said);
      assertThat(client.waiting()).isZero();
      assertThat(client.gaps()).isEmpty();
      assertThat(client.relayed())
          .isEqualTo(IntStream.rangeClosed(1, published).mapToObj(String::valueOf).toList());
      assertThat(consumer.ends).isEmpty();
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 8);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverHappensNothingIsLostAndNothingComesTwice(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < SESSIONS; i++) {
      guests.add(new Guest(new Random(seed * SESSIONS + i)));
    }

    for (int i = 0; i < STEPS; i++) {
      guests.get(random.nextInt(SESSIONS)).step();
      if (random.nextInt(20) == 0) {
        published++;
        rig.memory.publish(Conversation.GROUP, String.valueOf(published));
        rig.run();
      }
      if (random.nextInt(30) == 0) {
        Duration passing = Duration.ofMillis(random.nextInt(8_000));
        guests.forEach(guest -> guest.seesToItsGrace(passing));
        rig.pass(passing);
      }
    }
    for (int i = 0; i < 3; i++) {
      guests.forEach(guest -> guest.client.resumesBySocket());
      rig.pass(Duration.ofSeconds(1));
      guests.forEach(guest -> guest.client.acknowledges());
    }

    assertThat(guests).allSatisfy(Guest::assertNothingLostAndNothingTwice);
    assertThat(guests).extracting(guest -> guest.client.repeats()).anyMatch(repeats -> repeats > 0);
    guests.forEach(guest -> guest.client.wire().closesWell());
    rig.pass(SessionRig.HEARTBEAT.multipliedBy(2).plusSeconds(2)); // transports that were stuck
    assertThat(rig.sessions.sessions()).isZero();
    assertThat(rig.connections.count()).isZero();
    assertThat(consumers).allSatisfy(each -> assertThat(each.ends).hasSize(1));
  }
}

package org.fanfare.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.fanfare.gate.Law;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 6: of what all share, each caller has a part, and strangers leave some to the others. */
@Law(6)
final class CallerSharesTest {
  private static final Whose ANNA = new Whose("user:anna", false);
  private static final Whose SHOP = new Whose("key:shop", false);
  private static final Whose SEVEN = new Whose("address:192.0.2.7", true);
  private static final Whose EIGHT = new Whose("address:192.0.2.8", true);

  private final CallerShares shares =
      new CallerShares(
          Map.of(
              Pool.CONNECTIONS, new PoolBounds(3, 5),
              Pool.BEGUN_BYTES, new PoolBounds(1000, 1500)));

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  private List<CallerPlace> connections(Whose whose, int count) {
    List<CallerPlace> places = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      CallerPlace place = shares.open(whose, Pool.CONNECTIONS);
      assertThat(place.take(1)).isNull();
      places.add(place);
    }
    return places;
  }

  private Problem refused(Whose whose) {
    Problem first = shares.refusal(whose, Pool.CONNECTIONS, 1);
    Problem then = shares.open(whose, Pool.CONNECTIONS).take(1);
    assertThat(then).as("what was said before").isEqualTo(first);
    return then;
  }

  @Test
  void aCallerWhoHasAsManyAsOneMayHaveIsToldSoAndNobodyElseIs() {
    List<CallerPlace> places = connections(SHOP, 3);

    Problem problem = refused(SHOP);

    assertThat(problem.status()).isEqualTo(Status.SHARE_USED);
    assertThat(problem.http()).isEqualTo(429);
    assertThat(problem.passes()).isTrue();
    assertThat(problem.detail())
        .isEqualTo(
            "one caller has at most 3 connections at a time (fanfare.per-caller.connections): close"
                + " one, or come back later");
    assertThat(refused(ANNA)).isNull();
    places.get(0).release();
    assertThat(refused(SHOP)).isNull();
  }

  @Test
  void strangersLeaveAPartToWhoHasAKeyOrALogin() {
    connections(SEVEN, 3);
    connections(EIGHT, 2);

    Problem problem = refused(EIGHT);

    assertThat(problem.status()).isEqualTo(Status.TOO_MANY_CONNECTIONS);
    assertThat(problem.detail())
        .isEqualTo(
            "what is left of fanfare.connections.max is for callers with a key or a login"
                + " (fanfare.per-caller.reserved-percent)");
    connections(ANNA, 3);
    connections(SHOP, 3);
    assertThat(shares.ofStrangersNow(Pool.CONNECTIONS)).isEqualTo(5);
  }

  @Test
  void aPlaceGrowsAndShrinksAndIsRefusedWhatIsTooMuch() {
    CallerPlace one = shares.open(SEVEN, Pool.BEGUN_BYTES);
    CallerPlace other = shares.open(SEVEN, Pool.BEGUN_BYTES);
    assertThat(one.take(600)).isNull();
    assertThat(other.take(300)).isNull();

    Problem problem = other.take(101);

    assertThat(problem.detail())
        .isEqualTo(
            "one caller has at most 1000 bytes of messages that are not whole at a time"
                + " (fanfare.per-caller.begun-bytes): send messages faster, or again later");
    assertThat(one.take(-200)).isNull();
    assertThat(other.take(101)).isNull();
    assertThat(shares.ofStrangersNow(Pool.BEGUN_BYTES)).isEqualTo(801);
  }

  @Test
  void aCallerIsForgottenWhenItHasNothing() {
    CallerPlace connection = connections(ANNA, 1).get(0);
    CallerPlace bytes = shares.open(ANNA, Pool.BEGUN_BYTES);
    bytes.take(10);
    shares.open(SEVEN, Pool.CONNECTIONS);
    assertThat(shares.count()).isEqualTo(1);

    connection.release();
    connection.release();
    assertThat(shares.count()).isEqualTo(1);
    bytes.take(-10);

    assertThat(shares.count()).isZero();
    assertThat(connection.take(1)).as("it was released").isNull();
    assertThat(shares.count()).isZero();
  }

  @Test
  void whoIsRefusedIsNotRemembered() {
    connections(SEVEN, 3);
    connections(EIGHT, 2);

    for (int i = 0; i < 1000; i++) {
      assertThat(refused(new Whose("address:10.0.0." + i, true))).isNotNull();
    }

    assertThat(shares.count()).isEqualTo(2);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nobodyEverHasTooMuchAndNothingIsLeftHoweverManyComeAtATime(long seed) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> all = new ArrayList<>();
      IntStream.range(0, 4)
          .forEach(i -> all.add(threads.submit(() -> comeAndGo(new Random(seed * 4 + i)))));
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }

    assertThat(shares.count()).isZero();
    assertThat(shares.ofStrangersNow(Pool.CONNECTIONS)).isZero();
  }

  private void comeAndGo(Random random) {
    List<CallerPlace> mine = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      CallerPlace place = shares.open(random.nextBoolean() ? SEVEN : ANNA, Pool.CONNECTIONS);
      if (place.take(1) == null) {
        mine.add(place);
      }
      assertThat(shares.ofStrangersNow(Pool.CONNECTIONS)).isBetween(0L, 3L);
      if (!mine.isEmpty() && random.nextInt(3) > 0) {
        mine.remove(random.nextInt(mine.size())).release();
      }
    }
    mine.forEach(CallerPlace::release);
  }
}

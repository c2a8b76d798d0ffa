package org.fanfare.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fanfare.connection.WaitingRequests.Waiting;
import org.fanfare.gate.Law;
import org.junit.jupiter.api.Test;

/** What clients ask has a bound for each socket and for all, and gives its room back. */
@Law(6)
final class WaitingRequestsTest {
  private static final int SIZE = 100;
  private static final int WEIGHT = SIZE + WaitingRequests.EACH;

  private final List<Ended> refused = new ArrayList<>();

  @Test
  void oneMoreThanTheNumberIsRefusedUntilOneIsAnswered() {
    WaitingRequests.Total total = new WaitingRequests.Total(1 << 20);
    WaitingRequests requests = with(SocketLimits.requests(2, 1 << 20, 1 << 20), total);
    Waiting first = taken(requests);
    taken(requests);

    assertThat(requests.take(SIZE, refused::add)).isNull();
    first.done();
    taken(requests);

    assertThat(refused).containsExactly(Ended.TOO_MANY_REQUESTS);
    assertThat(total.bytes()).isEqualTo(2L * WEIGHT);
  }

  @Test
  void soAreMoreBytesButOneRequestAlwaysHasRoom() {
    WaitingRequests.Total total = new WaitingRequests.Total(1 << 20);
    WaitingRequests requests = with(SocketLimits.requests(10, WEIGHT - 1, 1 << 20), total);
    Waiting first = taken(requests);

    assertThat(requests.take(1, refused::add)).isNull();
    first.done();
    taken(requests).done();

    assertThat(refused).containsExactly(Ended.TOO_MANY_REQUESTS);
    assertThat(total.bytes()).isZero();
  }

  @Test
  void allSocketsShareATotal() {
    WaitingRequests.Total total = new WaitingRequests.Total(2 * WEIGHT);
    SocketBounds bounds = SocketLimits.requests(10, 1 << 20, 2 * WEIGHT);
    WaitingRequests one = with(bounds, total);
    WaitingRequests other = with(bounds, total);
    Waiting first = taken(one);
    taken(other);

    assertThat(other.take(SIZE, refused::add)).isNull();
    first.done();
    taken(other);

    assertThat(refused).containsExactly(Ended.REQUEST_TOTAL);
    assertThat(Ended.REQUEST_TOTAL.code()).isEqualTo(1013);
    assertThat(total.bytes()).isEqualTo(2L * WEIGHT);
  }

  @Test
  void whatIsAnsweredTwiceGivesItsRoomBackOnce() {
    WaitingRequests.Total total = new WaitingRequests.Total(1 << 20);
    WaitingRequests requests = with(SocketLimits.requests(10, 1 << 20, 1 << 20), total);
    Waiting first = taken(requests);
    taken(requests);

    first.done();
    first.done();

    assertThat(total.bytes()).isEqualTo(WEIGHT);
  }

  @Test
  void aBoundIsAtLeastOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SocketBounds(1, 1, 1, 1, 0, Duration.ofHours(1)))
        .withMessageContaining("at least 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SocketBounds(1, 1, 1, 1, 1, Duration.ZERO));
  }

  private static WaitingRequests with(SocketBounds bounds, WaitingRequests.Total total) {
    return new WaitingRequests(bounds, total);
  }

  private Waiting taken(WaitingRequests requests) {
    return Objects.requireNonNull(requests.take(SIZE, refused::add));
  }
}

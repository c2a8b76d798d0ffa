package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.fanfare.connection.CallerPlace;
import org.fanfare.connection.CallerShares;
import org.fanfare.connection.Pool;
import org.fanfare.connection.PoolBounds;
import org.fanfare.connection.Whose;
import org.fanfare.gate.Law;
import org.fanfare.publish.PublishRig;
import org.junit.jupiter.api.Test;

/** Law 6: the bodies of one caller do not take the places of all. */
@Law(6)
final class CallersBodiesTest {
  private final CallerShares shares =
      new CallerShares(
          Map.of(Pool.BODIES, new PoolBounds(1, 9), Pool.BEGUN_BYTES, new PoolBounds(400, 9000)));
  private final BodyRig rig = BodyRig.shared(shares);

  private FakeRequest lines(PublishRig.Person caller) {
    return rig.read(caller, BodyRig.request("text/plain"), RequestKind.LINES, PublishRig.OPEN);
  }

  @Test
  void oneMoreBodyOfACallerIsRefusedAndThatOfAnotherIsNot() {
    FakeRequest held = lines(PublishRig.NOBODY);
    held.body.arrive("a");

    FakeRequest more = rig.post("text/plain");

    assertThat(more.response.status()).isEqualTo(429);
    assertThat(more.response.text())
        .contains("urn:fanfare:share-used")
        .contains("at most 1 bodies that are being read at a time (fanfare.per-caller.bodies)");
    assertThat(more.response.header("Retry-After")).matches("[0-9]+");
    FakeRequest other = lines(PublishRig.ANNA);
    other.body.arrive("of anna\n");
    other.body.end();
    assertThat(other.response.status()).isEqualTo(202);
    held.body.arrive("\n");
    held.body.end();
    assertThat(held.response.status()).isEqualTo(202);
    FakeRequest again = lines(PublishRig.NOBODY);
    again.body.arrive("again\n");
    again.body.end();
    assertThat(again.response.status()).isEqualTo(202);
  }

  @Test
  void whenAllBodiesAreOverNobodyHasAnything() {
    FakeRequest whole = rig.post("text/plain");
    whole.body.arrive("x");
    whole.body.end();
    FakeRequest broken = lines(PublishRig.NOBODY);
    broken.body.arrive("begun");
    broken.body.fail();
    FakeRequest late = lines(PublishRig.NOBODY);
    rig.pass(BodyRig.IDLE.multipliedBy(2));

    assertThat(late.response.status()).isEqualTo(408);
    assertThat(shares.count()).isZero();
    assertThat(shares.ofStrangersNow(Pool.BODIES)).isZero();
    assertThat(shares.ofStrangersNow(Pool.BEGUN_BYTES)).isZero();
  }

  @Test
  void moreBytesThanOneCallerMayHaveBegunAreRefusedToThatCallerAlone() {
    CallerPlace socket =
        shares.open(new Whose(PublishRig.NOBODY.identity(), true), Pool.BEGUN_BYTES);
    assertThat(socket.take(200)).isNull();
    FakeRequest stranger = lines(PublishRig.NOBODY);
    stranger.body.arrive("one\ntwo");
    FakeRequest user = lines(PublishRig.ANNA);
    user.body.arrive("one\ntwo");

    assertThat(stranger.response.status()).isEqualTo(429);
    assertThat(stranger.response.text())
        .contains("urn:fanfare:share-used")
        .contains("line 2: ")
        .contains("fanfare.per-caller.begun-bytes")
        .contains("\"accepted\":1");
    assertThat(user.response.status()).isZero();
    assertThat(shares.ofStrangersNow(Pool.BEGUN_BYTES)).isEqualTo(200);
    assertThat(rig.begun.used()).as("of the user").isEqualTo(256 + 3);
  }

  @Test
  void aLineStreamOfAStrangerMayNotBeSilentForAsLongAsThatOfAUser() {
    FakeRequest stranger = lines(PublishRig.NOBODY);
    FakeRequest user = lines(PublishRig.ANNA);
    stranger.body.arrive("one\n");
    user.body.arrive("two\n");

    rig.pass(BodyRig.STRANGER_IDLE.plusSeconds(1));

    assertThat(stranger.response.status()).isEqualTo(408);
    assertThat(stranger.response.text()).contains("\"accepted\":1");
    assertThat(user.response.status()).as("it goes on").isZero();
    user.body.end();
    assertThat(user.response.status()).isEqualTo(202);
  }

  @Test
  void aBodyOfAByteNowAndThenHoldsItsPlaceForAThirdOfTheTimeOnly() {
    FakeRequest slow = rig.post("text/plain");
    FakeRequest steady =
        rig.read(
            PublishRig.ANNA, BodyRig.request("text/plain"), RequestKind.MESSAGE, PublishRig.OPEN);
    slow.body.arrive("x");
    for (int i = 0; i < 12; i++) {
      steady.body.arrive("x");
      rig.pass(Duration.ofSeconds(1));
    }

    assertThat(slow.response.status()).isEqualTo(408);
    assertThat(steady.response.status()).isZero();
    steady.body.end();
    assertThat(steady.response.status()).isEqualTo(202);
    assertThat(shares.count()).isZero();
  }
}

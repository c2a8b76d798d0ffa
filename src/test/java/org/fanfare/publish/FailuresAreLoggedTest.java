package org.fanfare.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.publish.PublishRig.NOBODY;
import static org.fanfare.publish.PublishRig.OPEN;

import java.time.Duration;
import org.fanfare.LogCapture;
import org.fanfare.layer.FailingLayer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log is told of a layer that is down. */
final class FailuresAreLoggedTest {
  private final PublishRig rig = new PublishRig();
  private final LogCapture told = new LogCapture(MessageAppender.class.getName());

  @BeforeEach
  void theLayerIsDown() {
    rig.layer.breakDown(OPEN, FailingLayer.How.BEFORE);
  }

  @AfterEach
  void theLogIsAsItWas() {
    told.close();
  }

  @Test
  void aLayerThatIsDownIsLoggedOnceInTenSecondsByTheClockThatWasGiven() {
    rig.publish(NOBODY, "one", null, OPEN);
    rig.clock.advance(Duration.ofMillis(9_999));
    rig.publish(NOBODY, "two", null, OPEN);
    assertThat(told.lines())
        .containsExactly("SEVERE The channel layer failed; publishers are answered 503");

    rig.clock.advance(Duration.ofMillis(1));
    rig.publish(NOBODY, "three", null, OPEN);
    rig.publish(NOBODY, "four", null, OPEN);

    assertThat(told.lines()).hasSize(2);
  }
}

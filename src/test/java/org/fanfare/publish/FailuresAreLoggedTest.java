package org.fanfare.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.publish.PublishRig.NOBODY;
import static org.fanfare.publish.PublishRig.OPEN;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.fanfare.layer.FailingLayer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log is told of a layer that is down. */
final class FailuresAreLoggedTest {
  private final PublishRig rig = new PublishRig();
  private final List<String> lines = new ArrayList<>();
  private final Logger logger = Logger.getLogger(Appending.class.getName());
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void theLogIsRead() {
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
    rig.layer.breakDown(OPEN, FailingLayer.How.BEFORE);
  }

  @AfterEach
  void theLogIsAsItWas() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  @Test
  void aLayerThatIsDownIsLoggedOnceInTenSecondsByTheClockThatWasGiven() {
    rig.publish(NOBODY, "one", null, OPEN);
    rig.clock.advance(Duration.ofMillis(9_999));
    rig.publish(NOBODY, "two", null, OPEN);
    assertThat(lines).containsExactly("The channel layer failed; publishers are answered 503");

    rig.clock.advance(Duration.ofMillis(1));
    rig.publish(NOBODY, "three", null, OPEN);
    rig.publish(NOBODY, "four", null, OPEN);

    assertThat(lines).hasSize(2);
  }
}

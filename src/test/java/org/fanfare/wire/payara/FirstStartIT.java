package org.fanfare.wire.payara;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.fanfare.wire.kit.Http;
import org.fanfare.wire.kit.Node;
import org.fanfare.wire.kit.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The files of the first start: a port that opens when the application is there. */
@Tag("payara")
final class FirstStartIT {
  private static final int EACH = 10;

  @Test
  void theLogOfAFirstStartTellsOfNoLeaksHoweverManyRequestsCome() throws IOException {
    try (Node node = Node.start("").awaitServing()) {
      Server server = node.server();
      for (int i = 0; i < EACH; i++) {
        assertThat(Http.post(server.groups("demo.board", ""), "text/plain", "hello").status())
            .isEqualTo(202);
        assertThat(Http.get(server.groups("demo.board", "after=start")).status()).isEqualTo(200);
      }

      List<String> told = node.log();

      assertThat(told)
          .as("it was told that it is ready")
          .anyMatch(line -> line.contains("Fanfare"));
      assertThat(told).noneMatch(line -> line.contains("leak detected"));
    }
  }
}

package org.fanfare.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who runs a server as it comes out of the box is warned, and nobody else. */
final class QueueBoundTest {
  @TempDir private Path root;

  @ParameterizedTest
  @CsvSource({
    "<transport name=\"tcp\"></transport>, true",
    "<transport name=\"tcp\"/>, true",
    "<transport name=\"tcp\" socket-write-buffer-size=\"65536\"></transport>, false",
    "<transport socket-write-buffer-size=\"65536\" name=\"tcp\"/>, false",
    "<transport name=\"tcp\" socket-write-buffer-size=\"${QUEUE}\"/>, false",
    "<transport name=\"tcp\"/><other socket-write-buffer-size=\"1\"/>, true"
  })
  void whatTheServersFileSaysCounts(String transport, boolean missing) throws IOException {
    Files.createDirectory(root.resolve("config"));
    Files.writeString(
        root.resolve("config/domain.xml"), "<domain>\n" + transport + "\n</domain>\n");

    assertThat(QueueBound.isMissing(root.toString())).isEqualTo(missing);
  }

  @ParameterizedTest
  @CsvSource({
    "65536, 65536, 0",
    "65536, 1044480, 0",
    "65536, 1048576, 65792",
    "131072, 1048576, 0"
  })
  void aMessageHasToFitIntoSixteenTimesTheBound(int bound, int maxSize, int needed)
      throws IOException {
    Files.createDirectory(root.resolve("config"));
    Files.writeString(
        root.resolve("config/domain.xml"),
        "<transport name=\"tcp\" socket-write-buffer-size=\"" + bound + "\"/>");

    assertThat(QueueBound.neededFor(maxSize, root.toString())).isEqualTo(needed);
  }

  @Test
  void whereNothingIsKnownNobodyIsWarned() {
    assertThat(QueueBound.isMissing(null)).isFalse();
    assertThat(QueueBound.isMissing(root.toString())).isFalse();
    assertThat(QueueBound.neededFor(16_777_216, null)).isZero();
    assertThat(QueueBound.neededFor(16_777_216, root.toString())).isZero();
  }
}

package org.fanfare.transport.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.transport.ScriptedStream;
import org.fanfare.transport.WritePolicy;
import org.junit.jupiter.api.Test;

/** What is written to an upgraded connection leaves in order, and each write is told of once. */
final class DirectWriterTest {
  private final ScriptedStream stream = new ScriptedStream();
  private final List<String> told = new ArrayList<>();
  private final DirectWriter writer =
      new DirectWriter(stream, new WritePolicy(Runnable::run, false, 10), () -> told.add("broken"));

  private void write(String text) {
    writer.write(text.getBytes(US_ASCII), ready -> told.add(text + " " + ready));
  }

  private void pong(String text) {
    writer.pong(text.getBytes(US_ASCII));
  }

  private void farewell(String text) {
    writer.farewell(text.getBytes(US_ASCII), ready -> told.add(text + " " + ready));
  }

  @Test
  void writesWaitUntilTheContainerSaysThatThereIsRoom() {
    write("one ");
    assertThat(stream.written.toString(US_ASCII)).isEmpty();
    assertThat(told).isEmpty();

    writer.onWritePossible();

    assertThat(stream.written.toString(US_ASCII)).isEqualTo("one ");
    assertThat(told).containsExactly("one  true");
  }

  @Test
  void aLongWriteLeavesInPiecesOfWhichEachIsFlushedAndGoesOnWhenThereIsRoomAgain() {
    writer.onWritePossible();
    stream.roomFor = 2;

    write("0123456789abcdefghijklm");

    assertThat(stream.calls).containsExactly("0123456789", "flush", "abcdefghij");
    assertThat(told).isEmpty();

    stream.room = true;
    stream.roomFor = 9;
    writer.onWritePossible();

    assertThat(stream.calls)
        .containsExactly("0123456789", "flush", "abcdefghij", "flush", "klm", "flush");
    assertThat(told).containsExactly("0123456789abcdefghijklm true");
  }

  @Test
  void aFarewellWaitsForWhatHasBegunAndNothingFollowsIt() {
    writer.onWritePossible();
    stream.room = false;
    write("one ");
    assertThat(writer.isStuck()).isTrue();
    farewell("bye");

    stream.room = true;
    writer.onWritePossible();
    write("two ");
    pong("pong");

    assertThat(stream.written.toString(US_ASCII)).isEqualTo("one bye");
    assertThat(told).containsExactly("one  true", "bye true", "two  false");
    assertThat(writer.isStuck()).isFalse();
  }

  @Test
  void aPingThatCameBeforeAMessageIsAnsweredBeforeIt() { // section 5.5.2: as soon as is practical
    pong("pong ");
    write("message ");

    writer.onWritePossible();

    assertThat(stream.written.toString(US_ASCII)).isEqualTo("pong message ");
  }

  @Test
  void allPingsAreAnsweredInOrder() {
    pong("one ");
    pong("two ");
    pong("three ");

    writer.onWritePossible();

    assertThat(stream.written.toString(US_ASCII)).isEqualTo("one two three ");
  }

  @Test
  void ofMorePingsThanItKeepsTheNewestAreAnswered() { // section 5.5.3
    String longest = "x".repeat(127);
    for (int i = 0; i < 10_001; i++) {
      pong(longest);
    }
    pong("newest");

    writer.onWritePossible();

    assertThat(stream.written.toString(US_ASCII))
        .endsWith("newest")
        .hasSizeBetween(longest.length() + "newest".length(), DirectWriter.MOST_PONGS);
  }

  @Test
  void pingsWithoutEndDoNotKeepMessagesFromLeaving() {
    pong("pong ");
    stream.atEachFlush = () -> pong("pong ");
    write("message ");

    stream.roomFor = 5;
    writer.onWritePossible();

    assertThat(stream.written.toString(US_ASCII)).startsWith("pong message pong ");
  }

  @Test
  void aWriteThatIsOfferedWhileTheFarewellLeavesIsToldOf() {
    writer.onWritePossible();
    stream.atEachFlush = () -> write("late ");

    farewell("bye");

    assertThat(stream.written.toString(US_ASCII)).isEqualTo("bye");
    assertThat(told).containsExactly("bye true", "late  false");
  }

  @Test
  void whoWritesToAStreamThatTheContainerHasRecycledIsToldThatItFailed() {
    writer.onWritePossible();
    stream.recycled = true;

    write("one ");
    farewell("bye");

    assertThat(told).containsExactly("one  false", "bye false");
    assertThat(writer.isStuck()).isFalse();
  }

  @Test
  void ofTwoFarewellsOneLeaves() {
    writer.onWritePossible();

    farewell("bye");
    farewell("too");

    assertThat(stream.written.toString(US_ASCII)).isEqualTo("bye");
    assertThat(told).containsExactly("bye true", "too false");
  }

  @Test
  void whatIsAbandonedIsToldOfAndLetGo() {
    stream.room = false;
    writer.onWritePossible();
    write("one ");
    farewell("bye");

    writer.abandon();

    assertThat(told).containsExactly("one  false", "bye false");
    assertThat(writer.isStuck()).isFalse();
  }

  @Test
  void aContainerThatTellsOfTheSameErrorAgainIsStopped() {
    writer.onError(new IOException("broken pipe"));

    assertThatThrownBy(() -> writer.onError(new IOException("broken pipe")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("said already");
    assertThat(told).containsExactly("broken");
  }

  @Test
  void whereAWriteMayWaitForItsClientTheStreamIsLeftAtOnce() {
    DirectWriter waiting =
        new DirectWriter(stream, new WritePolicy(Runnable::run, true, 10), () -> {});
    waiting.onWritePossible();
    List<String> order = new ArrayList<>();
    stream.atEachFlush =
        () -> {
          waiting.retire(() -> order.add("left"));
          order.add("written");
        };

    waiting.write("one".getBytes(US_ASCII), ready -> {});

    assertThat(order).containsExactly("left", "written");
  }

  @Test
  void elsewhereItIsLeftWhenTheWriteHasReturned() {
    writer.onWritePossible();
    stream.atEachFlush =
        () -> {
          writer.retire(() -> told.add("left"));
          told.add("written");
        };

    write("one");
    write("two");

    assertThat(stream.calls).containsExactly("one", "flush");
    assertThat(told).containsExactly("written", "one false", "left", "two false");
  }
}

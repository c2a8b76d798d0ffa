package org.fanfare.wire.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Streams are read by the rules of the HTML standard. */
class EventLinesTest {
  private final List<EventStream.Event> events = new ArrayList<>();
  private final Notebook notebook = new Notebook();
  private final EventLines lines = new EventLines(events::add, notebook);

  @Test
  void anIdAndARetryAloneAreNoEvent() {
    read("retry: 2000", "id: c0", "");

    assertThat(events).isEmpty();
    assertThat(notebook.cursor()).isEqualTo("c0");
    assertThat(lines.retry()).isEqualTo(2_000);
  }

  @Test
  void dataOfSeveralLinesIsOneEvent() {
    read("id: c1", "data: a", "data:  b", "data:", "data", "data:c", "");

    assertThat(events).containsExactly(new EventStream.Event("c1", "message", "a\n b\n\n\nc"));
  }

  @Test
  void emptyDataIsAnEventAndItsTypeIsForgottenAfterIt() {
    read("event: bytes", "data:", "", "data: b", "");

    assertThat(events)
        .containsExactly(
            new EventStream.Event("", "bytes", ""), new EventStream.Event("", "message", "b"));
  }

  @Test
  void anEventThatWasNotFinishedDoesNotCount() {
    read("id: c1", "data: a", "", "id: c2", "data: b");

    assertThat(events).hasSize(1);
    assertThat(notebook.cursor()).isEqualTo("c1");
  }

  @Test
  void commentsAreCountedAndOtherFieldsAreABreakOfTheContract() {
    read(":", ": heartbeat", "");
    assertThat(lines.comments()).isEqualTo(2);

    read("surprise: 1");
    assertThatThrownBy(notebook::heard).isInstanceOf(AssertionError.class);
  }

  private void read(String... some) {
    for (String line : some) {
      lines.onNext(line);
    }
  }
}

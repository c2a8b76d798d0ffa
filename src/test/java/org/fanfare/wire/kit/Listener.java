package org.fanfare.wire.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.wire.kit.Patience.soon;

import java.util.List;

/**
 * A client that reads groups over one of the three faces and remembers all it was given.
 *
 * <p>It listens from its making until it is closed or killed, on threads of its own; its methods
 * may be called by any thread.
 */
public interface Listener extends AutoCloseable {
  /** Returns what was heard so far, in order. */
  List<Heard> heard();

  /** Returns the bodies of the publications heard so far, in order. */
  default List<String> bodies() {
    return heard().stream()
        .filter(Heard.Publication.class::isInstance)
        .map(one -> ((Heard.Publication) one).body())
        .toList();
  }

  /** Returns the gaps heard so far, in order. */
  default List<Heard.Gap> gaps() {
    return heard().stream().filter(Heard.Gap.class::isInstance).map(Heard.Gap.class::cast).toList();
  }

  /** Waits until exactly these bodies were heard. */
  default void hears(String... bodies) {
    soon("what it hears").untilAsserted(() -> assertThat(bodies()).containsExactly(bodies));
  }

  /** Returns how many publications and gaps were heard so far. */
  int size();

  /** Returns how many frames, events or answers brought them. */
  int frames();

  /** Returns what was heard so far with the cursor that covers exactly that. */
  Leg leg();

  /** Returns the last cursor that was given. */
  String cursor();

  /** Tells whether the server, or the network, has ended the connection. */
  boolean ended();

  /** Vanishes: the connection is torn down without a farewell. */
  void kill();

  /** Leaves properly. */
  @Override
  void close();
}

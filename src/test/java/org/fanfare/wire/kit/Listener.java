package org.fanfare.wire.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.wire.kit.Waiting.soon;

import java.util.List;

/**
 * A client that reads groups over one of the three faces and remembers all it was given.
 *
 * <p>It listens from its making until it is closed or killed, on threads of its own; its methods
 * may be called by any thread.
 */
public abstract class Listener implements AutoCloseable {
  final ListenerHistory notebook = new ListenerHistory();

  /** Returns what was heard so far, in order. */
  public final List<HeardItem> heard() {
    return notebook.heard();
  }

  /** Returns the bodies of the publications heard so far, in order. */
  public final List<String> bodies() {
    return heard().stream()
        .filter(HeardItem.Publication.class::isInstance)
        .map(one -> ((HeardItem.Publication) one).body())
        .toList();
  }

  /** Returns the gaps heard so far, in order. */
  public final List<HeardItem.Gap> gaps() {
    return heard().stream()
        .filter(HeardItem.Gap.class::isInstance)
        .map(HeardItem.Gap.class::cast)
        .toList();
  }

  /** Waits until exactly these bodies were heard. */
  public final void hears(String... bodies) {
    soon("what it hears")
        .untilAsserted(() -> assertThat(bodies()).as("on %s", this).containsExactly(bodies));
  }

  /** Returns how many publications and gaps were heard so far. */
  public final int size() {
    return notebook.size();
  }

  /** Returns how many frames, events or answers brought them. */
  public final int frames() {
    return notebook.frames();
  }

  /** Returns what was heard so far with the cursor that covers exactly that. */
  public final ConnectionHistory leg() {
    return notebook.leg();
  }

  /** Returns the last cursor that was given. */
  public final String cursor() {
    return notebook.cursor();
  }

  /** Tells whether the server, or the network, has ended the connection. */
  public abstract boolean ended();

  /** Vanishes: the connection is torn down without a farewell. */
  public abstract void kill();

  /** Leaves properly. */
  @Override
  public abstract void close();
}

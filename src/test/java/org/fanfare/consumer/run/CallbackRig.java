package org.fanfare.consumer.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** The callbacks of one connection, which run when the test says so. For one thread. */
final class CallbackRig {
  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final List<String> called = new ArrayList<>();
  final Callbacks callbacks = new Callbacks(threads::add, this::call);

  private void call(Event event) {
    if (event instanceof Event.Text text) {
      called.add(text.text());
    } else if (event instanceof Event.Bytes bytes) {
      called.add(bytes.bytes().length + " bytes");
    }
  }

  /** Returns the messages of the client for which callbacks were called. */
  List<String> called() {
    return called;
  }

  /** Calls what there is to call. */
  void run() {
    callbacks.start();
    for (Runnable next = threads.poll(); next != null; next = threads.poll()) {
      next.run();
    }
  }
}

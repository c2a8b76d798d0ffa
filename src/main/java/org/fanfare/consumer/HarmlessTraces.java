package org.fanfare.consumer;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Traces whose failures harm no callback: what a tracer, or a processor of its spans, throws is
 * logged once, and the callback goes on without its span. Safe for use by any thread.
 */
final class HarmlessTraces implements CallbackTraces {
  private static final System.Logger LOG = System.getLogger(HarmlessTraces.class.getName());

  private final CallbackTraces traces;
  private final AtomicBoolean told = new AtomicBoolean();

  HarmlessTraces(CallbackTraces traces) {
    this.traces = traces;
  }

  @Override
  public OfConnection opened(String route) {
    OfConnection known = tried(() -> traces.opened(route), OfConnection.NONE);
    return callback -> begin(known, callback);
  }

  private Running begin(OfConnection connection, String callback) {
    Running running = tried(() -> connection.begin(callback), Running.NONE);
    return running == Running.NONE ? running : new Harmless(running);
  }

  private <T> T tried(Supplier<T> asked, T otherwise) {
    try {
      return asked.get();
    } catch (RuntimeException failed) {
      tell(failed);
      return otherwise;
    }
  }

  private void tell(RuntimeException failed) {
    if (told.compareAndSet(false, true)) {
      LOG.log(
          Level.WARNING,
          "A span of a callback could not be made; callbacks go on without it. Further failures are"
              + " not logged",
          failed);
    }
  }

  private final class Harmless implements Running {
    private final Running running;

    Harmless(Running running) {
      this.running = running;
    }

    @Override
    public void failed(Throwable failure) {
      try {
        running.failed(failure);
      } catch (RuntimeException failed) {
        tell(failed);
      }
    }

    @Override
    public void end() {
      try {
        running.end();
      } catch (RuntimeException failed) {
        tell(failed);
      }
    }
  }
}

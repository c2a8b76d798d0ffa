package org.fanfare.boot;

import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.util.concurrent.Executor;
import org.fanfare.consumer.run.Surroundings;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of consumers' callbacks in a container: what its {@link ContextService} captures on
 * the thread of the request (class loader, names, the caller's identity), and a request context of
 * CDI for each callback. Safe for use by any thread.
 */
@ApplicationScoped
public class CallbackContexts {
  private static final String CONTEXTS = "java:comp/DefaultContextService";

  private @Nullable ContextService service;
  @Inject private RequestContexts requests;

  /** Captures the contexts of the calling thread. */
  Surroundings capture() {
    Executor captured = service().currentContextExecutor();
    return step -> {
      Outcome outcome = new Outcome();
      captured.execute(() -> outcome.of(() -> requests.run(step)));
      outcome.rethrow();
    };
  }

  private ContextService service() {
    ContextService known = service;
    if (known == null) {
      known = Wiring.theDefault(CONTEXTS, ContextService.class);
      service = known; // twice at the same time does no harm
    }
    return known;
  }

  /** Carries what a step throws over the container's executor, which may wrap or log it. */
  private static final class Outcome {
    private @Nullable Throwable thrown;

    void of(Surroundings.Step step) {
      try {
        step.run();
      } catch (Exception | Error failure) {
        thrown = failure;
      }
    }

    void rethrow() throws Exception {
      if (thrown instanceof Exception exception) {
        throw exception;
      }
      if (thrown instanceof Error error) {
        throw error;
      }
    }
  }

  /** Runs each step in a request context of its own. */
  @ApplicationScoped
  public static class RequestContexts {
    /** Runs a step on the calling thread. */
    @ActivateRequestContext
    public void run(Surroundings.Step step) throws Exception {
      step.run();
    }
  }
}

package org.fanfare.boot;

import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.util.concurrent.Executor;
import org.fanfare.consumer.run.Surroundings;
import org.fanfare.transport.Quirk;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of consumers' callbacks in a container: what its {@link ContextService} captures on
 * the thread of the request (class loader, names, the caller's identity), and a request context of
 * CDI for each callback. Safe for use by any thread.
 */
@ApplicationScoped
public class CallbackContexts {
  private static final String CONTEXTS = "java:comp/DefaultContextService";

  private static final String PERSISTENCE = "META-INF/persistence.xml";

  private @Nullable ContextService service;
  private volatile boolean renewing;
  @Inject private RequestContexts requests;

  /** Is called once, before anything is captured, with the server on which that will be. */
  void startOn(ServletContext server) {
    renewing =
        Quirk.KEEPS_CLOSED_ENTITY_MANAGERS.isOf(server)
            && CallbackContexts.class.getClassLoader().getResource(PERSISTENCE) != null;
  }

  /** Captures the contexts of the calling thread. */
  Surroundings capture() {
    Executor captured = service().currentContextExecutor();
    return step -> {
      Outcome outcome = new Outcome();
      Runnable task = () -> outcome.of(() -> requests.run(step));
      captured.execute(renewing ? () -> renewed(task) : task);
      outcome.rethrow();
    };
  }

  /**
   * Runs a task in contexts that are captured for it alone, on a thread that has those that were
   * captured before ({@link Quirk#KEEPS_CLOSED_ENTITY_MANAGERS}). While they are captured, the
   * thread has a class loader with little to search ({@link Quirk#SEARCHES_THE_CLASS_PATH}).
   */
  private void renewed(Runnable task) {
    Thread thread = Thread.currentThread();
    ClassLoader application = thread.getContextClassLoader();
    Executor again;
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      again = service().currentContextExecutor();
    } finally {
      thread.setContextClassLoader(application);
    }
    again.execute(
        () -> {
          Thread.currentThread().setContextClassLoader(application);
          task.run();
        });
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

package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.fanfare.consumer.PlainHttp;
import org.fanfare.consumer.Refused;
import org.fanfare.consumer.run.ConsumerRoute;
import org.fanfare.consumer.run.Instances;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Has consumers answer plain HTTP requests, each with an instance of its own, on the thread of the
 * request. Safe for use by any thread.
 */
final class PlainAnswers {
  private PlainAnswers() {}

  /**
   * Answers a request.
   *
   * @throws ProblemException if the consumer refuses it, or fails before it has answered
   */
  static void answer(ConsumerRoute route, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Instances.Made made = route.instances().make();
    @Nullable Problem problem = null;
    try {
      ((PlainHttp) made.consumer()).answer(request, response);
    } catch (Refused refused) {
      problem = Problem.ofApplication(refused.status(), refused.code(), refused.detail());
    } catch (IOException left) {
      throw left;
    } catch (Exception | Error failure) {
      log(route, "A plain request", failure);
      problem = new Problem(Status.ERROR, "the application failed");
    } finally {
      destroy(route, made);
    }
    if (problem != null && !response.isCommitted()) {
      response.reset(); // what it had begun to say
      throw problem.thrown();
    }
  }

  private static void destroy(ConsumerRoute route, Instances.Made made) {
    try {
      made.destroy().run();
    } catch (RuntimeException | Error failure) {
      log(route, "The destruction of an instance", failure);
    }
  }

  private static void log(ConsumerRoute route, String what, Throwable failure) {
    System.getLogger(route.type().consumer().getName())
        .log(Level.ERROR, what + " on the route " + route.type().path() + " failed", failure);
  }
}

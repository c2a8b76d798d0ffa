package org.fanfare.consumer.run;

import java.util.concurrent.ExecutionException;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.CallbackTraces;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.Problem;
import org.fanfare.consumer.Refused;
import org.fanfare.message.Message;
import org.fanfare.status.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Calls the callbacks of one connection for what happens to it, in their contexts, and sees to what
 * they throw: mistakes of the client are told to the client, all else goes to {@link
 * Consumer#failed}.
 *
 * <p>Called by one thread at a time, as {@link Callbacks} says.
 */
final class Dispatch implements ConsumerConnection.Handling {
  private final Services services;
  private final Instances.Made made;
  private final Surroundings surroundings;
  private final MessageCalls calls;
  private final CallbackTraces.OfConnection traces;

  /**
   * Callbacks of an instance. Called on the thread of the request.
   *
   * @param surroundings the contexts, captured on that thread
   */
  Dispatch(Services services, ConsumerRoute route, Instances.Made made, Surroundings surroundings) {
    this.services = services;
    this.made = made;
    this.surroundings = surroundings;
    this.calls = new MessageCalls(services, route.type(), made.consumer());
    this.traces = services.traces().opened(route.type().path().template());
  }

  /** Calls {@code connect}, on the thread of the request and in its own contexts. */
  void connect(ConsumerConnection connection) throws Exception {
    long begun = services.ticker().nanos();
    CallbackTraces.Running running = traces.begin(Callback.CONNECT.word());
    try {
      made.consumer().connect(connection);
    } catch (Refused | ProblemException refused) {
      throw refused;
    } catch (Exception | Error failure) {
      running.failed(failure);
      throw failure;
    } finally {
      running.end();
      long took = services.ticker().nanos() - begun;
      connection.route().statistics().called(Callback.CONNECT, took);
    }
  }

  @Override
  public void handle(ConsumerConnection connection, Event event) {
    if (isOfALeftGroup(event)) {
      connection.groups().handled(); // it took the room of what waits of the others
      return;
    }
    boolean isMail = event instanceof Event.Mail;
    Message mail = isMail ? connection.letterbox().take() : null;
    if (isMail && mail == null) {
      return; // that was all
    }
    Callback callback = event.callback();
    long begun = services.slowCallbacks().begin(connection.route(), callback.word());
    try {
      if (event instanceof Event.End end) {
        end(connection, end.why());
      } else {
        surroundings.run(() -> call(connection, event, mail));
      }
    } catch (Exception | Error failure) {
      failed(connection, callback.word(), failure);
      connection.end(Ended.ERROR);
    } finally {
      connection.route().statistics().called(callback, services.slowCallbacks().end(begun));
    }
    if (event instanceof Event.Published || event instanceof Event.Missed) {
      connection.groups().handled();
    }
  }

  private static boolean isOfALeftGroup(Event event) {
    return (event instanceof Event.Published published && published.from().isLeft())
        || (event instanceof Event.Missed missed && missed.from().isLeft());
  }

  private void call(ConsumerConnection connection, Event event, @Nullable Message mail)
      throws Exception {
    CallbackTraces.Running running = traces.begin(event.callback().word());
    try {
      callFor(connection, event, mail);
    } catch (ClientMistakeException mistake) {
      tell(connection, mistake.problem());
    } catch (Exception failure) {
      running.failed(failure);
      made.consumer().failed(failure, connection);
    } catch (Error failure) {
      running.failed(failure);
      failed(connection, failure);
    } finally {
      running.end();
    }
  }

  /**
   * Asks the consumer about an error, and throws it if the consumer throws on what it was given.
   */
  private void failed(ConsumerConnection connection, Error failure) throws Exception {
    ExecutionException given = new ExecutionException(failure);
    try {
      made.consumer().failed(given, connection);
    } catch (ExecutionException thrown) {
      if (thrown == given) {
        throw failure;
      }
      throw thrown;
    }
  }

  private void callFor(ConsumerConnection connection, Event event, @Nullable Message mail)
      throws Exception {
    if (event instanceof Event.Text text) {
      calls.fromClient(connection, text.text());
    } else if (event instanceof Event.Bytes bytes) {
      calls.fromClient(connection, bytes.bytes());
    } else if (mail != null) {
      connection.callbacks().mailCame(); // there may be more
      calls.fromLayer(connection, mail, null);
    } else if (event instanceof Event.Published published) {
      calls.fromLayer(connection, published.publication().message(), published.publication());
    } else if (event instanceof Event.Missed missed) {
      made.consumer().missed(missed.gap(), connection);
    } else if (event instanceof Event.Task task) {
      task.run().run();
    }
  }

  /** Tells the client of its mistake; too many of them end the connection. */
  private void tell(ConsumerConnection connection, Problem problem) {
    connection.route().statistics().toldProblem();
    if (connection.problems().isOneTooMany()) {
      connection.end(
          Ended.refused(
              "more than %d messages in a minute were not accepted"
                  .formatted(ConsumerSettings.PROBLEMS_IN_A_MINUTE)));
      return;
    }
    connection.send("problem", problem);
  }

  private void end(ConsumerConnection connection, Ended why) {
    try {
      surroundings.run(() -> disconnect(connection, why));
    } catch (Exception | Error failure) {
      failed(connection, Callback.DISCONNECT.word(), failure);
    } finally {
      destroyInContexts(connection);
    }
  }

  /** Ends the instance as its callbacks were called: its destruction may use what is injected. */
  private void destroyInContexts(ConsumerConnection connection) {
    boolean[] begun = {false};
    try {
      surroundings.run(
          () -> {
            begun[0] = true;
            destroy(connection);
          });
    } catch (Exception | Error failure) {
      failed(connection, "the destruction", failure);
    }
    if (!begun[0]) { // the application has ended, and has no contexts any more
      destroy(connection);
    }
  }

  private void disconnect(ConsumerConnection connection, Ended why) throws Exception {
    CallbackTraces.Running running = traces.begin(Callback.DISCONNECT.word());
    try {
      made.consumer().disconnect(why, connection);
    } catch (Exception | Error failure) {
      running.failed(failure);
      throw failure;
    } finally {
      running.end();
    }
  }

  /** Ends the instance, in the contexts of the calling thread. */
  void destroy(ConsumerConnection connection) {
    try {
      made.destroy().run();
    } catch (RuntimeException | Error failure) {
      failed(connection, "the destruction", failure);
    }
  }

  void failed(ConsumerConnection connection, String callback, Throwable failure) {
    connection.route().statistics().failed();
    services
        .failures()
        .tell(
            connection.route().type().consumer(),
            callback,
            "the route %s for %s (connection %s)"
                .formatted(
                    connection.route().type().path(),
                    connection.scope().user().map(user -> "the user " + user).orElse("a guest"),
                    Integer.toHexString(System.identityHashCode(connection))),
            failure);
  }
}

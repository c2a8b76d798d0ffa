package org.fanfare.consumer.test;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.CDI;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.Sender;
import org.fanfare.consumer.run.BeanInstances;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;

/**
 * Fanfare for the test of consumers: no container, no network, one thread, and a clock that the
 * test turns.
 *
 * <p>Each call of a test, on whatever object of this package, runs all that comes of it on the
 * test's thread, callbacks included, until nothing is left to do, and then returns. So nothing has
 * to be waited for. Settings are the defaults. For use by one thread.
 *
 * <pre>{@code
 * TestFanfare fanfare = TestFanfare.of(Chat.class, Chat::new);
 * TestClient ann = fanfare.as("ann").connect("/chat/lobby");
 * }</pre>
 */
public final class TestFanfare implements AutoCloseable {
  private final TestNode node = new TestNode();
  private final TestRoutes routes = new TestRoutes();

  private TestFanfare() {}

  /**
   * Serves a consumer.
   *
   * @param consumer its class, which is checked as a deployment checks it
   * @param instances makes an instance for each connection, with what the test puts into it
   * @throws org.fanfare.consumer.route.InvalidRoutesException if the class cannot be served as it
   *     is; names all its faults
   */
  public static <C extends Consumer> TestFanfare of(
      Class<C> consumer, Supplier<? extends C> instances) {
    return new TestFanfare().and(consumer, instances);
  }

  /**
   * Serves all consumers that are beans of the CDI container that runs, such as one for Java SE
   * that the test has started. It makes and destroys their instances as on a server, with what is
   * injected into them, and with their interceptors. Contexts of requests are the container's own
   * business: none is active in a callback.
   *
   * @throws IllegalStateException if no container runs
   * @throws org.fanfare.consumer.route.InvalidRoutesException if one of them cannot be served as it
   *     is
   */
  public static TestFanfare withCdi() {
    CDI<Object> container = CDI.current();
    TestFanfare fanfare = new TestFanfare();
    fanfare.routes.add(
        new BeanInstances(
            container.select(Consumer.class, Any.Literal.INSTANCE), container.getBeanManager()));
    return fanfare;
  }

  /** Serves a further consumer, as {@link #of} does. */
  public <C extends Consumer> TestFanfare and(Class<C> consumer, Supplier<? extends C> instances) {
    routes.add(consumer, instances);
    return this;
  }

  /**
   * Says which roles the rules of the application's settings ask for. On a server code may ask
   * whether a caller has one of these, besides those that annotations name; a test has the default
   * settings, whose rules ask for none. To be called before callers connect.
   */
  public TestFanfare rolesOfRules(String... roles) {
    node.ruledBy(List.of(roles));
    return this;
  }

  /** Returns a caller who has logged in, in these roles. */
  public TestCaller as(String user, String... roles) {
    return new TestCaller(node, routes, user, List.of(roles));
  }

  /** Returns a caller who has not logged in. */
  public TestCaller guest() {
    return new TestCaller(node, routes, null, List.of());
  }

  /** Returns the time, to be turned. */
  public TestClock clock() {
    return node.clock;
  }

  /** Returns the channel layer's faults, to be wanted. */
  public TestLayer layer() {
    return node.faults;
  }

  /** Returns the messages that were published to a group, in order; also those that were lost. */
  public List<Message> published(String group) {
    return node.layer.published(new GroupName(group));
  }

  /** Returns the sender that the code of the application is injected. */
  public Sender sender() {
    return node.sender;
  }

  /** Logs a user out: all of the user's connections end {@link Ended#LOGGED_OUT}. */
  public void logOut(String user) {
    node.end(user, Ended.LOGGED_OUT);
  }

  /**
   * Lets the login of a user expire at a time of the {@link #clock}, on the connections that it has
   * and on those that it will have. As on a server, its connections end within a second of that
   * time.
   */
  public void loginExpires(String user, Instant at) {
    node.expire(user, at);
  }

  /**
   * Claims what consumers have thrown and a server would log: returns it, in order, and forgets it.
   * It is claimed by no test otherwise, and {@link #close} throws it.
   */
  public List<Throwable> failures() {
    return node.failures.claim();
  }

  /**
   * Ends all connections as a server does that stops, so that each consumer is told of its end.
   *
   * @throws AssertionError if consumers have thrown what no test has claimed by {@link #failures}
   */
  @Override
  public void close() {
    node.stop();
    node.failures.requireNone();
  }
}

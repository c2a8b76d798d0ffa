package org.fanfare.consumer.test;

import java.security.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.fanfare.connection.Transport;
import org.fanfare.connection.Whose;
import org.fanfare.consumer.route.ConsumerType;
import org.fanfare.consumer.route.RouteTable;
import org.fanfare.consumer.run.ConsumerRoute;
import org.fanfare.consumer.run.CurrentHttpSession;
import org.fanfare.consumer.run.RequestScope;
import org.fanfare.consumer.run.SessionCall;
import org.fanfare.consumer.run.SessionOwner;
import org.fanfare.consumer.run.Surroundings;
import org.fanfare.security.Decision;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Whoever connects in a test, and with what request: {@code
 * fanfare.as("ann").from("192.0.2.1").connect("/chat/lobby")}. May connect several times.
 */
public final class TestCaller {
  private static final String LOCAL = "127.0.0.1";

  private final TestNode node;
  private final TestRoutes routes;
  private final @Nullable String user;
  private final Set<String> roles;
  private final List<String> headers = new ArrayList<>(); // names and values by turns
  private final List<String> cookies = new ArrayList<>();
  private final Map<String, Object> attributes = new HashMap<>();
  private List<String> subprotocols = List.of();
  private String address = LOCAL;
  private boolean bare;

  TestCaller(TestNode node, TestRoutes routes, @Nullable String user, List<String> roles) {
    this.node = node;
    this.routes = routes;
    this.user = user;
    this.roles = Set.copyOf(roles);
  }

  /** What came of an attempt to connect. */
  public sealed interface Attempt {
    /**
     * The client is connected.
     *
     * @param client the client
     */
    record Accepted(TestClient client) implements Attempt {}

    /**
     * The client was refused, before anything was opened.
     *
     * @param status the HTTP status
     * @param code the word for the reason
     * @param detail what was wrong, and what would be right
     */
    record Refused(int status, String code, String detail) implements Attempt {}
  }

  private record User(String name) implements Principal {
    @Override
    public String getName() {
      return name;
    }
  }

  /** Comes from an address; otherwise it is that of this machine. */
  public TestCaller from(String remoteAddress) {
    address = remoteAddress;
    return this;
  }

  /** Sends a header, besides those that were added before. */
  public TestCaller header(String name, String value) {
    headers.add(name);
    headers.add(value);
    return this;
  }

  /** Sends a cookie. */
  public TestCaller cookie(String name, String value) {
    cookies.add(name + "=" + value);
    return this;
  }

  /** Has an attribute in the HTTP session. */
  public TestCaller sessionAttribute(String name, Object value) {
    attributes.put(name, value);
    return this;
  }

  /** Offers subprotocols, the one it likes best first. */
  public TestCaller subprotocols(String... offered) {
    subprotocols = List.of(offered);
    return this;
  }

  /**
   * Has a plain WebSocket and no code of Fanfare's: what carries a connection is the connection,
   * which ends when it breaks, and is shown no gap.
   */
  public TestCaller bare() {
    bare = true;
    return this;
  }

  /**
   * Connects by a WebSocket, which carries a session unless the caller is {@link #bare}.
   *
   * @param path the path within the application, with the query if there is one
   * @throws AssertionError if it is refused, or if the path leads to no consumer of the test
   */
  public TestClient connect(String path) {
    Attempt attempt = tryConnect(path);
    if (attempt instanceof Attempt.Accepted accepted) {
      return accepted.client();
    }
    throw new AssertionError("%s was refused: %s".formatted(name(path), attempt));
  }

  /**
   * Tries to connect, see {@link #connect}.
   *
   * @throws AssertionError if the path leads to no consumer of the test
   */
  public Attempt tryConnect(String path) {
    return node.thread.call(
        () -> {
          try {
            return new Attempt.Accepted(accepted(path));
          } catch (ProblemException refused) {
            Problem why = refused.problem();
            return new Attempt.Refused(why.http(), why.word(), why.detail());
          }
        });
  }

  private TestClient accepted(String path) {
    int query = path.indexOf('?');
    RouteTable.Match<ConsumerRoute> match =
        routes.match(query < 0 ? path : path.substring(0, query));
    requireAccess(match.route().type());
    node.requireRoom();
    RequestScope scope = scope(match, query < 0 ? null : path.substring(query + 1));
    ReceivedMessages received = new ReceivedMessages(node.json);
    return new TestClient(node, name(path), received, link(match, scope, received));
  }

  private TestLink link(
      RouteTable.Match<ConsumerRoute> match, RequestScope scope, ReceivedMessages received) {
    ConsumerRoute route = match.route();
    if (bare) {
      return new BareLink(
          node,
          received,
          subprotocols,
          node.sessions.bare(route, scope, Transport.WEBSOCKET, contexts()));
    }
    SessionOwner owner = new SessionOwner(user, null);
    return new TestSession(
        node,
        () ->
            new SessionCall(
                route,
                match.parameters(),
                owner,
                new Whose(user == null ? "address:127.0.0.1" : "user:" + user, user == null),
                held(route.type()),
                node.expiry(user)),
        received,
        node.sessions.socket(route, scope, owner, contexts()));
  }

  /** Returns the caller's roles of those that a consumer asks for. */
  private Set<String> held(ConsumerType type) {
    Set<String> held = node.roles(type);
    held.retainAll(roles);
    return held;
  }

  /** There are none, but the callbacks are counted. */
  private Surroundings contexts() {
    return step -> {
      node.thread.countCallback();
      step.run();
    };
  }

  private String name(String path) {
    return (user == null ? "a guest" : user) + " at " + path;
  }

  /** Decides as the filter of a server does. */
  private void requireAccess(ConsumerType type) {
    Decision decision = type.access().decide(user != null, roles::contains);
    if (decision == Decision.UNAUTHENTICATED) {
      throw new Problem(Status.UNAUTHENTICATED, "log in to this application first").thrown();
    }
    if (decision == Decision.REFUSED) {
      throw new Problem(Status.REFUSED, "you are not among those who may connect here").thrown();
    }
  }

  private RequestScope scope(RouteTable.Match<ConsumerRoute> match, @Nullable String query) {
    ConsumerType type = match.route().type();
    List<String> sent = new ArrayList<>(headers);
    if (!cookies.isEmpty()) {
      sent.add("Cookie");
      sent.add(String.join("; ", cookies));
    }
    RequestScope.Facts facts =
        new RequestScope.Facts(
            match.parameters(),
            query,
            sent,
            subprotocols,
            user == null ? null : new User(user),
            node.roles(type),
            held(type),
            locale(),
            address,
            null);
    return new RequestScope(facts, session(), node.expiry(user));
  }

  /** Returns an HTTP session that has attributes, and is told of nothing. */
  private CurrentHttpSession session() {
    Map<String, Object> known = Map.copyOf(attributes);
    return new CurrentHttpSession() {
      @Override
      public @Nullable String id() {
        return null;
      }

      @Override
      public @Nullable Object attribute(String name) {
        return known.get(name);
      }
    };
  }

  /** Returns the language that the header {@code Accept-Language} names first. */
  private Locale locale() {
    for (int i = 0; i < headers.size(); i += 2) {
      if (headers.get(i).equalsIgnoreCase("Accept-Language")) {
        return Locale.forLanguageTag(
            Locale.LanguageRange.parse(headers.get(i + 1)).get(0).getRange());
      }
    }
    return Locale.getDefault();
  }
}

package org.fanfare.consumer.run;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.fanfare.connection.Ended;
import org.fanfare.connection.Transport;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.LayerSender;
import org.fanfare.consumer.Refused;
import org.fanfare.consumer.Scope;
import org.fanfare.consumer.Ticking;
import org.fanfare.layer.Receipt;
import org.fanfare.layer.Start;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * The connection that a consumer is given. Each of its parts has one job: this class checks what
 * the application asks for, and hands it to the part. Safe for use by any thread.
 */
final class ConsumerConnection implements Connection {
  private static final int CLOSE_REASON_BYTES = 123;

  private final Services services;
  private final ConsumerRoute route;
  private final RequestScope scope;
  private final Callbacks callbacks;
  private final Link link;
  private final GroupLinks groups;
  private final Letterbox letterbox;
  private final ConnectionTimers timers;
  private final Problems problems;
  private volatile boolean connecting = true;

  /**
   * A connection whose client is not accepted yet.
   *
   * @param handler is called for each event, one at a time
   */
  ConsumerConnection(
      Services services,
      ConsumerRoute route,
      RequestScope scope,
      Link.Maker linked,
      Handling handler) {
    this.services = services;
    this.route = route;
    this.scope = scope;
    this.callbacks = new Callbacks(services.threads(), event -> handler.handle(this, event));
    this.link = linked.make(callbacks, this::ended);
    this.groups =
        new GroupLinks(services.subscriptions(), services.connections().shard(), callbacks);
    this.letterbox = new Letterbox(services.layer(), callbacks, groups);
    this.timers = new ConnectionTimers(services.schedule(), callbacks);
    this.problems = new Problems(services.ticker());
  }

  /** Handles what happens to a connection, on the thread of a callback. */
  @FunctionalInterface
  interface Handling {
    /** Handles one event; must not throw. */
    void handle(ConsumerConnection connection, Event event);
  }

  ConsumerRoute route() {
    return route;
  }

  Callbacks callbacks() {
    return callbacks;
  }

  Link link() {
    return link;
  }

  GroupLinks groups() {
    return groups;
  }

  Letterbox letterbox() {
    return letterbox;
  }

  Problems problems() {
    return problems;
  }

  /** Returns its scope, as what it is here. */
  RequestScope request() {
    return scope;
  }

  /** The client of its session has made a request. */
  void renew(SessionCall call) {
    scope.renew(call.roles());
    services.logins().renew(this, call.expires());
  }

  /** The callback {@code connect} has returned, or has thrown. */
  void connected() {
    connecting = false;
    scope.connected();
  }

  /** The consumer is about to be asked; a login that ends meanwhile ends this connection, too. */
  void begin() {
    services.logins().add(this, scope.user().orElse(null), scope.login(), scope.expires());
  }

  /** The consumer has accepted the client. */
  void accepted() {
    connected();
    route.statistics().accepted(this);
  }

  private void ended(Ended why) {
    services.logins().remove(this);
    timers.end();
    groups.end();
    letterbox.end();
    callbacks.end(why, isOfTheClient(why));
    route.statistics().ended(this, why);
  }

  /** Lets go of what a connection that is refused has; nothing is called any more. */
  void refused() {
    connected();
    link.end(Ended.GONE); // whoever has kept the connection sends nothing, and finds it closed
    services.logins().remove(this);
    timers.end();
    groups.end();
    letterbox.end();
  }

  /** What a client has sent before it left is handled. */
  private static boolean isOfTheClient(Ended why) {
    return switch (why.status()) {
      case GONE, HEARTBEAT, LEFT -> true;
      default -> false;
    };
  }

  @Override
  public Scope scope() {
    return scope;
  }

  @Override
  public ChannelName channel() {
    return letterbox.name();
  }

  @Override
  public Transport transport() {
    return link.transport();
  }

  @Override
  public boolean isOpen() {
    return link.isOpen();
  }

  @Override
  public void accept(String subprotocol) {
    requireConnecting("a subprotocol is chosen");
    if (!scope.subprotocols().contains(subprotocol)) {
      throw new IllegalArgumentException(
          "the client did not offer the subprotocol \"%s\", but %s"
              .formatted(subprotocol, scope.subprotocols()));
    }
    if (!route.type().subprotocols().contains(subprotocol)) {
      throw new IllegalArgumentException(
          "the route does not list the subprotocol \"%s\": add it to the subprotocols of @Route"
              .formatted(subprotocol));
    }
    scope.choose(subprotocol);
  }

  @Override
  public Refused refuse(int status, String code, String detail) {
    requireConnecting("a connection is refused");
    return new Refused(status, code, detail);
  }

  private void requireConnecting(String what) {
    if (!connecting) {
      throw new IllegalStateException(what + " in connect only: later, close it");
    }
  }

  @Override
  public boolean send(String text) {
    return send(Message.text(text));
  }

  @Override
  public boolean send(byte[] bytes) {
    return send(Message.bytes(MediaType.BYTES, bytes));
  }

  @Override
  public boolean send(String type, @Nullable Object body) {
    return send(services.json().message(type, body));
  }

  @Override
  public boolean sendJson(Object body) {
    return send(services.json().json(body));
  }

  private boolean send(Message message) {
    LayerSender.requireSize(message, services.settings().maxMessage());
    return link.send(message);
  }

  @Override
  public void close() {
    end(Ended.BYE);
  }

  @Override
  public void close(int code, String reason) {
    if (code != 1000 && (code < 3000 || code > 4999)) {
      throw new IllegalArgumentException(
          "a close code is 1000, or from 3000 to 4999 (RFC 6455, section 7.4.2), not " + code);
    }
    if (reason.getBytes(StandardCharsets.UTF_8).length > CLOSE_REASON_BYTES) {
      throw new IllegalArgumentException(
          "a close reason has at most 123 bytes of UTF-8 (RFC 6455, section 5.5)");
    }
    end(Ended.byApplication(code, reason));
  }

  @Override
  public void end(Ended why) {
    link.end(why);
  }

  @Override
  public void relay(GroupName group, Start from) {
    groups.relay(group, from);
  }

  @Override
  public void join(GroupName group, Start from) {
    groups.join(group, from);
  }

  @Override
  public void leave(GroupName group) {
    groups.leave(group);
  }

  @Override
  public Receipt publish(GroupName group, Message message) {
    return services.sender().publish(group, message);
  }

  @Override
  public Receipt publish(GroupName group, String type, @Nullable Object body) {
    return services.sender().publish(group, type, body);
  }

  @Override
  public boolean sendTo(ChannelName to, String type, @Nullable Object body) {
    return services.sender().send(to, type, body);
  }

  @Override
  public Ticking after(Duration delay, Runnable then) {
    return timers.after(delay, then);
  }

  @Override
  public Ticking every(Duration period, Runnable then) {
    return timers.every(period, then);
  }

  @Override
  public void execute(Runnable now) {
    if (!callbacks.offer(new Event.Task(Callback.EXECUTE, now))) {
      end(Ended.SLOW);
    }
  }
}

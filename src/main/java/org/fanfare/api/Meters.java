package org.fanfare.api;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.function.ToDoubleFunction;
import org.fanfare.connection.Pool;
import org.fanfare.connection.Transport;
import org.fanfare.encoding.WireFormat;
import org.fanfare.layer.LayerMeter;
import org.fanfare.layer.LayerState;
import org.fanfare.security.CookieLogins;
import org.fanfare.security.Tickets;
import org.fanfare.status.Status;

/**
 * The numbers of a node as meters, each with a description, which the documentation repeats.
 *
 * <p>A bound is called limit, because in Prometheus {@code total} denotes a counter, and {@code
 * max} a highest value. Used once, at the start; the meters are read by any thread.
 */
final class Meters {
  private final MeterRegistry registry;
  private final NodeState state;

  Meters(MeterRegistry registry, NodeState state) {
    this.registry = registry;
    this.state = state;
  }

  void register() {
    for (Transport transport : Transport.values()) {
      Gauge.builder("fanfare.connections", state, s -> s.connections().count(transport))
          .description("Connections at the moment, waiting polls included")
          .tag("transport", transport.word())
          .register(registry);
    }
    gauge(
        "connections.limit",
        "The most connections there may be (connections.max)",
        s -> s.connections().settings().max());
    gauge(
        "publishing",
        "Bodies that are being read at the moment",
        s -> s.bodies().published().getAsInt());
    gauge(
        "bodies.refused",
        "Bodies that were refused and are being read to be thrown away",
        s -> s.bodies().refused().getAsInt());
    counter(
        "paced",
        "Lines that waited for their turn (per-caller.publishes)",
        s -> s.bodies().paced().getAsLong());
    gauge(
        "begun.bytes",
        "Bytes held of messages and bodies that are not whole yet",
        s -> s.begun().used().getAsLong());
    gauge(
        "begun.limit.bytes",
        "The most bytes held of them (message.begun-total)",
        s -> s.begun().total());
    gauge("workers", "Threads that write to clients", s -> s.workers().count().getAsInt());
    gauge(
        "workers.limit",
        "The most of them while clients hold some up (workers-most)",
        s -> s.workers().most());
    gauge(
        "layer.up",
        "Whether all of the channel layer works: 1 if it does, else 0",
        s -> s.layerState().kind() == LayerState.Kind.UP ? 1 : 0);
    gauge("idempotency.keys", "Idempotency keys that are remembered", s -> s.held().keys());
    gauge("tickets", "Tickets that wait for their use", s -> s.tickets().waiting());
    gauge("tickets.limit", "The most tickets that may wait", s -> Tickets.MOST);
    gauge("logins", "Logins for which browsers have cookies", s -> s.logins().count());
    gauge("logins.limit", "The most logins there may be", s -> CookieLogins.MOST);
    gauge("groups", "Groups that live at the moment", s -> s.held().groups());
    gauge("readers", "Readers of groups at the moment", s -> s.held().readers());
    gauge("mailboxes", "Channels of connections at the moment", s -> s.held().mailboxes());
    logs();
    callers();
    pending();
    state.layerMeters().forEach(this::ofLayer);
    counter("published", "Publications that were accepted", s -> s.held().published());
    counter("delivered", "Publications that were delivered", s -> s.connections().delivered());
    counter("gaps", "Gaps that readers were told", s -> s.connections().gaps());
    for (WireFormat<?, ?> format : state.formats()) {
      FunctionCounter.builder("fanfare.encodings", format, WireFormat::encodings)
          .description("Publications that were encoded")
          .tag("format", format.name())
          .register(registry);
    }
    for (Status code : Status.values()) {
      if (!code.isProblem()) {
        continue;
      }
      FunctionCounter.builder("fanfare.refusals", state, s -> s.refusals().of(code))
          .description("Requests and frames that were refused")
          .tag("code", code.word())
          .register(registry);
    }
  }

  private void logs() {
    gauge(
        "log.publications",
        "Publications in the logs of all groups",
        s -> s.held().logPublications());
    gauge(
        "log.bytes",
        "Bytes in the logs of all groups, encoded forms included",
        s -> s.held().logBytes());
    gauge(
        "log.limit.bytes",
        "The most bytes in all logs together (log.total)",
        s -> s.held().logTotal());
  }

  private void callers() {
    gauge(
        "callers",
        "Callers that have something of what all share",
        s -> s.connections().callers().count());
    for (Pool pool : Pool.values()) {
      Gauge.builder("fanfare.strangers", state, s -> s.connections().callers().ofStrangersNow(pool))
          .description("What all addresses together have of what all share")
          .tag("of", pool.word())
          .register(registry);
      Gauge.builder(
              "fanfare.strangers.limit",
              state,
              s -> s.connections().callers().boundsOf(pool).strangers())
          .description("The most of it that they may have together (per-caller)")
          .tag("of", pool.word())
          .register(registry);
    }
  }

  private void pending() {
    gauge(
        "pending.bytes",
        "Bytes given to the server that clients have not confirmed",
        s -> s.connections().pending());
    gauge(
        "pending.limit.bytes",
        "The most of them for all connections together (connections.pending-total)",
        s -> s.connections().settings().pending().total());
    gauge(
        "replies.bytes",
        "Bytes of the replies that wait until WebSockets are read",
        s -> s.connections().replyBytes());
    gauge(
        "requests.bytes",
        "Bytes of the requests in frames that are not answered yet",
        s -> s.connections().requestBytes());
    gauge(
        "requests.limit.bytes",
        "The most of them for all WebSockets together (connections.request-total)",
        s -> s.connections().settings().sockets().requestTotal());
    counter(
        "pending.waited",
        "Times that a connection began to wait for a confirmation",
        s -> s.connections().waited());
  }

  /** Registers a meter that this kind of layer has of its own. */
  private void ofLayer(LayerMeter meter) {
    Tags tags =
        Tags.of(
            meter.tags().entrySet().stream()
                .map(tag -> Tag.of(tag.getKey(), tag.getValue()))
                .toList());
    String name = "fanfare." + meter.name();
    switch (meter.kind()) {
      case GAUGE ->
          Gauge.builder(name, state, s -> meter.value().getAsDouble())
              .description(meter.description())
              .tags(tags)
              .register(registry);
      case COUNTER ->
          FunctionCounter.builder(name, state, s -> meter.value().getAsDouble())
              .description(meter.description())
              .tags(tags)
              .register(registry);
    }
  }

  private void gauge(String name, String is, ToDoubleFunction<NodeState> value) {
    Gauge.builder("fanfare." + name, state, value).description(is).register(registry);
  }

  private void counter(String name, String is, ToDoubleFunction<NodeState> value) {
    FunctionCounter.builder("fanfare." + name, state, value).description(is).register(registry);
  }
}

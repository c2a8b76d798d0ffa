package org.fanfare.api;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.fanfare.connection.Connections;
import org.fanfare.connection.Transport;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.LayerStatistics;
import org.fanfare.log.WireFormat;

/** The numbers of a node, as JSON and as meters. Safe for use by any thread. */
public final class NodeState {
  private final ChannelLayer layer;
  private final Connections connections;
  private final IntSupplier publishing;
  private final IntSupplier keys;
  private final Begun begun;
  private final List<WireFormat<?, ?>> formats;
  private volatile LayerStatistics held; // as the meters show it

  /**
   * What is held of messages that have begun and are not whole.
   *
   * @param used how many bytes it is
   * @param total how many it may be
   */
  public record Begun(LongSupplier used, long total) {}

  /**
   * @param publishing the number of bodies that are read
   * @param keys the number of idempotency keys remembered
   * @param begun what is held of messages that are not whole
   * @param formats the wire formats of publications
   */
  public NodeState(
      ChannelLayer layer,
      Connections connections,
      IntSupplier publishing,
      IntSupplier keys,
      Begun begun,
      List<WireFormat<?, ?>> formats) {
    this.layer = layer;
    this.connections = connections;
    this.publishing = publishing;
    this.keys = keys;
    this.begun = begun;
    this.formats = List.copyOf(formats);
    this.held = layer.statistics();
  }

  /** The numbers at this moment. */
  JsonObject json() {
    LayerStatistics now = layer.statistics();
    JsonObjectBuilder byTransport = Json.createObjectBuilder();
    for (Transport transport : Transport.values()) {
      byTransport.add(transport.word(), connections.count(transport));
    }
    JsonObjectBuilder encodings = Json.createObjectBuilder();
    formats.forEach(f -> encodings.add(f.name(), f.encodings()));
    return Json.createObjectBuilder()
        .add("connections", byTransport)
        .add("connectionsMax", connections.settings().max())
        .add("publishing", publishing.getAsInt())
        .add(
            "begun",
            Json.createObjectBuilder()
                .add("bytes", begun.used().getAsLong())
                .add("total", begun.total()))
        .add("readers", now.readers())
        .add("groups", now.groups())
        .add("mailboxes", now.mailboxes())
        .add(
            "log",
            Json.createObjectBuilder()
                .add("publications", now.logPublications())
                .add("bytes", now.logBytes())
                .add("total", now.logTotal()))
        .add(
            "pending",
            Json.createObjectBuilder()
                .add("bytes", connections.pending())
                .add("total", connections.settings().pending().total())
                .add("waited", connections.waited()))
        .add("idempotencyKeys", keys.getAsInt())
        .add("published", now.published())
        .add("delivered", connections.delivered())
        .add("gaps", connections.gaps())
        .add("encodings", encodings)
        .build();
  }

  /**
   * The meters as Prometheus reads them. The layer is looked at once for all of them, since each
   * look goes through all groups.
   */
  String scrape(PrometheusMeterRegistry registry) {
    held = layer.statistics();
    return registry.scrape();
  }

  /** Registers the same numbers as meters, those of the layer as of the last {@link #scrape}. */
  public void bindTo(MeterRegistry registry) {
    for (Transport transport : Transport.values()) {
      Gauge.builder("fanfare.connections", connections, c -> c.count(transport))
          .tag("transport", transport.word())
          .register(registry);
    }
    gauge(registry, "fanfare.connections.max", s -> s.connections.settings().max());
    gauge(registry, "fanfare.publishing", s -> s.publishing.getAsInt());
    gauge(registry, "fanfare.begun.bytes", s -> s.begun.used().getAsLong());
    gauge(registry, "fanfare.begun.total.bytes", s -> s.begun.total());
    gauge(registry, "fanfare.idempotency.keys", s -> s.keys.getAsInt());
    gauge(registry, "fanfare.groups", s -> s.held.groups());
    gauge(registry, "fanfare.readers", s -> s.held.readers());
    gauge(registry, "fanfare.mailboxes", s -> s.held.mailboxes());
    gauge(registry, "fanfare.log.publications", s -> s.held.logPublications());
    gauge(registry, "fanfare.log.bytes", s -> s.held.logBytes());
    gauge(registry, "fanfare.log.total.bytes", s -> s.held.logTotal());
    gauge(registry, "fanfare.pending.bytes", s -> s.connections.pending());
    gauge(registry, "fanfare.pending.total.bytes", s -> s.connections.settings().pending().total());
    counter(registry, "fanfare.pending.waited", s -> s.connections.waited());
    counter(registry, "fanfare.published", s -> s.held.published());
    counter(registry, "fanfare.delivered", s -> s.connections.delivered());
    counter(registry, "fanfare.gaps", s -> s.connections.gaps());
    for (WireFormat<?, ?> format : formats) {
      FunctionCounter.builder("fanfare.encodings", format, WireFormat::encodings)
          .tag("format", format.name())
          .register(registry);
    }
  }

  private void gauge(MeterRegistry registry, String name, ToDoubleFunction<NodeState> value) {
    Gauge.builder(name, this, value).register(registry);
  }

  private void counter(MeterRegistry registry, String name, ToDoubleFunction<NodeState> value) {
    FunctionCounter.builder(name, this, value).register(registry);
  }
}

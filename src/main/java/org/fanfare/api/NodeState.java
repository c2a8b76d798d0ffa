package org.fanfare.api;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.fanfare.connection.CallerShares;
import org.fanfare.connection.Connections;
import org.fanfare.connection.Pool;
import org.fanfare.connection.Transport;
import org.fanfare.encoding.WireFormat;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.LayerMeter;
import org.fanfare.layer.LayerState;
import org.fanfare.layer.LayerStatistics;
import org.fanfare.layer.NodeLayer;
import org.fanfare.security.CookieLogins;
import org.fanfare.security.Tickets;
import org.fanfare.status.Problem;
import org.fanfare.status.Refusals;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/** The numbers of a node, as JSON and as meters. Safe for use by any thread. */
public final class NodeState {
  private final NodeLayer node;
  private final ChannelLayer layer;
  private final Connections connections;
  private final Bodies bodies;
  private final Begun begun;
  private final Workers workers;
  private final Tickets tickets;
  private final CookieLogins logins;
  private final Refusals refusals;
  private final ConsumerFigures consumers;
  private final List<WireFormat<?, ?>> formats;

  // For the meters, as of the last scrape.
  private volatile LayerStatistics held;
  private volatile Map<String, RouteFigures> routes;

  /**
   * The request bodies that are currently read.
   *
   * @param published the number of those that are to be published
   * @param refused the number of those that were refused, and are read and discarded
   * @param paced the number of lines that waited for their turn since the start
   */
  public record Bodies(IntSupplier published, IntSupplier refused, LongSupplier paced) {}

  /**
   * The memory for incomplete incoming messages.
   *
   * @param used the bytes in use
   * @param total the maximum, in bytes
   */
  public record Begun(LongSupplier used, long total) {}

  /**
   * The threads that write to clients.
   *
   * @param count the number of threads
   * @param most their maximum number
   */
  public record Workers(IntSupplier count, int most) {}

  /**
   * Creates the state of a node.
   *
   * @param tickets the tickets that wait for their use
   * @param logins the logins for which browsers have cookies
   * @param consumers the figures of the application's consumers
   * @param formats the wire formats of publications, whose encodings are counted
   */
  public NodeState(
      NodeLayer node,
      Connections connections,
      Bodies bodies,
      Begun begun,
      Workers workers,
      Tickets tickets,
      CookieLogins logins,
      Refusals refusals,
      ConsumerFigures consumers,
      List<WireFormat<?, ?>> formats) {
    this.node = node;
    this.layer = node.layer();
    this.connections = connections;
    this.bodies = bodies;
    this.begun = begun;
    this.workers = workers;
    this.tickets = tickets;
    this.logins = logins;
    this.refusals = refusals;
    this.consumers = consumers;
    this.formats = List.copyOf(formats);
    this.held = layer.statistics();
    this.routes = consumers.ofRoutes();
  }

  /** Returns the current numbers. */
  public JsonObject json() {
    LayerStatistics now = layer.statistics();
    JsonObjectBuilder byTransport = Json.createObjectBuilder();
    for (Transport transport : Transport.values()) {
      byTransport.add(transport.word(), connections.count(transport));
    }
    JsonObjectBuilder encodings = Json.createObjectBuilder();
    formats.forEach(f -> encodings.add(f.name(), f.encodings()));
    JsonObjectBuilder refused = Json.createObjectBuilder();
    for (Status code : Status.values()) {
      long count = refusals.of(code);
      if (count > 0) {
        refused.add(code.word(), count);
      }
    }
    return Json.createObjectBuilder()
        .add("connections", byTransport)
        .add("connectionsMax", connections.settings().max())
        .add("publishing", bodies.published().getAsInt())
        .add("bodiesRefused", bodies.refused().getAsInt())
        .add("paced", bodies.paced().getAsLong())
        .add(
            "begun",
            Json.createObjectBuilder()
                .add("bytes", begun.used().getAsLong())
                .add("total", begun.total()))
        .add(
            "workers",
            Json.createObjectBuilder()
                .add("count", workers.count().getAsInt())
                .add("total", workers.most()))
        .add("callers", ofCallers(connections.callers()))
        .add("layer", json(node.name(), node.state()))
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
        .add("replies", Json.createObjectBuilder().add("bytes", connections.replyBytes()))
        .add(
            "requests",
            Json.createObjectBuilder()
                .add("bytes", connections.requestBytes())
                .add("total", connections.settings().sockets().requestTotal()))
        .add("idempotencyKeys", now.keys())
        .add(
            "tickets",
            Json.createObjectBuilder().add("waiting", tickets.waiting()).add("total", Tickets.MOST))
        .add(
            "logins",
            Json.createObjectBuilder().add("count", logins.count()).add("total", CookieLogins.MOST))
        .add("published", now.published())
        .add("delivered", connections.delivered())
        .add("gaps", connections.gaps())
        .add("encodings", encodings)
        .add("refusals", refused)
        .add(
            "consumers",
            Json.createObjectBuilder()
                .add("sessions", consumers.sessions().getAsInt())
                .add("running", consumers.running().getAsInt())
                .add("waiting", consumers.waiting().getAsInt()))
        .add("routes", ofRoutes(consumers.ofRoutes()))
        .build();
  }

  private static JsonObjectBuilder ofCallers(CallerShares callers) {
    JsonObjectBuilder strangers = Json.createObjectBuilder();
    for (Pool pool : Pool.values()) {
      strangers.add(pool.word(), callers.ofStrangersNow(pool));
    }
    return Json.createObjectBuilder().add("count", callers.count()).add("strangers", strangers);
  }

  private static JsonObjectBuilder ofRoutes(Map<String, RouteFigures> figures) {
    JsonObjectBuilder routes = Json.createObjectBuilder();
    figures.forEach((path, route) -> routes.add(path, json(route)));
    return routes;
  }

  private static JsonObjectBuilder json(RouteFigures route) {
    JsonObjectBuilder times = Json.createObjectBuilder();
    route
        .callbacks()
        .forEach(
            (callback, of) ->
                times.add(
                    callback,
                    Json.createObjectBuilder()
                        .add("count", of.count())
                        .add("seconds", of.seconds())));
    return Json.createObjectBuilder()
        .add("open", route.now().open())
        .add("inbox", route.now().inbox())
        .add("outgoing", route.now().outgoing())
        .add("paused", route.now().paused())
        .add("waiting", route.now().uncarried())
        .add("opened", route.events().opened())
        .add("resumed", route.events().resumed())
        .add("expired", route.events().expired())
        .add("callbacks", route.called())
        .add("seconds", route.seconds())
        .add("times", times)
        .add("failures", route.events().failures())
        .add("problems", route.events().problems())
        .add("slow", route.events().slow())
        .add("ends", json(route.ends()))
        .add("refusals", json(route.refusals()));
  }

  private static JsonObjectBuilder json(Map<String, Long> counts) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    new TreeMap<>(counts).forEach(json::add);
    return json;
  }

  private static JsonObjectBuilder json(String name, LayerState state) {
    return Json.createObjectBuilder()
        .add("name", name)
        .add("kind", state.kind().word())
        .add("since", state.since().toString())
        .add("why", state.why());
  }

  /** Returns why new clients should be sent to another node at {@code now}; null if not. */
  public @Nullable Problem problem(Instant now) {
    return Health.problem(layerState(), connections.isStopping(), now);
  }

  /** Returns the current state of the layer. */
  public LayerState layerState() {
    return node.state();
  }

  /**
   * Returns the meters in the format of Prometheus. The statistics of the layer and those of routes
   * are computed once for all meters, because that visits all groups, and all connections of
   * consumers. Words of ends and refusals on routes that have occurred since the last scrape get
   * their meters.
   */
  String scrape(PrometheusMeterRegistry registry) {
    held = layer.statistics();
    routes = consumers.ofRoutes();
    new RouteMeters(registry, this).registerWords();
    return registry.scrape();
  }

  /**
   * Registers the same numbers as meters. Those of the layer and of routes are as of the last
   * {@link #scrape}.
   */
  public void bindTo(PrometheusMeterRegistry registry) {
    new Meters(registry, this).register();
    new RouteMeters(registry, this).register();
    registry.getPrometheusRegistry().register(new CallbackHistogram(this::routes));
  }

  /** Returns the meters that this kind of layer has of its own. */
  List<LayerMeter> layerMeters() {
    return node.meters();
  }

  /** Returns the layer's statistics as of the last {@link #scrape}. */
  LayerStatistics held() {
    return held;
  }

  /** Returns the figures of each route as of the last {@link #scrape}, by its path. */
  Map<String, RouteFigures> routes() {
    return routes;
  }

  /** Returns those of one route. */
  RouteFigures route(String path) {
    return Objects.requireNonNull(routes.get(path));
  }

  ConsumerFigures consumers() {
    return consumers;
  }

  Connections connections() {
    return connections;
  }

  Bodies bodies() {
    return bodies;
  }

  Begun begun() {
    return begun;
  }

  Workers workers() {
    return workers;
  }

  /**
   * Returns a delay in milliseconds after which a client that is refused temporarily should come
   * back.
   */
  public long retry() {
    return connections.retry();
  }

  Tickets tickets() {
    return tickets;
  }

  CookieLogins logins() {
    return logins;
  }

  Refusals refusals() {
    return refusals;
  }

  List<WireFormat<?, ?>> formats() {
    return formats;
  }
}

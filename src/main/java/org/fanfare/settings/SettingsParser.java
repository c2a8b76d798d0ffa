package org.fanfare.settings;

import static org.fanfare.settings.Size.GIB;
import static org.fanfare.settings.Size.KIB;
import static org.fanfare.settings.Size.MIB;
import static org.fanfare.settings.Size.TIB;

import com.typesafe.config.Config;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.fanfare.security.Access;
import org.fanfare.security.Hosts;
import org.fanfare.security.Keys;
import org.fanfare.security.Origins;
import org.fanfare.security.Rules;
import org.fanfare.security.TrustedProxies;

/** Creates {@link Settings} from the merged sources. Defines the ranges of all settings. */
final class SettingsParser {
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private static final String ADDRESS =
      "none or the address at which Fanfare is opened, such as http://localhost:8080/fanfare/";

  private final Section fanfare;

  SettingsParser(Section fanfare) {
    this.fanfare = fanfare;
  }

  Settings read(KnownNames ruleNames) {
    Settings.Times times = times();
    Config defaults = fanfare.config().getConfig("rule-defaults");
    Keys keys = new KeyParser(fanfare).read();
    Settings.Layer layer =
        fanfare.blaming(
            "layer", () -> Settings.Layer.parse(fanfare.text("layer", "memory or redis")));
    RuleParser rules = new RuleParser(ruleNames, defaults, times.heartbeat(), keys.names());
    Rules read = rules.read(fanfare);
    Settings.Limits limits = fanfare.blaming("log.total", this::limits);
    fanfare.blaming("log.total", () -> LogShares.require(read, rules.unmatched(), limits));
    return new Settings(
        times,
        limits,
        sockets(),
        new Settings.Mailbox(
            fanfare.integer("mailbox.count", 1, 1_000_000),
            fanfare.bytes("mailbox.bytes", KIB, GIB)),
        new Settings.Idempotency(
            fanfare.integer("idempotency.keys", 1, 10_000_000),
            fanfare.bytes("idempotency.bytes", KIB, 16 * GIB),
            fanfare.duration("idempotency.age", SHORT, DAY)),
        perCaller(),
        new Access(
            read,
            fanfare.madeOf("origins", list -> new Origins(Set.copyOf(list))),
            fanfare.madeOf("hosts", Hosts::new),
            fanfare.madeOf("trusted-proxies", TrustedProxies::new),
            keys),
        rules.unmatched(),
        fanfare.blaming("websocket", () -> Settings.WebSocket.parse(webSocket())),
        fanfare.flag("websocket-deflate"),
        fanfare.blaming(
            "poll", () -> Settings.Poll.parse(fanfare.text("poll", "resource or direct"))),
        consumers(),
        layer,
        new RedisParser(fanfare).read(layer == Settings.Layer.REDIS, times.heartbeat()),
        fanfare.integer("workers", 0, 64),
        fanfare.integer("workers-most", 1, 4096),
        new Settings.Demo(
            fanfare.flag("demo.applications"),
            fanfare.flag("demo.clock"),
            fanfare.duration("demo.interval", Duration.ofMillis(10), Duration.ofHours(1))),
        fanfare.blaming("address", () -> address(fanfare.text("address", ADDRESS))));
  }

  private Settings.PerCaller perCaller() {
    return new Settings.PerCaller(
        fanfare.integer("per-caller.connections", 1, 1_000_000),
        fanfare.integer("per-caller.sessions", 1, 1_000_000),
        fanfare.integer("per-caller.bodies", 1, 100_000),
        fanfare.bytes("per-caller.begun-bytes", KIB, TIB),
        fanfare.integer("per-caller.keys", 1, 10_000_000),
        fanfare.integer("per-caller.publishes", 1000, 10_000_000),
        fanfare.integer("per-caller.percent", 1, 100),
        fanfare.integer("per-caller.reserved-percent", 0, 90));
  }

  private Settings.Consumers consumers() {
    return new Settings.Consumers(
        fanfare.integer("consumers.threads", 1, 10_000),
        fanfare.duration("consumers.slow", SHORT, Duration.ofHours(1)),
        fanfare.duration("consumers.grace", Duration.ZERO, TEN_MINUTES),
        fanfare.blaming(
            "consumers.plain",
            () -> Settings.Consumers.passes(fanfare.text("consumers.plain", "refuse or pass"))));
  }

  private Settings.Sockets sockets() {
    return new Settings.Sockets(
        fanfare.duration("websocket-lifetime", SHORT, Duration.ofDays(30)),
        fanfare.integer("connections.replies", 1, 100_000),
        fanfare.bytes("connections.reply-bytes", KIB, GIB),
        fanfare.integer("connections.requests", 1, 1_000_000),
        fanfare.bytes("connections.request-bytes", KIB, GIB),
        fanfare.bytes("connections.request-total", 64 * KIB, TIB));
  }

  private static Optional<URI> address(String text) {
    if (text.equals("none")) {
      return Optional.empty();
    }
    URI address = URI.create(text);
    boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!http || address.getHost() == null) {
      throw new IllegalArgumentException("\"" + text + "\" is not such; right is " + ADDRESS);
    }
    return Optional.of(address);
  }

  private String webSocket() {
    return fanfare.text("websocket", "endpoint, direct or auto");
  }

  private Settings.Times times() {
    return new Settings.Times(
        fanfare.duration("heartbeat", SHORT, TEN_MINUTES),
        fanfare.duration("sse.lifetime", SHORT, DAY),
        fanfare.duration("sse.retry", Duration.ofMillis(1), TEN_MINUTES),
        fanfare.duration("stream.idle", SHORT, Duration.ofDays(7)),
        fanfare.duration("stream.idle-of-strangers", SHORT, Duration.ofDays(7)),
        fanfare.duration("publish.timeout", SHORT, Duration.ofHours(1)),
        fanfare.duration("stop.spread", Duration.ZERO, TEN_MINUTES));
  }

  private long pendingTotal() {
    long total = fanfare.bytes("connections.pending-total", MIB, TIB);
    long each = fanfare.bytes("connections.pending-bytes", 4 * KIB, 16 * MIB);
    if (total < each) {
      throw new IllegalArgumentException(
          "it is smaller than connections.pending-bytes, "
              + Amount.ofBytes(each)
              + "; right is at least that");
    }
    return total;
  }

  private Settings.Limits limits() {
    return new Settings.Limits(
        (int) fanfare.bytes("message.max-size", 1, 16 * MIB),
        fanfare.bytes("message.begun-total", 64 * KIB, TIB),
        (int) fanfare.bytes("write.max-size", KIB, 16 * MIB),
        fanfare.bytes("log.total", 64 * KIB, TIB),
        fanfare.integer("connections.max", 1, 1_000_000),
        fanfare.integer("connections.publishing", 1, 100_000),
        fanfare.integer("publish.least-rate", 0, 1_000_000),
        fanfare.bytes("connections.pending-bytes", 4 * KIB, 16 * MIB),
        fanfare.blaming("connections.pending-total", this::pendingTotal));
  }
}

package org.fanfare.settings;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.fanfare.log.GroupPolicy;
import org.fanfare.security.Access;
import org.fanfare.security.CheckGroups;
import org.fanfare.security.Rule;

/**
 * Everything that an operator can set, checked; what each setting means is told in {@code
 * reference.conf}.
 *
 * <p>Made by {@link SettingsLoader}. Immutable; safe for use by any thread.
 *
 * @param unmatched the bounds of groups that no rule matches: clients are refused there, code of
 *     the application is not
 * @param webSocket how WebSockets are carried
 * @param webSocketDeflate whether those that are carried by the upgrade are compressed for clients
 *     that offer it
 * @param poll how polls are carried
 * @param workers how many threads write, 0 for what {@link #workersOn} says
 * @param address where people open Fanfare, if the start is to say it
 */
public record Settings(
    Times times,
    Limits limits,
    Mailbox mailbox,
    Idempotency idempotency,
    Access access,
    GroupPolicy unmatched,
    WebSocket webSocket,
    boolean webSocketDeflate,
    Poll poll,
    int workers,
    Demo demo,
    Optional<URI> address) {
  private static final int MOST_WORKERS_UNASKED = 4;

  /** Returns how many threads write on a machine with this many processors. */
  public int workersOn(int processors) {
    return workers == 0 ? Math.min(MOST_WORKERS_UNASKED, processors) : workers;
  }

  /** Returns the rules of {@code groups}, in the order of the settings. */
  public List<Rule> groups() {
    return access.rules().inOrder().stream().filter(r -> !CheckGroups.isRule(r)).toList();
  }

  /** How WebSockets are carried. */
  public enum WebSocket {
    /** By the standard's endpoints: the server writes the frames. */
    ENDPOINT,
    /** By the Servlet standard's upgrade: the frames are written here, once for all connections. */
    DIRECT,
    /** In the way that was measured to be the faster one. */
    AUTO;

    static WebSocket parse(String text) {
      return switch (text) {
        case "endpoint" -> ENDPOINT;
        case "direct" -> DIRECT;
        case "auto" -> AUTO;
        default ->
            throw new IllegalArgumentException(
                "\""
                    + text
                    + "\" is no way to carry a WebSocket; right is endpoint, direct or auto");
      };
    }
  }

  /** How polls are carried. */
  public enum Poll {
    /** By a JAX-RS resource, in an application that has one mapped. */
    RESOURCE,
    /** By the filter. */
    DIRECT;

    static Poll parse(String text) {
      return switch (text) {
        case "resource" -> RESOURCE;
        case "direct" -> DIRECT;
        default ->
            throw new IllegalArgumentException(
                "\"" + text + "\" is no way to carry a poll; right is resource or direct");
      };
    }
  }

  /**
   * How long things take.
   *
   * @param heartbeat {@code heartbeat}
   * @param sseLifetime {@code sse.lifetime}
   * @param sseRetry {@code sse.retry}
   * @param streamIdle {@code stream.idle}
   * @param publishTimeout {@code publish.timeout}
   * @param stopSpread {@code stop.spread}
   */
  public record Times(
      Duration heartbeat,
      Duration sseLifetime,
      Duration sseRetry,
      Duration streamIdle,
      Duration publishTimeout,
      Duration stopSpread) {}

  /**
   * How much there may be.
   *
   * @param messageMaxSize {@code message.max-size}, bytes
   * @param begunTotal {@code message.begun-total}, bytes
   * @param writeMaxSize {@code write.max-size}, bytes
   * @param logTotal {@code log.total}, bytes
   * @param connections {@code connections.max}
   * @param publishing {@code connections.publishing}
   * @param pendingBytes {@code connections.pending-bytes}, bytes
   * @param pendingTotal {@code connections.pending-total}, bytes
   */
  public record Limits(
      int messageMaxSize,
      long begunTotal,
      int writeMaxSize,
      long logTotal,
      int connections,
      int publishing,
      long pendingBytes,
      long pendingTotal) {
    /** Throws {@link IllegalArgumentException} if the largest message could never be published. */
    public Limits {
      if (logTotal < messageMaxSize) {
        throw new IllegalArgumentException(
            "log.total ("
                + logTotal
                + " bytes) is smaller than message.max-size ("
                + messageMaxSize
                + " bytes), so that the largest message could never be published");
      }
    }
  }

  /**
   * What one connection's channel holds.
   *
   * @param count {@code mailbox.count}
   * @param bytes {@code mailbox.bytes}
   */
  public record Mailbox(int count, long bytes) {}

  /**
   * What is remembered of requests with an {@code Idempotency-Key}.
   *
   * @param keys {@code idempotency.keys}
   * @param bytes {@code idempotency.bytes}
   * @param age {@code idempotency.age}
   */
  public record Idempotency(int keys, long bytes, Duration age) {}

  /**
   * The demo.
   *
   * @param clock {@code demo.clock}
   * @param interval {@code demo.interval}
   */
  public record Demo(boolean clock, Duration interval) {}
}

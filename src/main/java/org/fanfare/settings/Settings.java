package org.fanfare.settings;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;
import org.fanfare.log.GroupPolicy;
import org.fanfare.security.Access;
import org.fanfare.security.CheckGroups;
import org.fanfare.security.OwnGroups;
import org.fanfare.security.Rule;

/**
 * All settings of a node, validated. {@code reference.conf} describes each setting.
 *
 * <p>Created by {@link SettingsLoader}. Immutable; safe for use by any thread.
 *
 * @param perCaller what one caller may have of what all share
 * @param unmatched the bounds of groups that no rule matches; they are closed to clients, but not
 *     to application code
 * @param webSocket the implementation of WebSockets
 * @param webSocketDeflate whether {@link WebSocket#DIRECT} compresses messages for clients that
 *     offer it
 * @param poll the implementation of long-polling
 * @param consumers what concerns consumers
 * @param layer the channel layer
 * @param redis what concerns {@link Layer#REDIS}
 * @param workers the number of threads that write, 0 to 64; 0 for the default of {@link #workersOn}
 * @param workersMost the maximum number of these threads, while clients hold some up
 * @param address the address at which people open Fanfare, logged at the start; empty to log none
 */
public record Settings(
    Times times,
    Limits limits,
    Sockets sockets,
    Mailbox mailbox,
    Idempotency idempotency,
    PerCaller perCaller,
    Access access,
    GroupPolicy unmatched,
    WebSocket webSocket,
    boolean webSocketDeflate,
    Poll poll,
    Consumers consumers,
    Layer layer,
    Redis redis,
    int workers,
    int workersMost,
    Demo demo,
    Optional<URI> address) {
  private static final int MOST_WORKERS_UNASKED = 4;

  /** Returns the number of threads that write on a machine with {@code processors} processors. */
  public int workersOn(int processors) {
    return workers == 0 ? Math.min(MOST_WORKERS_UNASKED, processors) : workers;
  }

  /** Returns the rules of {@code groups}, in the order of the settings. */
  public List<Rule> groups() {
    return access.rules().inOrder().stream()
        .filter(rule -> !CheckGroups.isRule(rule) && !OwnGroups.isRule(rule))
        .toList();
  }

  /** The implementations of WebSockets. */
  public enum WebSocket {
    /** Jakarta WebSocket endpoints: the server creates the frames. */
    ENDPOINT,
    /** The upgrade of Jakarta Servlet: Fanfare creates the frames, once for all connections. */
    DIRECT,
    /** {@link #DIRECT}, which is faster, except on a server where some clients cannot use it. */
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

  /** The implementations of long-polling. */
  public enum Poll {
    /** A JAX-RS resource, in an application that has mapped it. */
    RESOURCE,
    /** The servlet filter. */
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

  /** The channel layers. */
  public enum Layer {
    /** The memory of one node. */
    MEMORY,
    /** A Redis that several nodes share. */
    REDIS;

    static Layer parse(String text) {
      return switch (text) {
        case "memory" -> MEMORY;
        case "redis" -> REDIS;
        default ->
            throw new IllegalArgumentException(
                "\"" + text + "\" is no channel layer; right is memory or redis");
      };
    }
  }

  /**
   * What concerns the layer {@code redis}.
   *
   * @param servers {@code redis.servers}: one address, or with {@code sentinel} those of sentinels;
   *     their scheme is {@code redis}, or {@code rediss} for TLS, and they have a host
   * @param sentinel what sentinels are asked for; empty if the server is the master
   * @param authorities the certificates in the file {@code redis.tls.authorities}; empty for those
   *     that Java trusts
   * @param login {@code redis.user} and {@code redis.password}
   * @param encryptionKeys {@code redis.encryption-keys}: the first encrypts, all decrypt
   * @param prefix {@code redis.prefix}: the beginning of all names in Redis
   * @param timeout {@code redis.timeout}: how long a request waits for its answer
   * @param linger {@code redis.linger}: how long a group that nobody reads is followed
   * @param check {@code redis.check}: how often the position of a quiet group is compared
   */
  public record Redis(
      List<URI> servers,
      Optional<Sentinel> sentinel,
      List<X509Certificate> authorities,
      Login login,
      List<SecretKey> encryptionKeys,
      String prefix,
      Duration timeout,
      Duration linger,
      Duration check) {
    /** {@inheritDoc} Without anything secret. */
    @Override
    public String toString() {
      return "Redis[servers=%s, sentinel=%s, login=%s, prefix=%s]"
          .formatted(servers, sentinel, login, prefix);
    }
  }

  /**
   * What sentinels are asked for.
   *
   * @param master {@code redis.sentinel.master}: the name that they have for the master
   * @param login {@code redis.sentinel.user} and {@code redis.sentinel.password}
   */
  public record Sentinel(String master, Login login) {}

  /**
   * Who logs in to a server.
   *
   * @param user the user; empty for the default user
   * @param password the password; empty for none
   */
  public record Login(String user, String password) {
    /** {@inheritDoc} Without the password. */
    @Override
    public String toString() {
      return "Login[user=%s]".formatted(user);
    }
  }

  /**
   * What concerns consumers.
   *
   * @param threads {@code consumers.threads}: the maximum number of callbacks that run at one time
   * @param slow {@code consumers.slow}: the time after which a callback is logged
   * @param grace {@code consumers.grace}: the time that a session lives without a connection
   * @param passesPlain {@code consumers.plain}: whether plain requests on routes are passed on to
   *     the rest of the application, unless the route says otherwise
   */
  public record Consumers(int threads, Duration slow, Duration grace, boolean passesPlain) {
    static boolean passes(String text) {
      return switch (text) {
        case "pass" -> true;
        case "refuse" -> false;
        default ->
            throw new IllegalArgumentException(
                "\"" + text + "\" is no way to answer a plain request; right is refuse or pass");
      };
    }
  }

  /**
   * The durations among the settings.
   *
   * @param heartbeat {@code heartbeat}: the interval of heartbeats, and the longest wait of a poll
   * @param sseLifetime {@code sse.lifetime}: the time after which an event stream is ended
   * @param sseRetry {@code sse.retry}: the delay before a client reopens an event stream
   * @param streamIdle {@code stream.idle}: the longest silence between two lines of a published
   *     stream
   * @param strangerIdle {@code stream.idle-of-strangers}: the same for callers of whom only an
   *     address is known
   * @param publishTimeout {@code publish.timeout}: the time within which a message must arrive once
   *     it has begun
   * @param stopSpread {@code stop.spread}: the period over which clients reconnect after a stop
   */
  public record Times(
      Duration heartbeat,
      Duration sseLifetime,
      Duration sseRetry,
      Duration streamIdle,
      Duration strangerIdle,
      Duration publishTimeout,
      Duration stopSpread) {}

  /**
   * The limits among the settings; sizes are in bytes.
   *
   * @param messageMaxSize {@code message.max-size}: the maximum size of a message
   * @param begunTotal {@code message.begun-total}: the maximum total of incomplete incoming
   *     messages
   * @param writeMaxSize {@code write.max-size}: the maximum size of one write, unless a single
   *     message is larger
   * @param logTotal {@code log.total}: the maximum total of all logs
   * @param connections {@code connections.max}: the maximum number of connections
   * @param publishing {@code connections.publishing}: the maximum number of requests whose body is
   *     being read
   * @param leastRate {@code publish.least-rate}: the least bytes a second of a plain body; 0 for
   *     none
   * @param pendingBytes {@code connections.pending-bytes}: the maximum of unconfirmed bytes of one
   *     WebSocket
   * @param pendingTotal {@code connections.pending-total}: the maximum of unconfirmed bytes of all
   *     connections
   */
  public record Limits(
      int messageMaxSize,
      long begunTotal,
      int writeMaxSize,
      long logTotal,
      int connections,
      int publishing,
      int leastRate,
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
   * The bounds of each WebSocket; sizes are in bytes.
   *
   * @param lifetime {@code websocket-lifetime}: the time after which a WebSocket of a known caller
   *     is closed
   * @param replies {@code connections.replies}: the maximum number of replies that wait
   * @param replyBytes {@code connections.reply-bytes}: the maximum memory of these replies
   * @param requests {@code connections.requests}: the maximum number of unanswered requests
   * @param requestBytes {@code connections.request-bytes}: the maximum memory of these requests
   * @param requestTotal {@code connections.request-total}: the maximum memory of the requests of
   *     all WebSockets
   */
  public record Sockets(
      Duration lifetime,
      int replies,
      long replyBytes,
      int requests,
      long requestBytes,
      long requestTotal) {}

  /**
   * The bounds of one connection's mailbox.
   *
   * @param count {@code mailbox.count}: the maximum number of messages
   * @param bytes {@code mailbox.bytes}: the maximum total size of messages, in bytes
   */
  public record Mailbox(int count, long bytes) {}

  /**
   * The bounds of remembered {@code Idempotency-Key}s.
   *
   * @param keys {@code idempotency.keys}: the maximum number of keys
   * @param bytes {@code idempotency.bytes}: the maximum memory of keys, in bytes
   * @param age {@code idempotency.age}: how long a key is remembered
   */
  public record Idempotency(int keys, long bytes, Duration age) {}

  /**
   * What one caller may have of what all share: a user, the holder of a key, or an address.
   *
   * @param connections {@code per-caller.connections}: the maximum number of connections
   * @param sessions {@code per-caller.sessions}: the maximum number of sessions of consumers
   * @param bodies {@code per-caller.bodies}: the maximum number of bodies that are being read
   * @param begunBytes {@code per-caller.begun-bytes}: the maximum total of incomplete incoming
   *     messages, in bytes
   * @param keys {@code per-caller.keys}: the maximum number of idempotency keys that are
   *     remembered, without those of lines
   * @param publishes {@code per-caller.publishes}: the publishes a second
   * @param percent {@code per-caller.percent}: the maximum of anything, as a percentage of what all
   *     share
   * @param reservedPercent {@code per-caller.reserved-percent}: the percentage of what all share
   *     that addresses leave to users and holders of keys
   */
  public record PerCaller(
      int connections,
      int sessions,
      int bodies,
      long begunBytes,
      int keys,
      int publishes,
      int percent,
      int reservedPercent) {
    /**
     * Returns what one caller may have of something.
     *
     * @param most its own bound
     * @param total what all share
     * @return at least 1; with a percentage of 100 the total is no bound of a caller, since it is
     *     one of the node already
     */
    public long of(long most, long total) {
      return percent == 100 ? most : Math.max(1, Math.min(most, part(total, percent)));
    }

    /** Returns what all addresses together may have of a total; at least 1. */
    public long ofStrangers(long total) {
      return Math.max(1, total - part(total, reservedPercent));
    }

    private static long part(long total, int percent) {
      return total / 100 * percent + total % 100 * percent / 100;
    }
  }

  /**
   * The settings of the demo.
   *
   * @param applications {@code demo.applications}: whether the applications are served
   * @param clock {@code demo.clock}: whether the time is published
   * @param interval {@code demo.interval}: the interval between two publications
   */
  public record Demo(boolean applications, boolean clock, Duration interval) {}
}

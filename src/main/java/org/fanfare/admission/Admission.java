package org.fanfare.admission;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.fanfare.check.ListedOrigins;
import org.fanfare.connection.Connections;
import org.fanfare.connection.Ended;
import org.fanfare.message.GroupName;
import org.fanfare.publish.Rights;
import org.fanfare.security.Access;
import org.fanfare.security.BrowserRequest;
import org.fanfare.security.Caller;
import org.fanfare.security.CheckGroups;
import org.fanfare.security.ExternalView;
import org.fanfare.security.Hosts;
import org.fanfare.security.Keys;
import org.fanfare.security.Origins;
import org.fanfare.security.Right;
import org.fanfare.security.Rule;
import org.fanfare.security.Rules;
import org.fanfare.security.TrustedProxies;
import org.fanfare.session.GroupRequest;
import org.fanfare.session.StartPositions;
import org.fanfare.session.Subscriptions;
import org.fanfare.status.Problem;
import org.fanfare.status.Refusals;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Admits requests to the group URL, or throws a {@link org.fanfare.status.ProblemException} that
 * says what is wrong. Safe for use by any thread; nothing blocks.
 *
 * <p>A transport first calls {@link #requireHost} for a browser and {@link #requireOrigin}, then
 * {@link #publishing} or {@link #reading}. The first check that fails determines the problem;
 * nothing has been done then.
 */
public final class Admission {
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

  private final Access access;
  private final Set<String> roles;
  private final Rights rights;
  private final Refusals refusals;
  private final Connections connections;
  private final Subscriptions subscriptions;

  /** Creates the admission of a node. */
  public Admission(
      Access access,
      Rights rights,
      Refusals refusals,
      Connections connections,
      Subscriptions subscriptions) {
    this.access = access;
    this.roles = access.rules().roles();
    this.rights = rights;
    this.refusals = refusals;
    this.connections = connections;
    this.subscriptions = subscriptions;
  }

  /** Returns the proxies whose headers about the client and the requested address are trusted. */
  public TrustedProxies proxies() {
    return access.trustedProxies();
  }

  /** Returns the keys of callers. */
  public Keys keys() {
    return access.keys();
  }

  /** Returns the roles that occur in rules. They must be looked up while the request lasts. */
  public Set<String> roles() {
    return roles;
  }

  /** Returns whether {@code origin} is one of the listed origins. */
  public boolean isListed(@Nullable String origin) {
    return access.origins().isListed(origin);
  }

  /**
   * Returns the listed origins, together with those that a proxy sent.
   *
   * @param sent the proxy's list as it was sent; null if it sent none
   */
  public ListedOrigins listed(@Nullable String sent) {
    return ListedOrigins.of(access.origins().pages(), sent);
  }

  /**
   * Returns a delay in milliseconds after which a client that is refused temporarily should come
   * back.
   */
  public long retry() {
    return connections.retry();
  }

  /** Returns the interval between heartbeats. */
  public Duration heartbeat() {
    return connections.settings().heartbeat();
  }

  /**
   * Counts a refused request.
   *
   * @param example supplies a description of the request for the log
   */
  public void refused(Problem problem, Supplier<String> example) {
    refusals.count(problem, example);
  }

  /**
   * Requires that a browser asks for a name that is one of this server.
   *
   * @param outside the server as the browser sees it
   * @param peer the remote address of the TCP connection
   * @param reached the local address of the TCP connection
   */
  public void requireHost(ExternalView outside, String peer, String reached) {
    Hosts hosts = access.hosts();
    if (!hosts.allow(outside, access.trustedProxies(), peer, reached)) {
      throw new Problem(Status.WRONG_HOST, hosts.refusal(outside)).thrown();
    }
  }

  /** Requires that the page that sent the request, if a page did, has an allowed origin. */
  public void requireOrigin(BrowserRequest page, ExternalView outside) {
    Origins origins = access.origins();
    if (!origins.allows(page, outside)) {
      throw new Problem(Status.FOREIGN_ORIGIN, origins.refusal(page, outside)).thrown();
    }
  }

  /** Admits a request that publishes its body. */
  public GroupRequest.Publish publishing(Caller caller, List<GroupName> groups) {
    return new GroupRequest.Publish(rights.requirePublishing(caller, groups));
  }

  /**
   * Where a request wants to begin, and how long it waits.
   *
   * @param starts where reading begins
   * @param waiting the parameter {@code wait} as it was written, or null
   * @param polls whether the request is a long-poll, which waits for one answer
   */
  public record Wish(StartPositions starts, @Nullable String waiting, boolean polls) {}

  /**
   * Admits a request that reads.
   *
   * @param wish called only if the caller may read; it may throw a problem of the other parameters
   * @param opens whether a connection is opened for the request
   */
  public GroupRequest.Read reading(
      Caller caller, List<GroupName> groups, Supplier<Wish> wish, boolean opens) {
    rights.requireReading(caller, groups);
    Wish wished = wish.get();
    Duration waiting = waiting(wished, groups.stream().allMatch(CheckGroups::include));
    if (opens) {
      requireRoom();
    }
    return new GroupRequest.Read(groups, caller, wished.starts, waiting);
  }

  /**
   * Determines the positions at which a WebSocket begins, as described at {@link
   * Subscriptions#settled}. The handshake is answered before the session begins, and nothing that
   * is published between may be missed.
   */
  public CompletionStage<StartPositions> settled(GroupRequest.Read read) {
    return subscriptions.settled(connections.shard(), read.groups(), read.starts());
  }

  /** Requires that a caller may open the check page. */
  public void requireCheck(Caller caller) {
    GroupName group = new GroupName(CheckGroups.PREFIX + "path");
    Rules rules = access.rules();
    if (rules.ruleFor(group).map(Rule::join).orElse(null) instanceof Right.Closed closed) {
      throw new Problem(Status.REFUSED, "the check page is closed, because " + closed.why())
          .thrown();
    }
    rights.requireReading(caller, List.of(group));
  }

  private Duration waiting(Wish wish, boolean checks) {
    if (!wish.polls && !checks) {
      return Duration.ZERO;
    }
    Duration most = checks ? CheckGroups.MOST_SILENCE : heartbeat();
    String text = wish.waiting;
    if (text == null) {
      return wish.polls ? heartbeat() : Duration.ZERO;
    }
    if (SECONDS.matcher(text).matches()) {
      Duration asked = Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValue());
      return asked.compareTo(most) < 0 ? asked : most;
    }
    throw new Problem(
            Status.INVALID_PARAMETER,
            "'wait' is a number of seconds below 1000000000, such as 20 or 0.5")
        .thrown();
  }

  /** Requires that the node accepts a further connection now. */
  public void requireRoom() {
    Ended refusal = connections.refusal();
    if (refusal != null) {
      throw refusal.problem().thrown();
    }
  }
}

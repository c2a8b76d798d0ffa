package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fanfare.message.GroupName;
import org.fanfare.security.Caller;
import org.fanfare.security.ClientNetwork;
import org.fanfare.security.ExternalView;
import org.fanfare.security.Key;
import org.fanfare.security.Keys;
import org.fanfare.security.TicketLogin;
import org.jspecify.annotations.Nullable;

/**
 * The caller of a request: a user whom the container or a ticket knows, the holder of a key, or an
 * address.
 *
 * <p>It outlives its request, because a socket's frames are checked against it. Therefore the roles
 * that rules ask for are looked up while the request lasts. It keeps no reference to the request,
 * since a container reuses that object for other requests. Immutable.
 */
final class HttpCaller implements Caller {
  private static final String ADDRESS = "address:";

  private final @Nullable String user;
  private final @Nullable Key key;
  private final String address;
  private final String bearer;
  private final @Nullable String origin;
  private final boolean wrongKey;
  private final Set<String> roles;
  private final @Nullable TicketLogin ticket;
  private final @Nullable Duration lasts;

  /**
   * @param asked the roles that rules ask for
   */
  HttpCaller(HttpServletRequest request, Keys keys, Set<String> asked, ExternalView outside) {
    Principal principal = request.getUserPrincipal();
    this.user = principal == null ? null : principal.getName();
    this.key = keyOf(request, keys).orElse(null);
    this.wrongKey =
        key == null
            && (request.getHeader("Authorization") != null
                || request.getHeader(Keys.HEADER) != null);
    this.address = outside.clientAddress();
    this.bearer =
        key == null && user == null ? ADDRESS + ClientNetwork.of(address) : identity(user, key);
    this.origin = request.getHeader("Origin");
    this.roles =
        principal == null
            ? Set.of()
            : asked.stream().filter(request::isUserInRole).collect(Collectors.toUnmodifiableSet());
    this.ticket = request instanceof TicketedRequest ticketed ? ticketed.login() : null;
    this.lasts = request instanceof TicketedRequest ticketed ? ticketed.lasts() : null;
  }

  /** Returns the key that a request carries; empty if it carries none of the settings. */
  static Optional<Key> keyOf(HttpServletRequest request, Keys keys) {
    return keys.find(request.getHeader("Authorization"), request.getHeader(Keys.HEADER));
  }

  @Override
  public String identity() {
    return key == null && user == null ? ADDRESS + address : identity(user, key);
  }

  private static String identity(@Nullable String user, @Nullable Key key) {
    return key == null ? "user:" + user : key.identity();
  }

  @Override
  public String bearer() {
    return bearer;
  }

  @Override
  public String from() {
    return from(address, origin, key);
  }

  /** Returns where a request came from, as in {@link Caller#from}. */
  static String from(HttpServletRequest request, Keys keys, ExternalView outside) {
    return from(
        outside.clientAddress(), request.getHeader("Origin"), keyOf(request, keys).orElse(null));
  }

  private static String from(String address, @Nullable String origin, @Nullable Key key) {
    return address
        + (origin == null ? "" : " with the origin " + origin)
        + (key == null ? "" : " with " + key.title());
  }

  @Override
  public boolean showsWrongKey() {
    return wrongKey;
  }

  @Override
  public Optional<String> user() {
    return Optional.ofNullable(user);
  }

  @Override
  public boolean hasRole(String role) {
    return roles.contains(role);
  }

  @Override
  public boolean isForReading(GroupName group) {
    return ticket == null || ticket.isForReading(group);
  }

  @Override
  public boolean isForPublishing(GroupName group) {
    return ticket == null || ticket.isForPublishing(group);
  }

  @Override
  public Optional<TicketLogin> ticketLogin() {
    return Optional.ofNullable(ticket);
  }

  @Override
  public Optional<Duration> loginLasts() {
    return Optional.ofNullable(lasts);
  }

  @Override
  public Optional<Key> key() {
    return Optional.ofNullable(key);
  }
}

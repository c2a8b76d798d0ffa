package org.fanfare.consumer.run;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fanfare.connection.Whose;
import org.fanfare.consumer.Refused;
import org.fanfare.consumer.Scope;
import org.fanfare.message.GroupName;
import org.fanfare.message.UserGroup;
import org.fanfare.security.ClientNetwork;
import org.jspecify.annotations.Nullable;

/**
 * What was copied of the request that opened a connection; the roles are those of its session's
 * newest request. Safe for use by any thread.
 */
public final class RequestScope implements Scope {
  private static final Pattern PARAMETER = Pattern.compile("\\{([^{}]*)\\}");

  private final Facts facts;
  private final @Nullable Instant expires;
  private volatile Set<String> roles;
  private volatile @Nullable CurrentHttpSession session;
  private volatile @Nullable String subprotocol;

  /**
   * The facts of a request.
   *
   * @param path the parameters of the route
   * @param query the query as it was written, or null
   * @param headers the names and values of the headers, by turns; values of one name one by one
   * @param subprotocols the application's subprotocols that the client offers
   * @param principal the caller, or null
   * @param askedRoles the roles that were asked for
   * @param roles those of them that the caller has
   * @param locale the language that the client prefers
   * @param remoteAddress the address of the client
   * @param login the HTTP session; null if there is none
   */
  public record Facts(
      Map<String, String> path,
      @Nullable String query,
      List<String> headers,
      List<String> subprotocols,
      @Nullable Principal principal,
      Set<String> askedRoles,
      Set<String> roles,
      Locale locale,
      String remoteAddress,
      Logins.@Nullable HttpLogin login) {
    /** Copies the collections. */
    public Facts {
      path = Map.copyOf(path);
      headers = List.copyOf(headers);
      subprotocols = List.copyOf(subprotocols);
      askedRoles = Set.copyOf(askedRoles);
      roles = Set.copyOf(roles);
    }

    /** Hides the headers, which have secrets. */
    @Override
    public String toString() {
      return "the facts of a request to " + path;
    }
  }

  /**
   * The scope of a request.
   *
   * @param session the HTTP session, as long as {@code connect} runs
   * @param expires when the caller's login expires; null if that is not known
   */
  public RequestScope(Facts facts, CurrentHttpSession session, @Nullable Instant expires) {
    this.facts = facts;
    this.session = session;
    this.expires = expires;
    this.roles = facts.roles;
  }

  /** Returns to whom a connection or a session of this request belongs. */
  Whose whose() {
    return whose(facts.principal, facts.remoteAddress);
  }

  /**
   * Returns to whom something of a request belongs.
   *
   * @param principal its caller; null for a guest
   * @param address the address of its client
   */
  public static Whose whose(@Nullable Principal principal, String address) {
    return principal == null
        ? new Whose("address:" + ClientNetwork.of(address), true)
        : new Whose("user:" + principal.getName(), false);
  }

  @Nullable Instant expires() {
    return expires;
  }

  /** Whether the parameters of the route are these. */
  boolean isAt(Map<String, String> path) {
    return facts.path.equals(path);
  }

  /** A later request has shown which roles the caller has. */
  void renew(Set<String> held) {
    roles = held;
  }

  Logins.@Nullable HttpLogin login() {
    return facts.login;
  }

  /** Returns the id that the HTTP session has now; null if it has ended, or connect is over. */
  @Nullable String httpSession() {
    CurrentHttpSession known = session;
    return known == null ? null : known.id();
  }

  /** The callback {@code connect} is over. */
  void connected() {
    session = null;
  }

  /** A subprotocol was chosen. */
  void choose(String chosen) {
    subprotocol = chosen;
  }

  @Override
  public String path(String parameter) {
    String value = facts.path.get(parameter);
    if (value == null) {
      throw new IllegalArgumentException(
          "the route has no parameter \"%s\"; it has %s".formatted(parameter, facts.path.keySet()));
    }
    return value;
  }

  @Override
  public GroupName group(String template) {
    String name = PARAMETER.matcher(template).replaceAll(this::quoted);
    try {
      return new GroupName(name);
    } catch (IllegalArgumentException invalid) {
      throw new Refused(400, "invalid-name", String.valueOf(invalid.getMessage()));
    }
  }

  private String quoted(MatchResult parameter) {
    return Matcher.quoteReplacement(path(parameter.group(1)));
  }

  @Override
  public Optional<String> query(String name) {
    return queries(name).stream().findFirst();
  }

  @Override
  public List<String> queries(String name) {
    String query = facts.query;
    if (query == null || query.isEmpty()) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String key = equals < 0 ? pair : pair.substring(0, equals);
      if (decoded(key).equals(name)) {
        values.add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return values;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return text;
    }
  }

  @Override
  public Optional<String> header(String name) {
    for (int i = 0; i + 1 < facts.headers.size(); i += 2) {
      if (facts.headers.get(i).equalsIgnoreCase(name)) {
        return Optional.of(facts.headers.get(i + 1));
      }
    }
    return Optional.empty();
  }

  @Override
  public Optional<String> cookie(String name) {
    for (int i = 0; i + 1 < facts.headers.size(); i += 2) {
      if (facts.headers.get(i).equalsIgnoreCase("Cookie")) {
        Optional<String> value = CookieHeader.value(facts.headers.get(i + 1), name);
        if (value.isPresent()) {
          return value;
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public List<String> subprotocols() {
    return facts.subprotocols;
  }

  @Override
  public Optional<String> subprotocol() {
    return Optional.ofNullable(subprotocol);
  }

  @Override
  public Optional<Principal> principal() {
    return Optional.ofNullable(facts.principal);
  }

  @Override
  public Optional<String> user() {
    return principal().map(Principal::getName);
  }

  @Override
  public boolean hasRole(String role) {
    if (!facts.askedRoles.contains(role)) {
      throw new IllegalArgumentException(
          "the role \"%s\" was not asked for while the request lasted: name it in @DeclareRoles on the"
                  .formatted(role)
              + " class");
    }
    return roles.contains(role);
  }

  @Override
  public GroupName userGroup() {
    return UserGroup.of(
        user().orElseThrow(() -> new IllegalStateException("a guest has no group of its own")));
  }

  @Override
  public Optional<Object> sessionAttribute(String name) {
    CurrentHttpSession known = session;
    if (known == null) {
      throw new IllegalStateException(
          "attributes of the HTTP session are there while connect runs: copy what you need");
    }
    return Optional.ofNullable(known.attribute(name));
  }

  @Override
  public Locale locale() {
    return facts.locale;
  }

  @Override
  public String remoteAddress() {
    return facts.remoteAddress;
  }
}

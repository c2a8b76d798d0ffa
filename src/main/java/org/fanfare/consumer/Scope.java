package org.fanfare.consumer;

import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fanfare.message.GroupName;

/**
 * What is known of the request that opened a connection. Immutable, but for attributes of the HTTP
 * session, and for roles; safe for use by any thread, also after the request.
 */
public interface Scope {
  /**
   * Returns the value of a parameter of the route, decoded.
   *
   * @throws IllegalArgumentException if the route has no such parameter
   */
  String path(String parameter);

  /**
   * Returns the group whose name the template gives when each {@code {parameter}} of the route is
   * replaced by its value, as in {@code "chat.{room}"}.
   *
   * @throws Refused with 400 {@code invalid-name}, if the value makes no name of a group
   */
  GroupName group(String template);

  /** Returns the first value of a parameter of the query. */
  Optional<String> query(String name);

  /** Returns all values of a parameter of the query. */
  List<String> queries(String name);

  /** Returns the first value of a header of the request; case does not matter. */
  Optional<String> header(String name);

  /** Returns the value of a cookie of the request. */
  Optional<String> cookie(String name);

  /** Returns the application's subprotocols that the client offered. */
  List<String> subprotocols();

  /** Returns the subprotocol that {@link Connection#accept} chose. */
  Optional<String> subprotocol();

  /** Returns the logged-in caller, as the container knows it. */
  Optional<Principal> principal();

  /** Returns the name of the logged-in caller. */
  Optional<String> user();

  /**
   * Returns whether the caller has a role; in a session, as of the newest request of its client.
   *
   * @throws IllegalArgumentException for a role that neither an annotation of the class nor {@code
   *     DeclareRoles} on it nor the settings name: roles are asked for while the request lasts
   */
  boolean hasRole(String role);

  /**
   * Returns the group of the logged-in caller, see {@link Sender#groupOf}.
   *
   * @throws IllegalStateException for a guest
   */
  GroupName userGroup();

  /**
   * Returns an attribute of the HTTP session, if there is one. In {@link Consumer#connect} only:
   * copy what you need later.
   *
   * @throws IllegalStateException after {@code connect}
   */
  Optional<Object> sessionAttribute(String name);

  /** Returns the language that the client prefers. */
  Locale locale();

  /** Returns the address of the client, as far as the proxies are trusted. */
  String remoteAddress();
}

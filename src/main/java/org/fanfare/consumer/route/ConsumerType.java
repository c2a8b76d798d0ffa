package org.fanfare.consumer.route;

import jakarta.annotation.security.DeclareRoles;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.Plain;
import org.fanfare.consumer.PlainHttp;
import org.fanfare.consumer.Route;

/**
 * What a class of consumers is, as its annotations and methods say it, after they have been
 * checked. Immutable; safe for use by any thread.
 */
public final class ConsumerType {
  private final Class<? extends Consumer> consumer;
  private final RoutePath path;
  private final List<String> subprotocols;
  private final Plain plain;
  private final RouteAccess access;
  private final Handlers fromClient;
  private final Handlers fromLayer;
  private final Set<String> roles;

  ConsumerType(
      Class<? extends Consumer> consumer,
      Route route,
      RouteAccess access,
      Handlers fromClient,
      Handlers fromLayer) {
    this.consumer = consumer;
    this.path = new RoutePath(route.value());
    this.subprotocols = List.of(route.subprotocols());
    this.plain = route.plain();
    this.access = access;
    this.fromClient = fromClient;
    this.fromLayer = fromLayer;
    this.roles = allRoles();
  }

  /** Returns the class. */
  public Class<? extends Consumer> consumer() {
    return consumer;
  }

  /** Returns the path of its route. */
  public RoutePath path() {
    return path;
  }

  /** Returns the subprotocols that it may accept, in the order of its {@link Route}. */
  public List<String> subprotocols() {
    return subprotocols;
  }

  /** Returns how plain HTTP requests are answered if it is not {@link #isPlainHttp}. */
  public Plain plain() {
    return plain;
  }

  /** Returns whether it answers plain HTTP requests itself. */
  public boolean isPlainHttp() {
    return PlainHttp.class.isAssignableFrom(consumer);
  }

  /** Returns who may connect. */
  public RouteAccess access() {
    return access;
  }

  /** Returns the handlers of what its client sends. */
  public Handlers fromClient() {
    return fromClient;
  }

  /** Returns the handlers of what comes to its channel or from a group that it has joined. */
  public Handlers fromLayer() {
    return fromLayer;
  }

  /**
   * Returns the roles that are to be looked up while a request lasts: those that decide who may
   * connect or send a message, and those that {@link DeclareRoles} names on the class or on one of
   * its superclasses.
   */
  public Set<String> roles() {
    return roles;
  }

  private Set<String> allRoles() {
    Set<String> all = new HashSet<>(access.roles());
    Stream.concat(fromClient.all().stream(), fromLayer.all().stream())
        .forEach(handler -> all.addAll(handler.access().roles()));
    for (Class<?> type = consumer; type != null; type = type.getSuperclass()) {
      DeclareRoles declared = type.getDeclaredAnnotation(DeclareRoles.class);
      if (declared != null) {
        all.addAll(List.of(declared.value()));
      }
    }
    return Set.copyOf(all);
  }

  @Override
  public String toString() {
    return consumer.getName();
  }
}

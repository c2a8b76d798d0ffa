package org.fanfare.consumer.route;

import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.fanfare.status.ProblemException;

/**
 * All routes of an application, made of its classes of consumers. Immutable; safe for use by any
 * thread.
 */
public final class Routes {
  private final List<ConsumerType> types;
  private final RouteTable<ConsumerType> table;
  private final List<String> warnings;

  private Routes(List<ConsumerType> types, List<String> warnings) {
    this.types = types;
    this.table = new RouteTable<>(types, ConsumerType::path);
    this.warnings = warnings;
  }

  /**
   * Checks classes and makes the routes to them.
   *
   * @param consumers the classes, as the application has them, not as a container subclasses them;
   *     one that is there twice counts once
   * @param isScope whether an annotation is a scope of CDI
   * @throws InvalidRoutesException if a class cannot be served as it is; names every fault of every
   *     class
   */
  public static Routes of(
      Collection<? extends Class<?>> consumers, Predicate<Class<? extends Annotation>> isScope) {
    Findings findings = new Findings();
    ConsumerReader reader = new ConsumerReader(findings, isScope);
    List<ConsumerType> types =
        consumers.stream().distinct().map(reader::read).flatMap(Optional::stream).toList();
    findings.requireNoFaults();
    return new Routes(types, findings.warnings());
  }

  /**
   * Returns what a path leads to, if it leads to a consumer. Costs little if it does not.
   *
   * @param rawPath the path within the application, as the client wrote it, without the query
   * @throws ProblemException with the status 400, if the path would lead to a consumer but is
   *     malformed, see {@link RouteTable#match}
   */
  public Optional<RouteTable.Match<ConsumerType>> match(String rawPath) {
    return table.match(rawPath);
  }

  /** Returns the consumers, in the order of the classes. */
  public List<ConsumerType> types() {
    return types;
  }

  /** Returns the roles that are to be looked up for one of the consumers. */
  public Set<String> roles() {
    return types.stream()
        .flatMap(type -> type.roles().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Returns what is likely to be a mistake in the classes, each as one line for the log: methods
   * that override a handler without its annotation, and records of which JSON-B loses element types
   * on the Java that runs.
   */
  public List<String> warnings() {
    return warnings;
  }
}

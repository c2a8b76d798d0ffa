package org.fanfare.consumer.route;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the annotations of {@code jakarta.annotation.security} that say who may do something. */
final class AccessAnnotations {
  /** The annotations, as one writes them. */
  static final String NAMES = "@PermitAll, @DenyAll, @RolesAllowed (jakarta.annotation.security)";

  private static final Set<Class<? extends Annotation>> TYPES =
      Set.of(PermitAll.class, DenyAll.class, RolesAllowed.class);

  private AccessAnnotations() {}

  /**
   * Returns what an element itself says; empty if it says nothing.
   *
   * @param what names the element in a fault, between the class and a verb; empty for the class
   */
  static Optional<RouteAccess> of(AnnotatedElement element, String what, Findings.About findings) {
    List<Annotation> said = on(element);
    if (said.isEmpty()) {
      return Optional.empty();
    }
    if (said.size() > 1) {
      findings.fault(what + "has several of " + NAMES, "one of them");
      return Optional.of(RouteAccess.Plain.NOBODY);
    }
    if (!(said.get(0) instanceof RolesAllowed allowed)) {
      boolean all = said.get(0) instanceof PermitAll;
      return Optional.of(all ? RouteAccess.Plain.EVERYBODY : RouteAccess.Plain.NOBODY);
    }
    try {
      return Optional.of(new RouteAccess.Roles(Set.of(allowed.value())));
    } catch (IllegalArgumentException e) {
      findings.fault(
          what + "has a @RolesAllowed with no role, a blank one or one twice",
          "one such as @RolesAllowed(\"player\"), @RolesAllowed(\"**\") for every user who has"
              + " logged in, or @DenyAll");
      return Optional.of(RouteAccess.Plain.NOBODY);
    }
  }

  /** Returns whether an element has one of the annotations. */
  static boolean areOn(AnnotatedElement element) {
    return !on(element).isEmpty();
  }

  private static List<Annotation> on(AnnotatedElement element) {
    return Stream.of(element.getDeclaredAnnotations())
        .filter(annotation -> TYPES.contains(annotation.annotationType()))
        .toList();
  }
}

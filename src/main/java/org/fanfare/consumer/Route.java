package org.fanfare.consumer;

import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a {@link Consumer} to a path of the application.
 *
 * <pre>{@code
 * @Route("/chat/{room}")
 * @PermitAll
 * public class Chat implements Consumer { … }
 * }</pre>
 *
 * <p>The class must say who may connect, with one of {@code @PermitAll}, {@code @DenyAll} and
 * {@code @RolesAllowed} of {@code jakarta.annotation.security}; the role {@code "**"} stands for
 * every user who has logged in. A route that does not say it stops the deployment.
 *
 * <p>The annotation is a stereotype without a scope: it makes the class a {@code @Dependent} bean,
 * of which each connection has an instance of its own.
 */
@Stereotype
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Route {
  /**
   * The path within the application, such as {@code /chat/{room}}. A segment is either literal
   * ({@code A-Z a-z 0-9 . _ -}) or a parameter, which matches one segment that is not empty. Where
   * a literal and a parameter both match, the literal wins, from the left.
   */
  String value();

  /** The subprotocols that {@link Connection#accept} may choose; none by default. */
  String[] subprotocols() default {};

  /** How requests are answered that are neither an upgrade nor of a session nor of a stream. */
  Plain plain() default Plain.AS_SET;
}

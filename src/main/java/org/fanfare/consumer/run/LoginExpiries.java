package org.fanfare.consumer.run;

import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.security.Principal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fanfare.consumer.LoginExpiry;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Finds when the login of a request expires: what the application says, or the principal itself, if
 * it is one of MicroProfile JWT or like it. Safe for use by any thread.
 *
 * <p>Jakarta Security's {@code OpenIdContext} is not asked. It is a bean of the HTTP session, so
 * that asking it may create one, and that its tokens expire ends a login only if the application
 * has said so, which it does not tell. An application that wants it asks it in a {@link
 * LoginExpiry}.
 */
public final class LoginExpiries {
  private static final System.Logger LOG = System.getLogger(LoginExpiries.class.getName());
  private static final String EXPIRATION = "getExpirationTime"; // of a JsonWebToken

  /**
   * The methods of each class of principals that say it, most often none. They are kept with the
   * class itself, which may be one of the server and outlive this application. So they must be
   * objects of the JDK alone, which refer to nothing of the application.
   */
  private static final ClassValue<List<Method>> METHODS =
      new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
          return Stream.of(type.getMethods())
              .filter(each -> each.getName().equals(EXPIRATION) && each.getParameterCount() == 0)
              .filter(each -> !Modifier.isStatic(each.getModifiers()))
              .toList();
        }
      };

  private final LoginExpiry application;

  /** Asks the application first. */
  public LoginExpiries(LoginExpiry application) {
    this.application = application;
  }

  /**
   * Returns when the login of this request's caller expires; null if that is not known. Called on
   * the thread of the request.
   *
   * @throws org.fanfare.status.ProblemException if the application fails to say it
   */
  public @Nullable Instant of(@Nullable Principal caller) {
    return caller == null
        ? null
        : Stream.of(ofApplication(caller), ofItself(caller))
            .flatMap(Optional::stream)
            .min(Comparator.naturalOrder())
            .orElse(null);
  }

  private Optional<Instant> ofApplication(Principal caller) {
    try {
      return application.expiryOf(caller);
    } catch (RuntimeException failed) {
      LOG.log(Level.ERROR, "The application's LoginExpiry failed; the request is refused", failed);
      throw new Problem(Status.ERROR, "the application failed").thrown();
    }
  }

  private static Optional<Instant> ofItself(Principal caller) {
    return METHODS.get(caller.getClass()).stream()
        .flatMap(each -> seconds(each, caller).stream())
        .filter(seconds -> seconds > 0 && seconds < Instant.MAX.getEpochSecond())
        .map(Instant::ofEpochSecond)
        .findFirst();
  }

  /** Calls a method that is public, although its class need not be. */
  private static Optional<Long> seconds(Method method, Principal caller) {
    if (!method.canAccess(caller) && !method.trySetAccessible()) {
      return Optional.empty();
    }
    try {
      return method.invoke(caller) instanceof Long seconds
          ? Optional.of(seconds)
          : Optional.empty();
    } catch (ReflectiveOperationException none) {
      LOG.log(Level.DEBUG, "a principal does not say when its login expires", none);
      return Optional.empty();
    }
  }
}

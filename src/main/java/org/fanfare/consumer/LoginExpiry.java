package org.fanfare.consumer;

import java.security.Principal;
import java.time.Instant;
import java.util.Optional;

/**
 * Says when a login expires: the connections that it has opened end then, with {@link
 * org.fanfare.connection.Ended#LOGIN_EXPIRED}. An application that knows it has one bean of this
 * type.
 *
 * <p>A principal with a public method {@code long getExpirationTime()}, in seconds since 1970
 * (UTC), needs no such bean: the {@code JsonWebToken} of MicroProfile JWT has one. If both know a
 * time, the earlier counts.
 */
@FunctionalInterface
public interface LoginExpiry {
  /**
   * Returns when the login with which the present request was made expires; empty if that is not
   * known. Is called for each request that opens a connection or belongs to a session, on the
   * thread of the request, so that what is injected may depend on the request. If it throws an
   * exception, the request is answered with 500.
   */
  Optional<Instant> expiryOf(Principal caller);
}

package org.fanfare.wire.consumers;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Instant;
import java.util.Optional;
import org.fanfare.consumer.LoginExpiry;

/** Knows when a login expires if the request says so, as a token would; else it says nothing. */
@ApplicationScoped
public class Expiry implements LoginExpiry {
  @Inject HttpServletRequest request;

  @Override
  public Optional<Instant> expiryOf(Principal caller) {
    return Optional.ofNullable(request.getHeader("X-Login-Expires"))
        .map(Long::valueOf)
        .map(Instant::ofEpochMilli);
  }
}

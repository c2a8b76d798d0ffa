package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;
import org.fanfare.security.Caller;
import org.fanfare.security.Keys;
import org.fanfare.security.Outside;
import org.jspecify.annotations.Nullable;

/**
 * Who made a request: a user whom the container knows, the holder of a key, or an address.
 *
 * <p>Roles can be asked for only while the request lasts, so a socket's later frames are judged by
 * what is remembered of it: whoever asks after that gets no role.
 */
final class HttpCaller implements Caller {
  private final HttpServletRequest request;
  private final @Nullable String user;
  private final @Nullable String key;
  private final String address;

  HttpCaller(HttpServletRequest request, Keys keys, Outside outside) {
    this.request = request;
    Principal principal = request.getUserPrincipal();
    this.user = principal == null ? null : principal.getName();
    Optional<String> identity = keys.identityOf(request.getHeader("Authorization"));
    this.key = identity.orElse(null);
    this.address = outside.clientAddress();
  }

  @Override
  public String identity() {
    if (key != null) {
      return key;
    }
    return user != null ? "user:" + user : "address:" + address;
  }

  @Override
  public boolean isUser() {
    return user != null;
  }

  @Override
  public boolean hasRole(String role) {
    return user != null && request.isUserInRole(role);
  }

  @Override
  public boolean hasKey() {
    return key != null;
  }
}

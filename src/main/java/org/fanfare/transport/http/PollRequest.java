package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * A poll as JAX-RS sees it: always with the same path, without headers and without a query.
 *
 * <p>The filter has already read these and decided about them. JAX-RS would read them again, by
 * rules that differ between servers, and would refuse what it cannot parse with responses of its
 * own. Moreover, a resource whose path is the names of groups would match every path of another
 * JAX-RS application that finds it by scanning. Used like the request itself: by one thread at a
 * time.
 */
final class PollRequest extends HttpServletRequestWrapper {
  PollRequest(HttpServletRequest request) {
    super(request);
  }

  @Override
  public @Nullable String getHeader(String name) {
    return null;
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return Collections.emptyEnumeration();
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    return Collections.emptyEnumeration();
  }

  @Override
  public @Nullable String getContentType() {
    return null;
  }

  @Override
  public @Nullable String getQueryString() {
    return null;
  }

  @Override
  public String getPathInfo() {
    return "/" + ReadRequests.POLL;
  }

  @Override
  public String getRequestURI() {
    return getContextPath() + RequestPath.PREFIX + ReadRequests.POLL;
  }

  /** {@inheritDoc} The host is not the one that the client sent. */
  @Override
  public StringBuffer getRequestURL() {
    return new StringBuffer("http://localhost").append(getRequestURI());
  }
}

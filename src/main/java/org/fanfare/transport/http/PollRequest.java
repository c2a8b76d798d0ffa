package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * A poll as JAX-RS is shown it: always the same path, and neither headers nor a query.
 *
 * <p>What they say was read and decided by the filter. JAX-RS would read it again, by rules that
 * differ from server to server, and refuse what it cannot read in words of its own. And a resource
 * for the names of groups would match every path of another JAX-RS application that found it by
 * scanning. Used as the request is: by one thread at a time.
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

  /** {@inheritDoc} It has no host of the client's choice. */
  @Override
  public StringBuffer getRequestURL() {
    return new StringBuffer("http://localhost").append(getRequestURI());
  }
}

package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * The response to a poll as JAX-RS sees it: setting a status has no effect once the response is
 * committed ({@link org.fanfare.transport.Quirk#SETS_STATUSES_TOO_LATE}). Used like the response
 * itself: by one thread at a time.
 */
final class PollResponse extends HttpServletResponseWrapper {
  PollResponse(HttpServletResponse response) {
    super(response);
  }

  @Override
  public void setStatus(int status) {
    if (!isCommitted()) {
      super.setStatus(status);
    }
  }
}

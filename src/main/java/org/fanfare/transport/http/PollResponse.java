package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/**
 * The response to a poll as JAX-RS is shown it: nobody sets a status once it is on its way.
 *
 * <p>The quirk: JAX-RS in Open Liberty 26.0.0.3 sets one when a request is resumed whose response
 * is committed, and the server writes a warning to its log each time (SRVE8115W). Used as the
 * response is: by one thread at a time.
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

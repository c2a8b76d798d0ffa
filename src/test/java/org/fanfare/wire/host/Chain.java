package org.fanfare.wire.host;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A link of the host's own chain of filters: says in each response where in the chain it is. */
public class Chain extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String before = response.getHeader("X-Chain");
    response.setHeader("X-Chain", (before == null ? "" : before + " ") + getInitParameter("link"));
    chain.doFilter(request, response);
  }
}

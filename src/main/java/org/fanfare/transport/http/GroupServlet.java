package org.fanfare.transport.http;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The servlet that is mapped to the group URL if an application maps nothing else there, such as
 * JAX-RS for polls. The filter answers every request that it admits, and needs a servlet behind it
 * that allows asynchronous requests. A request that gets around the filter is answered with 404
 * here.
 *
 * <p>Called by many of the container's threads at the same time; never waits for a client.
 */
public class GroupServlet extends HttpServlet {
  private static final String NAME = GroupServlet.class.getName();
  private static final String MAPPING = RequestPath.PREFIX + "*";

  /**
   * Maps this servlet, unless another one is mapped to the group URL. Called once, when the
   * application starts.
   */
  public static void mapIn(ServletContext application) {
    if (application.getServletRegistrations().values().stream()
        .noneMatch(each -> each.getMappings().contains(MAPPING))) {
      ServletRegistration.Dynamic own = application.addServlet(NAME, GroupServlet.class);
      own.setAsyncSupported(true);
      own.addMapping(MAPPING);
    }
  }

  /** Returns whether this servlet was mapped, so that no other is mapped to the group URL. */
  static boolean isMappedIn(ServletContext application) {
    return application.getServletRegistration(NAME) != null;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Responses.refuse(request, response, Responses.notFound(request), null, 0);
  }
}

package org.fanfare.transport.http;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * What the container maps to the one URL in an application that maps nothing else there, such as
 * JAX-RS for polls. The filter answers whatever it lets in, with the asynchronous means that a
 * servlet behind it must allow; for what gets around the filter there is nothing here.
 *
 * <p>Called by many of the container's threads at once; it never waits for a client.
 */
public class GroupServlet extends HttpServlet {
  private static final String NAME = GroupServlet.class.getName();
  private static final String MAPPING = RequestPath.PREFIX + "*";

  /**
   * Maps this servlet, unless another one has its place; called once, as the application starts.
   */
  public static void mapIn(ServletContext application) {
    if (application.getServletRegistrations().values().stream()
        .noneMatch(each -> each.getMappings().contains(MAPPING))) {
      ServletRegistration.Dynamic own = application.addServlet(NAME, GroupServlet.class);
      own.setAsyncSupported(true);
      own.addMapping(MAPPING);
    }
  }

  /** Whether it was mapped, so that nothing else is. */
  static boolean isMappedIn(ServletContext application) {
    return application.getServletRegistration(NAME) != null;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Responses.refuse(request, response, Responses.notFound(request), null, 0);
  }
}

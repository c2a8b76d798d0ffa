package org.fanfare.transport.resource;

import jakarta.ws.rs.core.Application;
import java.util.Set;

/**
 * The JAX-RS application for polls. It has no path of its own: {@code web.xml} maps it to the group
 * URL, so an application that merely contains this class gets no resource of Fanfare's.
 *
 * <p>Its classes are named here and not found by scanning, so it does not include those of other
 * JAX-RS applications in the same WAR.
 */
public class PollApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(PollResource.class, FailedPoll.class);
  }
}

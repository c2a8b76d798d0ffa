package org.fanfare.transport.resource;

import jakarta.ws.rs.core.Application;
import java.util.Set;

/**
 * What JAX-RS serves of the one URL. It has no path of its own: {@code web.xml} maps it, so that an
 * application that merely contains this class has no resource of ours.
 *
 * <p>Its parts are named here, and found by no scanning, so that those of other JAX-RS applications
 * in the same WAR are none of its own.
 */
public class PollApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(PollResource.class, FailedPoll.class);
  }
}

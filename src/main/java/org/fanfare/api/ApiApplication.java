package org.fanfare.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/**
 * What JAX-RS serves, beside the static pages and the one URL.
 *
 * <p>Its parts are named here, and found by no scanning: resources of an application that has
 * Fanfare in its WAR are its own, and its errors are not made ours.
 */
@ApplicationPath("api")
public class ApiApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(StateResource.class, KeyFilter.class, ProblemMapper.class);
  }
}

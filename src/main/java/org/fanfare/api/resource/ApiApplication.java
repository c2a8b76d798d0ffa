package org.fanfare.api.resource;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/**
 * The JAX-RS application, which has paths of its own beside the static pages and the group URL.
 *
 * <p>Its classes are listed here rather than found by scanning: resources of an application that
 * has Fanfare in its WAR do not become part of it, and their errors are not handled by Fanfare.
 */
@ApplicationPath("api")
public class ApiApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        StateResource.class,
        PublishResource.class,
        ChannelResource.class,
        GroupResource.class,
        TicketResource.class,
        UserResource.class,
        DrainResource.class,
        DescriptionResource.class,
        KeyFilter.class,
        ProblemMapper.class);
  }
}

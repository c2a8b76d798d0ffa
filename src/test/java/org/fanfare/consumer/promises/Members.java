package org.fanfare.consumer.promises;

import jakarta.annotation.security.RolesAllowed;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.Route;

/** For all who have logged in. */
@Route("/promises/members")
@RolesAllowed("**")
public class Members implements Consumer {
  @Override
  public void connect(Connection client) {
    client.send(client.scope().user().orElse("a guest"));
  }
}

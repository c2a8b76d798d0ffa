package sample;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.Problem;
import org.fanfare.consumer.Route;
import org.fanfare.layer.Start;

/** What concerns the one who has logged in, in all tabs and on all devices. */
@Route("/notifications")
@RolesAllowed("**")
public class Notifications implements Consumer {
  /** How many orders wait for this seller. */
  public record Waiting(long orders) {}

  /** The seller has shipped an order. */
  public record Shipped(long id) {}

  @Inject Orders orders;
  private String user;

  @Override
  public void connect(Connection client) {
    user = client.scope().user().orElseThrow();
    client.relay(client.scope().userGroup(), new Start.Now());
    client.send("waiting", new Waiting(orders.waitingFor(user)));
  }

  @FromClient("shipped")
  void shipped(Shipped shipped, Connection client) {
    if (orders.ship(shipped.id(), user)) { // has committed: what is sent next is true for all
      client.send("waiting", new Waiting(orders.waitingFor(user)));
    } else {
      client.send("problem", new Problem(404, "no-order", "no order of yours has this number"));
    }
  }
}

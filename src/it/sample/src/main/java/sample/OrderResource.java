package sample;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.SecurityContext;
import org.fanfare.consumer.Sender;

/** Takes orders. The seller is told when the transaction has committed, not before. */
@Path("orders")
@RequestScoped
@Consumes("application/json")
@Produces("application/json")
public class OrderResource {
  private static final int MOST = 3;

  /** What one wants, and from whom. */
  public record Wanted(@NotBlank String article, @NotBlank String seller) {}

  /** An order that was placed. */
  public record Placed(long id, String article, String buyer) {}

  @Inject Orders orders;
  @Inject Sender sender;

  @POST
  @Transactional
  public Response place(@Valid Wanted wanted, @Context SecurityContext caller) {
    if (caller.getUserPrincipal() == null) {
      return Response.status(Status.UNAUTHORIZED).build();
    }
    String buyer = caller.getUserPrincipal().getName();
    Placed placed = orders.save(wanted.article(), buyer, wanted.seller());
    sender.afterCommit().publish(sender.groupOf(wanted.seller()), "placed", placed);
    if (orders.waitingFor(wanted.seller()) > MOST) { // rolls back: nothing is saved, nobody is told
      throw new ClientErrorException("the seller has enough orders", Status.CONFLICT);
    }
    return Response.ok(placed).build();
  }
}

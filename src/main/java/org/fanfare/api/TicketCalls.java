package org.fanfare.api;

import jakarta.json.Json;
import org.fanfare.security.Key;
import org.fanfare.security.Tickets;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;

/**
 * Issues tickets to back ends: whoever shows one first, in the parameter {@code ticket} of a URL,
 * is the user whom it names. Safe for use by any thread.
 */
public final class TicketCalls {
  private final Tickets tickets;

  /** Issues tickets of this node. */
  public TicketCalls(Tickets tickets) {
    this.tickets = tickets;
  }

  /**
   * Issues a ticket.
   *
   * @param key whose groups bound those of the ticket
   * @param body whom the ticket is for, as JSON
   * @return the ticket as JSON
   * @throws ProblemException if the body is not valid, or too many tickets wait
   */
  public String issue(Key key, String body) {
    TicketRequest asked = TicketRequest.parse(body);
    String ticket =
        tickets
            .issue(key, asked.grant(), asked.lasts())
            .orElseThrow(
                () ->
                    new Problem(
                            Status.TOO_MANY_TICKETS,
                            "there are " + Tickets.MOST + " tickets that nobody has used yet")
                        .thrown());
    return Json.createObjectBuilder().add("ticket", ticket).build().toString();
  }
}

package org.fanfare.wire.callbacks;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.UserTransaction;
import org.fanfare.consumer.AfterCommit;
import org.fanfare.consumer.Sender;
import org.fanfare.message.GroupName;

/** Sends in a transaction of its own, which it commits or rolls back as it is asked. */
@WebServlet("/bank")
public class Bank extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Sender sender;
  @Inject private transient UserTransaction transaction;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException {
    AfterCommit later = sender.afterCommit();
    GroupName group = new GroupName("open." + request.getParameter("account"));
    String end = request.getParameter("end");
    try {
      if (!end.equals("none")) {
        transaction.begin();
      }
      later.publish(group, "booked", new Ledger.Text(end + " 1"));
      later.publish(group, "booked", new Ledger.Text(end + " 2"));
      sender.publish(group, "sent", new Ledger.Text("before the end"));
      switch (end) {
        case "commit" -> transaction.commit();
        case "rollback" -> transaction.rollback();
        default -> {}
      }
    } catch (RuntimeException failed) {
      throw failed;
    } catch (Exception failed) {
      throw new ServletException(failed);
    }
    sender.publish(group, "sent", new Ledger.Text("after the end"));
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}

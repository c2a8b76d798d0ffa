package org.fanfare.transport.http;

import org.fanfare.connection.CloseReason;
import org.fanfare.connection.Outgoing;
import org.fanfare.connection.Outlet;
import org.fanfare.protocol.Problem;
import org.fanfare.transport.Opening;
import org.jspecify.annotations.Nullable;

/** What streams and polls have in common. Used as {@link Outlet} says. */
abstract class ResponseOutlet implements Outlet {
  private final ResponseWriter writer;
  private volatile @Nullable Problem problem;

  ResponseOutlet(ResponseWriter writer) {
    this.writer = writer;
  }

  final ResponseWriter writer() {
    return writer;
  }

  /** Sets why the connection will not begin. May be called by any thread, before it is closed. */
  final void refusing(Problem why) {
    problem = why;
  }

  /** Why a connection that has not begun will not. */
  final Problem problem(Outgoing.Refusal refusal) {
    Problem known = problem;
    CloseReason reason = refusal.reason();
    if (known != null) {
      return known;
    }
    if (reason.equals(CloseReason.STOPPING)) {
      return Doorkeeper.STOPPING;
    }
    return reason.equals(CloseReason.OVERLOADED) ? Doorkeeper.FULL : Opening.UNAVAILABLE;
  }

  /** Answers with a problem, and with its own status. */
  final long answer(Problem why, long retryMillis, Written written) {
    byte[] body = Answers.utf8(why.json());
    return writer.answer(to -> Answers.head(to, why, retryMillis), body, written);
  }

  @Override
  public void close(CloseReason reason) {
    writer.complete();
  }
}

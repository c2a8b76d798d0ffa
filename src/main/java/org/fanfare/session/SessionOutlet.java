package org.fanfare.session;

import org.fanfare.connection.Outlet;
import org.fanfare.protocol.Problem;

/** An outlet that can say why its session does not begin. Used as {@link Outlet} says. */
public interface SessionOutlet extends Outlet {
  /** Sets why the connection will not begin. May be called by any thread, before it is closed. */
  void refusing(Problem why);
}

package org.fanfare.session;

import org.fanfare.connection.Ended;
import org.fanfare.connection.Outgoing;
import org.fanfare.connection.Outlet;

/** An outlet whose client takes everything at once, and about which a test does not ask. */
public final class NoOutlet implements Outlet {
  @Override
  public long write(Outgoing outgoing, Written written) {
    written.done(true);
    return 0;
  }

  @Override
  public void close(Ended reason) {}
}

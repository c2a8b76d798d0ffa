package org.fanfare.consumer.run;

import jakarta.annotation.security.PermitAll;
import java.util.List;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.Route;

/** Notes its end. */
@Route("/noted")
@PermitAll
public class Notebook implements Consumer {
  private final List<Ended> ends;

  public Notebook(List<Ended> ends) {
    this.ends = ends;
  }

  @Override
  public void disconnect(Ended why, Connection client) {
    ends.add(why);
  }
}

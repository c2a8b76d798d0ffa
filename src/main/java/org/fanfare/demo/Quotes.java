package org.fanfare.demo;

import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.PlainHttp;
import org.fanfare.consumer.Route;
import org.fanfare.layer.Start;

/**
 * A hundred prices on one page, over one connection. Whoever comes, or comes back, is given the
 * last ones at once, since the logs of their groups keep them, and then each as it changes.
 *
 * <p>It knows nothing of its client, so each instance is done when it has connected.
 */
@Route("/demo/quotes")
@PermitAll
public class Quotes implements Consumer, PlainHttp {
  private static final DemoPage PAGE = new DemoPage("quotes", "Quotes");

  @Override
  public void connect(Connection client) {
    for (Sector sector : Sector.values()) {
      client.relay(sector.group(), new Start.Newest(1)); // publications go straight to the page
    }
  }

  @Override
  public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    PAGE.send(request, response);
  }
}

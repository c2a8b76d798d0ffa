package org.fanfare.transport.http;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import org.fanfare.consumer.run.Logins;

/**
 * Learns from the container that an HTTP session has ended, or has another id. Called by any
 * thread; never blocks.
 */
@WebListener
public class LoginListener implements HttpSessionListener, HttpSessionIdListener {
  @Inject Logins logins;

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    logins.sessionEnded(event.getSession().getId());
  }

  @Override
  public void sessionIdChanged(HttpSessionEvent event, String before) {
    logins.sessionRenamed(before, event.getSession().getId());
  }
}

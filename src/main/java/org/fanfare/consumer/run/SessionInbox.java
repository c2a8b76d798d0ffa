package org.fanfare.consumer.run;

import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.Ended;
import org.fanfare.protocol.SessionFrame;
import org.fanfare.protocol.SessionFrameParser;
import org.fanfare.session.Inbox;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;

/**
 * Does what the frames of a session say that come over a WebSocket. Called by one callback of the
 * transport at a time; does not block.
 */
final class SessionInbox implements Inbox {
  private final ClientConnection client;
  private final SessionFrameParser parser;
  private final int maxSize;
  private final FrameHandler handler;

  /** Does what a frame says. */
  @FunctionalInterface
  interface FrameHandler {
    /** Does it, or throws a {@link ProblemException} that ends the connection. */
    void handle(SessionFrame frame);
  }

  SessionInbox(ClientConnection client, int maxMessage, FrameHandler handler) {
    this.client = client;
    this.parser = new SessionFrameParser(maxMessage);
    this.maxSize = maxSize(maxMessage);
    this.handler = handler;
  }

  /** A frame may be twice as long as a message, for its escapes, and some more for the rest. */
  static int maxSize(int maxMessage) {
    return 2 * maxMessage + 4096;
  }

  @Override
  public void text(String text) {
    try {
      handler.handle(parser.read(text));
    } catch (ProblemException e) {
      client.close(Ended.of(e.problem()), 0);
    }
  }

  @Override
  public void bytes(byte[] bytes) {
    client.close(new Ended(Status.UNSUPPORTED, "frames of a session are text"), 0);
  }

  @Override
  public int maxSize() {
    return maxSize;
  }
}

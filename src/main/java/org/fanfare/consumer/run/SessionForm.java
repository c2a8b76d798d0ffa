package org.fanfare.consumer.run;

import java.time.Duration;
import org.fanfare.connection.ConnectionProfile;
import org.fanfare.protocol.Encoder;
import org.fanfare.protocol.SessionEncoder;

/** How a transport carries a session. */
enum SessionForm {
  /** As frames of a WebSocket. */
  SOCKET,
  /** As events of a stream. */
  STREAM,
  /** As answers to requests, one after another. */
  POLL;

  /** Returns what is peculiar to connections that carry it so. */
  ConnectionProfile profile() {
    return switch (this) {
      case SOCKET -> ConnectionProfile.FRAMED;
      case STREAM -> ConnectionProfile.STREAM;
      case POLL -> ConnectionProfile.POLL;
    };
  }

  /**
   * Returns an encoder for it.
   *
   * @param intake says with each heartbeat what was taken
   */
  Encoder encoder(Duration heartbeat, Intake intake) {
    return switch (this) {
      case SOCKET -> SessionEncoder.ofSocket(heartbeat, intake::taken);
      case STREAM -> SessionEncoder.ofStream(heartbeat, intake::taken);
      case POLL -> SessionEncoder.ofPoll(heartbeat, intake::taken);
    };
  }
}

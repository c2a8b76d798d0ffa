package org.fanfare.redis;

import java.nio.ByteBuffer;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Refusal;

/**
 * The answer of the node that owns a channel, to the node that asked. After the head of every
 * {@link NodeMessage} it consists of the outcome (1 byte).
 *
 * @param id the id of the request
 * @param outcome the outcome: done, or refused because there is no such channel or it is full
 */
record ChannelAnswer(long id, Outcome<Void> outcome) implements NodeMessage {
  /** The number of this kind of messages between nodes. */
  static final byte KIND = 0;

  private static final byte DONE = 0;
  private static final byte NO_CHANNEL = 1;
  private static final byte CHANNEL_FULL = 2;

  @Override
  public byte[] packed() {
    return NodeMessage.begin(KIND, id, 1).put(numberOf(outcome)).array();
  }

  private static byte numberOf(Outcome<Void> outcome) {
    if (!(outcome instanceof Outcome.Refused<Void> refused)) {
      return DONE;
    }
    return switch (refused.refusal()) {
      case NO_CHANNEL -> NO_CHANNEL;
      case CHANNEL_FULL -> CHANNEL_FULL;
      default ->
          throw new IllegalArgumentException(
              "the owner of a channel does not refuse with " + refused.refusal());
    };
  }

  static ChannelAnswer read(long id, ByteBuffer bytes) {
    byte number = bytes.get();
    if (bytes.hasRemaining()) {
      throw new IllegalArgumentException("an answer is longer than it can be");
    }
    Outcome<Void> outcome =
        switch (number) {
          case DONE -> Outcome.done();
          case NO_CHANNEL -> Outcome.refused(Refusal.NO_CHANNEL);
          case CHANNEL_FULL -> Outcome.refused(Refusal.CHANNEL_FULL);
          default ->
              throw new IllegalArgumentException("outcome %d is not known".formatted(number));
        };
    return new ChannelAnswer(id, outcome);
  }
}

package org.fanfare.redis;

import org.fanfare.layer.Receipt;
import org.fanfare.log.Position;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher knows of one message that it publishes with a key, perhaps several times, and
 * what follows from that for the laws. For one thread.
 *
 * <p>The law of keys: in one epoch a message has one position, and each repeat is answered with it.
 * Another position is given only where the store has forgotten the key, which it does when it loses
 * data and in no other way. An answer that says {@code replayed} tells of an earlier attempt; if
 * the position is new, an attempt must have ended in doubt, and it was that one.
 *
 * <p>Losses are counted by whoever lets the store lose data: once before, and once when it is over.
 * What was stored before the first of these numbers may be lost; what is asked after the second is
 * not.
 */
final class MessageFate {
  private final String text;
  private final ModelLaws laws;
  private @Nullable Position position; // that was told last
  private int doubts;
  private int lossesBefore; // the first attempt that may have stored it

  MessageFate(String text, ModelLaws laws) {
    this.text = text;
    this.laws = laws;
  }

  /**
   * An attempt ended, and it is not known whether the message was stored.
   *
   * @param losses the number of losses when the attempt began
   */
  void doubted(int losses) {
    stored(losses);
    doubts++;
  }

  /**
   * An attempt was answered.
   *
   * @param losses the number of losses when the attempt began
   * @param lossesNow the number of losses at the moment
   */
  void accepted(Receipt receipt, int losses, int lossesNow) {
    Position before = position;
    int doubtsBefore = doubts;
    stored(losses);
    position = receipt.position();
    boolean mayBeForgotten = lossesNow > lossesBefore;
    if (before != null && before.equals(receipt.position())) {
      if (!receipt.replayed()) {
        laws.add("%s was appended at %s twice".formatted(text, before));
      }
      return;
    }
    if (before != null) {
      moved(before, receipt, mayBeForgotten);
    } else if (receipt.replayed() && doubtsBefore == 0) {
      laws.add("%s is said to be a repeat, and is none".formatted(text));
    }
    int others = doubtsBefore + (before == null ? 0 : 1) - (receipt.replayed() ? 1 : 0);
    if (others > 0 && mayBeForgotten) {
      laws.mayComeTwice(text); // another attempt may have appended it, too
    }
  }

  private void moved(Position before, Receipt receipt, boolean mayBeForgotten) {
    String what = receipt.replayed() ? "accepted" : "appended";
    if (before.epoch().equals(receipt.position().epoch())) {
      laws.add("%s was %s at %s, and at %s".formatted(text, what, before, receipt.position()));
    } else if (!mayBeForgotten) {
      laws.add("%s was %s again, and nothing was lost".formatted(text, what));
    } else if (receipt.replayed() && doubts == 0) {
      laws.add("%s was accepted at %s by nobody".formatted(text, receipt.position()));
    }
  }

  private void stored(int losses) {
    if (position == null && doubts == 0) {
      lossesBefore = losses;
    }
  }

  /** Returns whether an answer has told that it was stored. */
  boolean isAccepted() {
    return position != null;
  }
}

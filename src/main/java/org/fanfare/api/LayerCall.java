package org.fanfare.api;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.fanfare.layer.LayerAnswer;
import org.fanfare.layer.Outcome;

/** Asks a layer for a back end, on a thread that may wait. Pure functions. */
final class LayerCall {
  private LayerCall() {}

  /**
   * Returns what was done. A refusal is thrown as a problem, and a failure as a {@link
   * org.fanfare.layer.LayerException}.
   *
   * @param what what is asked for, for the message of an exception
   * @param group the group that was named, if any
   */
  static <T> Outcome.Done<T> done(
      String what, String group, Supplier<CompletionStage<Outcome<T>>> ask) {
    Outcome<T> outcome = LayerAnswer.await(what, ask);
    if (outcome instanceof Outcome.Refused<T> refused) {
      throw refused.refusal().problem(group).thrown();
    }
    return (Outcome.Done<T>) outcome;
  }
}

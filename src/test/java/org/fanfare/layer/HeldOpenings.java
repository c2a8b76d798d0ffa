package org.fanfare.layer;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The answers of a layer to who opens a group: it opens at once, but says so when a test wants. */
public final class HeldOpenings {
  private final Queue<Runnable> held = new ArrayDeque<>();

  /** A layer whose openings are held. For one thread. */
  public ChannelLayer of(ChannelLayer layer) {
    return LateAnswers.of(layer, "", this::hold);
  }

  private CompletionStage<Object> hold(Supplier<CompletionStage<Object>> opening) {
    CompletableFuture<Object> later = new CompletableFuture<>();
    Object opened = opening.get().toCompletableFuture().join();
    held.add(() -> later.complete(opened));
    return later;
  }

  /** Gives all answers that are held, and those that are asked for meanwhile. */
  public void letGo() {
    while (!held.isEmpty()) {
      held.remove().run();
    }
  }

  /** How many wait for an answer. */
  public int count() {
    return held.size();
  }
}

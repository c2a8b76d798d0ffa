package org.fanfare.session;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.fanfare.layer.ChannelLayer;

/** The answers of a layer that does at once what it is asked, but says so when the test wants. */
public final class HeldAnswers {
  private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();

  /** A layer whose answers to publishers and senders are held. */
  public ChannelLayer of(ChannelLayer layer) {
    return (ChannelLayer)
        Proxy.newProxyInstance(
            ChannelLayer.class.getClassLoader(),
            new Class<?>[] {ChannelLayer.class},
            (self, method, arguments) -> {
              Object answer = invoke(method, layer, arguments);
              boolean holds = method.getName().equals("publish") || method.getName().equals("send");
              return holds ? hold((CompletionStage<?>) answer) : answer;
            });
  }

  private static Object invoke(Method method, ChannelLayer layer, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(layer, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private <T> CompletionStage<T> hold(CompletionStage<T> answer) {
    CompletableFuture<T> later = new CompletableFuture<>();
    T value = answer.toCompletableFuture().join();
    held.add(() -> later.complete(value));
    return later;
  }

  /** Gives the oldest answer that is held. */
  public void letGo() {
    held.remove().run();
  }

  /** How many wait for an answer. */
  public int count() {
    return held.size();
  }
}

package org.fanfare.layer;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fanfare.message.GroupName;

/** Layers that open groups late; everything else is as it was. */
public final class LateAnswers {
  private LateAnswers() {}

  /**
   * A layer that is late for groups whose name begins with {@code prefix}.
   *
   * @param late opens when it wants to, and answers when it wants to
   */
  public static ChannelLayer of(
      ChannelLayer layer,
      String prefix,
      Function<Supplier<CompletionStage<Object>>, CompletionStage<Object>> late) {
    return (ChannelLayer)
        Proxy.newProxyInstance(
            ChannelLayer.class.getClassLoader(),
            new Class<?>[] {ChannelLayer.class},
            (self, method, arguments) -> {
              if (method.getName().equals("open")
                  && ((GroupName) arguments[0]).value().startsWith(prefix)) {
                GroupName group = (GroupName) arguments[0];
                return late.apply(
                    () ->
                        layer
                            .open(
                                group,
                                (Start) arguments[1],
                                (Executor) arguments[2],
                                (Wake) arguments[3])
                            .thenApply(opened -> opened));
              }
              try {
                return method.invoke(layer, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}

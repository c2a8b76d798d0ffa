package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.BiFunction;
import org.fanfare.transport.Servers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A response is ended only when the container's thread that brought its request has returned. */
final class ReturnGateTest {
  private final List<String> asked = new ArrayList<>();
  private final Queue<Runnable> started = new ArrayDeque<>();
  private int looksUntilReturned = Integer.MAX_VALUE;
  private boolean refusesThreads;

  private static <T> T answering(Class<T> type, BiFunction<String, Object[], Object> answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answer.apply(method.getName(), arguments)));
  }

  private static ReturnGate gateOn(String server) {
    return ReturnGate.before(
        answering(
            ServletRequest.class,
            (name, with) -> name.equals("getServletContext") ? Servers.named(server) : null));
  }

  private AsyncContext context() {
    return answering(
        AsyncContext.class,
        (name, with) -> {
          if (!name.equals("setTimeout")) {
            asked.add(name);
          } else if (--looksUntilReturned < 0) {
            throw new IllegalStateException("the dispatch has returned to the container");
          }
          if (name.equals("start") && refusesThreads) {
            throw new IllegalStateException("there is no thread");
          } else if (name.equals("start")) {
            started.add((Runnable) with[0]);
          }
          return null;
        });
  }

  private void end(ReturnGate gate) {
    AsyncContext context = context();
    gate.end(context, context::complete);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Payara Micro 6.2025.10", "Eclipse GlassFish 7.0.20"})
  void whatEndsBeforeItsThreadHasReturnedIsCompletedByAnotherThatSawItReturn(String server) {
    looksUntilReturned = 3;

    end(gateOn(server));
    assertThat(asked).containsExactly("start");

    started.remove().run();
    assertThat(looksUntilReturned).isNegative();
    assertThat(asked).containsExactly("start", "complete");
  }

  @Test
  void whatEndsAfterItsThreadHasReturnedIsCompletedAtOnce() {
    looksUntilReturned = 0;

    end(gateOn("Payara Micro 6.2025.10"));

    assertThat(asked).containsExactly("complete");
  }

  @Test
  void whereThereIsNoThreadToLookTheResponseIsEndedAllTheSame() {
    refusesThreads = true;

    end(gateOn("Payara Micro 6.2025.10"));

    assertThat(asked).containsExactly("start", "complete");
  }

  @Test
  void aThreadThatNeverReturnsIsNotWaitedForForEver() {
    end(gateOn("Payara Micro 6.2025.10"));
    started.remove().run();

    assertThat(asked).containsExactly("start", "complete");
  }

  @ParameterizedTest
  @ValueSource(strings = {"WildFly 39.0.1.Final", "IBM WebSphere Liberty/26.0.0.3"})
  void aServerThatLeavesNoMarkIsNotAsked(String server) {
    int before = looksUntilReturned;

    end(gateOn(server));

    assertThat(asked).containsExactly("complete");
    assertThat(looksUntilReturned).isEqualTo(before);
  }
}

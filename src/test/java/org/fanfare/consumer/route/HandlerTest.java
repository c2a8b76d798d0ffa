package org.fanfare.consumer.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fanfare.consumer.route.ClassesOfConsumers.type;

import jakarta.annotation.security.PermitAll;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.FromLayer;
import org.fanfare.consumer.Route;
import org.fanfare.consumer.Scope;
import org.fanfare.log.Publication;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rule P11: how the method that takes a message is called. */
final class HandlerTest {
  private static final Connection CLIENT = nothing(Connection.class);
  private static final Scope SCOPE = nothing(Scope.class);

  record Say(String text) {}

  @Route("/calls")
  @PermitAll
  static class Calls implements Consumer {
    final List<@Nullable Object> got = new ArrayList<>();

    @FromClient("all")
    void all(Scope scope, Say say, Connection client) {
      got.addAll(Arrays.asList(scope, say, client));
    }

    @FromClient("none")
    void none() {
      got.add("none");
    }

    @FromClient("checked")
    void checked() throws IOException {
      throw new IOException("checked");
    }

    @FromClient("error")
    void error() {
      throw new AssertionError("error");
    }

    @FromClient("own")
    void own() {
      throw new IllegalArgumentException("own");
    }

    @FromLayer("mail")
    void mail(Say say, @Nullable Publication publication) {
      got.addAll(Arrays.asList(say, publication));
    }
  }

  /** What a container makes of it, to call interceptors. */
  static class SubclassByAContainer extends Calls {
    @Override
    void none() {
      got.add("intercepted");
      super.none();
    }
  }

  private final ConsumerType type = type(Calls.class);
  private final Calls calls = new Calls();

  @Test
  void argumentsComeInTheOrderOfTheParameters() throws Exception {
    Say say = new Say("hello");

    call("all", calls, say);

    assertThat(calls.got).containsExactly(SCOPE, say, CLIENT);
  }

  @Test
  void aMethodWithoutParametersIsGivenNone() throws Exception {
    call("none", calls, null);

    assertThat(calls.got).containsExactly("none");
  }

  @Test
  void aMessageThatWasSentToTheChannelComesWithoutAPublication() throws Exception {
    Say say = new Say("hello");

    type.fromLayer().ofType("mail").orElseThrow().call(calls, say, CLIENT, SCOPE, null);

    assertThat(calls.got).containsExactly(say, null);
  }

  @Test
  void theMethodOfASubclassIsCalledThatAContainerHasMade() throws Exception {
    Calls intercepted = new SubclassByAContainer();

    call("none", intercepted, null);

    assertThat(intercepted.got).containsExactly("intercepted", "none");
  }

  @Test
  void whatTheMethodThrowsIsThrownAsItIs() {
    assertThatThrownBy(() -> call("checked", calls, null))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("checked");
    assertThatThrownBy(() -> call("own", calls, null))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("own");
    assertThatThrownBy(() -> call("error", calls, null))
        .isExactlyInstanceOf(AssertionError.class)
        .hasMessage("error");
  }

  private void call(String name, Calls instance, @Nullable Object message) throws Exception {
    type.fromClient().ofType(name).orElseThrow().call(instance, message, CLIENT, SCOPE, null);
  }

  private static <T> T nothing(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "equals" -> proxy == arguments[0];
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "toString" -> type.getSimpleName();
                  default -> throw new UnsupportedOperationException(method.getName());
                }));
  }
}

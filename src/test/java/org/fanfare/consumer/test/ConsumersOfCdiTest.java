package org.fanfare.consumer.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.Route;
import org.fanfare.consumer.route.InvalidRoutesException;
import org.junit.jupiter.api.Test;

/** Rules P2, P3 and P4: consumers in the test kit that a container of CDI makes. */
final class ConsumersOfCdiTest {
  /** Keeps what happens, for all connections. */
  @ApplicationScoped
  static class Diary {
    private final List<String> entries = new ArrayList<>();

    List<String> entries() {
      return entries;
    }

    void note(String entry) {
      entries.add(entry);
    }
  }

  /** Ends with the instance for which it was made. */
  @Dependent
  static class Pencil {
    @Inject Diary diary;

    @PreDestroy
    void destroyed() {
      diary.note("pencil destroyed");
    }
  }

  /** Is noted by an interceptor. */
  @InterceptorBinding
  @Retention(RetentionPolicy.RUNTIME)
  @interface Noted {}

  /** Notes calls. */
  @Noted
  @Interceptor
  static class Notes {
    @Inject Diary diary;

    @AroundInvoke
    Object around(InvocationContext call) throws Exception {
      diary.note("before " + call.getMethod().getName());
      return call.proceed();
    }
  }

  /** A consumer with what CDI gives. */
  @Route("/guestbook")
  @PermitAll
  static class Guestbook implements Consumer {
    @Inject Diary diary;
    @Inject Pencil pencil;
    private int written;

    @Noted
    @FromClient
    void write(String text, Connection client) {
      written++;
      diary.note(text);
      client.send(text + " is number " + written);
    }

    @Override
    public void disconnect(Ended why, Connection client) {
      diary.note("disconnect");
    }

    @PreDestroy
    void destroyed() {
      diary.note("destroyed");
    }
  }

  /** Is no consumer as a deployment wants them. */
  @Route("/shared")
  @PermitAll
  @ApplicationScoped
  static class Shared implements Consumer {}

  private static SeContainer container(Class<?>... beans) {
    return SeContainerInitializer.newInstance()
        .disableDiscovery()
        .addBeanClasses(beans)
        .enableInterceptors(Notes.class)
        .initialize();
  }

  @Test
  void aContainerMakesAnInstanceForEachConnectionAndDestroysIt() {
    try (SeContainer container =
            container(Guestbook.class, Diary.class, Pencil.class, Notes.class);
        TestFanfare fanfare = TestFanfare.withCdi()) {
      TestClient ann = fanfare.guest().connect("/guestbook");
      TestClient bob = fanfare.guest().connect("/guestbook");

      ann.send("hello");
      bob.send("good day");
      ann.closes();

      assertThat(ann.nextText()).isEqualTo("hello is number 1");
      assertThat(bob.nextText()).isEqualTo("good day is number 1");
      assertThat(container.select(Diary.class).get().entries())
          .containsExactly(
              "before write",
              "hello",
              "before write",
              "good day",
              "disconnect",
              "destroyed",
              "pencil destroyed");
    }
  }

  @Test
  void whatADeploymentRefusesTheKitRefuses() {
    try (SeContainer container = container(Shared.class, Diary.class, Notes.class)) {
      assertThat(container.isRunning()).isTrue();
      assertThatThrownBy(TestFanfare::withCdi)
          .isInstanceOf(InvalidRoutesException.class)
          .hasMessageContaining("Shared");
    }
  }

  @Test
  void withoutAContainerThereAreNone() {
    assertThatThrownBy(TestFanfare::withCdi).isInstanceOf(IllegalStateException.class);
  }
}

package org.fanfare.transport.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.fanfare.transport.ScriptedStream;
import org.fanfare.transport.Servers;
import org.fanfare.transport.WritePolicies;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each write of a response is told of once, also when it can leave no more. */
final class ResponseWriterTest {
  private final ScriptedStream stream = new ScriptedStream();
  private final List<String> told = new ArrayList<>();
  private final ReturnGate gate = new ReturnGate(false);
  private int completed;
  private int statuses;
  private AsyncContext async;
  private ResponseWriter writer;

  /** An object that answers what it is asked by {@code answers}, and nothing to anything else. */
  private static <T> T answering(Class<T> type, Map<String, Supplier<Object>> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answers.getOrDefault(method.getName(), () -> null).get()));
  }

  @BeforeEach
  void listen() throws IOException {
    HttpServletResponse response =
        answering(
            HttpServletResponse.class,
            Map.of("getOutputStream", () -> stream, "setStatus", () -> (Object) statuses++));
    async =
        answering(
            AsyncContext.class,
            Map.of("getResponse", () -> response, "complete", () -> (Object) completed++));
    HttpServletRequest request =
        answering(
            HttpServletRequest.class,
            Map.of(
                "startAsync", () -> async,
                "getAttribute", () -> gate,
                "getServletContext", () -> Servers.named("any")));
    writer = new ResponseWriter(request, true, new WritePolicies(() -> Runnable::run));
    writer.listen(() -> told.add("gone"));
    gate.open();
    writer.onWritePossible();
  }

  private void write(String text) {
    writer.write(text.getBytes(US_ASCII), ready -> told.add(text + " " + ready));
  }

  private void answer(String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    writer.answer(
        response -> response.setStatus(200), bytes, ready -> told.add(text + " " + ready));
  }

  @Test
  void aWriteLeavesWhenThereIsRoom() {
    stream.room = false;
    write("one");
    assertThat(told).isEmpty();

    stream.room = true;
    writer.onWritePossible();

    assertThat(stream.written.toString(US_ASCII)).isEqualTo("one");
    assertThat(told).containsExactly("one true");
  }

  @Test
  void aWriteThatWaitsIsLetGoWhenItsResponseIsEnded() {
    stream.room = false;
    write("one");

    writer.complete();
    writer.complete();

    assertThat(told).containsExactly("one false");
    assertThat(completed).isEqualTo(1);
    assertThat(stream.written.size()).isZero();
  }

  @Test
  void aWriteThatWaitsIsLetGoWhenTheContainerEndsTheResponse() {
    stream.room = false;
    write("one");

    writer.onComplete(new AsyncEvent(async));

    assertThat(told).containsExactlyInAnyOrder("one false", "gone");
  }

  @Test
  void nothingIsAskedOfAStreamWhoseResponseIsOver() {
    writer.onComplete(new AsyncEvent(async));
    stream.recycled = true;

    write("one");
    writer.complete();

    assertThat(told).containsExactly("gone", "one false");
    assertThat(completed).isZero();
  }

  @Test
  void anAnswerHasItsHeadOnceAndBeforeItsBytes() {
    stream.room = false;
    answer("one");
    assertThat(stream.written.size()).isZero();

    stream.room = true;
    writer.onWritePossible();
    write("two");

    assertThat(statuses).isEqualTo(1);
    assertThat(told).containsExactly("one true", "two true");
  }

  @Test
  void nothingIsSetOnAResponseThatMayServeAnotherRequestByNow() throws IOException {
    writer.onError(new AsyncEvent(async));

    answer("one");

    assertThat(statuses).isZero();
    assertThat(told).containsExactly("gone", "one false");
  }

  private ResponseWriter suspendedBy(boolean resumes) throws IOException {
    HttpServletRequest request =
        answering(
            HttpServletRequest.class,
            Map.of("getAttribute", () -> gate, "getServletContext", () -> Servers.named("any")));
    ResponseWriter suspended =
        new ResponseWriter(
            request,
            async,
            true,
            new WritePolicies(() -> Runnable::run),
            () -> told.add("resumed") && resumes);
    suspended.listen(() -> told.add("gone"));
    suspended.onWritePossible();
    return suspended;
  }

  @Test
  void whoeverSuspendedARequestIsToldOnceWhenItsAnswerHasLeft() throws IOException {
    ResponseWriter suspended = suspendedBy(true);

    suspended.answer(to -> to.setStatus(200), new byte[3], ready -> told.add("left " + ready));
    suspended.complete();
    suspended.complete();

    assertThat(stream.calls).as("it is committed").last().isEqualTo("flush");
    assertThat(told).containsExactly("left true", "resumed");
    assertThat(completed).isZero();
  }

  @Test
  void aRequestThatNobodyResumesAnyMoreIsCompletedAllTheSame() throws IOException {
    suspendedBy(false).complete();

    assertThat(told).containsExactly("resumed");
    assertThat(completed).isEqualTo(1);
  }

  @Test
  void whateverARecycledStreamThrowsIsTheEndOfTheWrite() {
    stream.recycled = true;

    write("one");

    assertThat(told).containsExactly("one false");
  }
}

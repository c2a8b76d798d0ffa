package org.fanfare.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Rule P38: where OpenTelemetry is, each callback has a span, which is linked to that of the
 * request that opened the connection; where it is not, nothing is missed.
 */
final class OpenTelemetryTracesTest {
  private static final String ROUTE = "/chat/{room}";

  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private final OpenTelemetrySdk telemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(exported))
                  .build())
          .build();
  private final CallbackTraces traces = new OpenTelemetryTraces(() -> telemetry);

  @AfterEach
  void close() {
    GlobalOpenTelemetry.resetForTest();
    telemetry.close();
  }

  private Span request() {
    return telemetry.getTracer("a server").spanBuilder("GET").startSpan();
  }

  private CallbackTraces.OfConnection opened(Span request) {
    try (Scope current = request.makeCurrent()) {
      assertThat(current).isNotNull();
      return traces.opened(ROUTE);
    }
  }

  private SpanData only() {
    assertThat(exported.getFinishedSpanItems()).hasSize(1);
    return exported.getFinishedSpanItems().get(0);
  }

  @Test
  void aCallbackIsTheRootOfATraceThatIsLinkedToTheRequest() {
    Span request = request();

    opened(request).begin("fromClient").end();

    SpanData span = only();
    assertThat(span.getParentSpanContext().isValid()).as("it has a parent").isFalse();
    assertThat(span.getTraceId()).isNotEqualTo(request.getSpanContext().getTraceId());
    assertThat(span.getLinks())
        .extracting(LinkData::getSpanContext)
        .containsExactly(request.getSpanContext());
  }

  @Test
  void itSaysWhichCallbackOfWhichRouteAndNoMore() {
    opened(request()).begin("fromClient").end();

    SpanData span = only();
    assertThat(span.getName()).isEqualTo("fromClient /chat/{room}");
    assertThat(span.getStatus()).isEqualTo(StatusData.unset());
    assertThat(span.getAttributes().asMap())
        .containsOnly(
            Map.entry(AttributeKey.stringKey("fanfare.route"), ROUTE),
            Map.entry(AttributeKey.stringKey("fanfare.callback"), "fromClient"));
    assertThat(span.getInstrumentationScopeInfo().getName()).isEqualTo("org.fanfare");
  }

  /** In {@code connect} that of the request is current, and is so again afterwards. */
  @Test
  void whatACallbackCallsIsTracedBelowIt() {
    Span request = request();
    try (Scope outside = request.makeCurrent()) {
      CallbackTraces.Running running = traces.opened(ROUTE).begin("connect");
      telemetry.getTracer("a database").spanBuilder("SELECT").startSpan().end();
      running.end();

      assertThat(outside).isNotNull();
      assertThat(Span.current()).isSameAs(request);
    }

    List<SpanData> spans = exported.getFinishedSpanItems();
    assertThat(spans).extracting(SpanData::getName).containsExactly("SELECT", "connect " + ROUTE);
    assertThat(spans.get(0).getParentSpanId()).isEqualTo(spans.get(1).getSpanId());
    assertThat(spans.get(1).getParentSpanContext().isValid()).isFalse();
  }

  @Test
  void aFailureIsRecorded() {
    CallbackTraces.Running running = opened(request()).begin("timer");
    running.failed(new IllegalStateException("for this test"));
    running.end();

    SpanData span = only();
    assertThat(span.getStatus()).isEqualTo(StatusData.error());
    assertThat(span.getEvents())
        .singleElement()
        .satisfies(event -> assertThat(event.getName()).isEqualTo("exception"));
  }

  @Test
  void whatARequestOpenedThatNobodyTracesHasNoLink() {
    assertThat(Span.current().getSpanContext()).isEqualTo(SpanContext.getInvalid());

    traces.opened(ROUTE).begin("connect").end();

    assertThat(only().getLinks()).isEmpty();
  }

  /** As an application does that sets up its tracing later than the server starts Fanfare. */
  @Test
  void anApplicationMaySetItsOwnAfterFanfareHasStarted() {
    CallbackTraces started = CallbackTraces.ofApplication();
    started.opened(ROUTE).begin("connect").end();
    assertThat(exported.getFinishedSpanItems()).isEmpty();

    GlobalOpenTelemetry.set(telemetry);
    started.opened(ROUTE).begin("connect").end();

    assertThat(exported.getFinishedSpanItems()).hasSize(1);
  }

  @Test
  void withoutOpenTelemetryNothingIsTraced() throws Exception {
    Class<?> there = ClassesWithout.of("io.opentelemetry.", CallbackTraces.class);

    Object found = there.getMethod("ofApplication").invoke(null);

    assertThat(found).isSameAs(there.getField("NONE").get(null));
  }

  @Test
  void oneClassAloneKnowsOpenTelemetry() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<Path> knowing =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(OpenTelemetryTracesTest::namesIt)
              .map(Path::getFileName)
              .toList();

      assertThat(knowing).containsExactly(Path.of("OpenTelemetryTraces.java"));
    }
  }

  private static boolean namesIt(Path file) {
    try {
      return Files.readString(file).contains(OpenTelemetry.class.getPackageName());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

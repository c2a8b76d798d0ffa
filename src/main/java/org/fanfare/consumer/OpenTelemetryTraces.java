package org.fanfare.consumer;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a span of OpenTelemetry for each callback. Nothing but {@link CallbackTraces#ofApplication}
 * names this class, so that it is not loaded where the API is missing. Safe for use by any thread.
 *
 * <p>A span is the root of a trace of its own, and current while the callback runs, so that what
 * the callback calls is traced below it. It is linked to the span of the request that opened the
 * connection, and is not its child: a connection may live for days, and a trace is read as a whole.
 * Neither the user nor the connection is told to the tracer, nor what was sent; but a failure is,
 * with its message.
 */
final class OpenTelemetryTraces implements CallbackTraces {
  private static final String TRACER = "org.fanfare";
  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("fanfare.route");
  private static final AttributeKey<String> CALLBACK = AttributeKey.stringKey("fanfare.callback");

  private final Supplier<OpenTelemetry> telemetry;

  /**
   * Uses what {@code telemetry} gives when a connection is opened: the application may set it up
   * after Fanfare has started.
   */
  OpenTelemetryTraces(Supplier<OpenTelemetry> telemetry) {
    this.telemetry = telemetry;
  }

  static CallbackTraces ofApplication() {
    OpenTelemetry bean = ofContainer();
    return bean == null
        // not get(), which would keep the application from setting its own later
        ? new OpenTelemetryTraces(GlobalOpenTelemetry::getOrNoop)
        : new OpenTelemetryTraces(() -> bean);
  }

  /** MicroProfile Telemetry has one for each application. */
  private static @Nullable OpenTelemetry ofContainer() {
    try {
      Instance<OpenTelemetry> beans = CDI.current().select(OpenTelemetry.class);
      return beans.isResolvable() ? beans.get() : null;
    } catch (IllegalStateException e) {
      return null; // there is no CDI
    }
  }

  @Override
  public OfConnection opened(String route) {
    Tracer tracer = telemetry.get().getTracer(TRACER);
    SpanContext request = Span.current().getSpanContext();
    return callback -> begin(tracer, route, callback, request);
  }

  private static Running begin(Tracer tracer, String route, String callback, SpanContext request) {
    SpanBuilder builder =
        tracer
            .spanBuilder(callback + " " + route)
            .setNoParent()
            .setAttribute(ROUTE, route)
            .setAttribute(CALLBACK, callback);
    if (request.isValid()) {
      builder.addLink(request);
    }
    return new Traced(builder.startSpan());
  }

  /** A callback whose span is the current one of its thread. */
  private static final class Traced implements Running {
    private final Span span;
    private final io.opentelemetry.context.Scope current;

    @SuppressWarnings("MustBeClosedChecker") // end() closes it
    Traced(Span span) {
      this.span = span;
      this.current = span.makeCurrent();
    }

    @Override
    public void failed(Throwable failure) {
      span.recordException(failure).setStatus(StatusCode.ERROR);
    }

    @Override
    public void end() {
      current.close();
      span.end();
    }
  }
}

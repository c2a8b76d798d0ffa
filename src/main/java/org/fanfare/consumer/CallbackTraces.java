package org.fanfare.consumer;

import java.lang.System.Logger.Level;

/**
 * Shows the callbacks of consumers to whoever traces the application, by OpenTelemetry where there
 * is one. Safe for use by any thread.
 *
 * <pre>{@code
 * CallbackTraces.OfConnection traces = CallbackTraces.ofApplication().opened("/chat/{room}");
 * CallbackTraces.Running running = traces.begin("fromClient");
 * try {
 *   handler.call(message);
 * } catch (Exception failure) {
 *   running.failed(failure);
 * } finally {
 *   running.end();
 * }
 * }</pre>
 */
@FunctionalInterface
public interface CallbackTraces {
  /** Shows them to nobody, and makes no object. */
  CallbackTraces NONE = route -> OfConnection.NONE;

  /**
   * Returns the traces of the application whose thread calls; {@link #NONE} if OpenTelemetry's API
   * is not on the class path, or is older than 1.57 and no bean of the container.
   */
  static CallbackTraces ofApplication() {
    try {
      // the only class that knows OpenTelemetry
      return new HarmlessTraces(OpenTelemetryTraces.ofApplication());
    } catch (LinkageError e) {
      System.getLogger(CallbackTraces.class.getName())
          .log(
              Level.DEBUG,
              "callbacks are not traced: OpenTelemetry is not there, or is too old",
              e);
      return NONE;
    }
  }

  /**
   * Returns the traces of a connection that the request on the calling thread opens.
   *
   * @param route the path of its route, with the parameters in braces
   */
  OfConnection opened(String route);

  /** The traces of one connection. Safe for use by any thread. */
  @FunctionalInterface
  interface OfConnection {
    /** Those that nobody is shown. */
    OfConnection NONE = callback -> Running.NONE;

    /**
     * A callback begins on the calling thread.
     *
     * @param callback its name, one of few
     */
    Running begin(String callback);
  }

  /** A callback that runs. Used by its thread alone. */
  interface Running {
    /** One that nobody is shown. */
    Running NONE =
        new Running() {
          @Override
          public void failed(Throwable failure) {}

          @Override
          public void end() {}
        };

    /** It has thrown this, which is no mistake of the client. */
    void failed(Throwable failure);

    /** It has returned, or has thrown. Called once, last. */
    void end();
  }
}

package org.fanfare.api;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/**
 * The meters of a node as Prometheus reads them. It is a bean in place of the registry, so that an
 * application with Fanfare in it may have a registry of its own. Safe for use by any thread.
 */
public final class MetricsPage {
  static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final NodeState state;
  private final PrometheusMeterRegistry registry;

  /**
   * @param registry has the meters of {@code state}
   */
  public MetricsPage(NodeState state, PrometheusMeterRegistry registry) {
    this.state = state;
    this.registry = registry;
  }

  /** The numbers at this moment. */
  String text() {
    return state.scrape(registry);
  }
}

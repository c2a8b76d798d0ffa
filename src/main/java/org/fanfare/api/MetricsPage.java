package org.fanfare.api;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/**
 * The meters of a node in the format of Prometheus. This is the bean rather than the registry, so
 * that an application that contains Fanfare may have a registry of its own. Safe for use by any
 * thread.
 */
public final class MetricsPage {
  /** The media type of the page. */
  public static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final NodeState state;
  private final PrometheusMeterRegistry registry;

  /**
   * Creates the page.
   *
   * @param registry contains the meters of {@code state}
   */
  public MetricsPage(NodeState state, PrometheusMeterRegistry registry) {
    this.state = state;
    this.registry = registry;
  }

  /** Returns the current numbers. */
  public String text() {
    return state.scrape(registry);
  }
}

package org.fanfare.wire.consumers;

import jakarta.enterprise.context.RequestScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** Has another number in each request context. */
@RequestScoped
public class OfRequest {
  private static final AtomicInteger LAST = new AtomicInteger();

  private final int number = LAST.incrementAndGet();

  /** The number of this request context. */
  public int number() {
    return number;
  }
}

package org.fanfare.log;

import java.time.Duration;
import org.fanfare.message.GroupName;

/** Logs for tests. */
final class Logs {
  static final GroupName GROUP = new GroupName("demo.board");

  private Logs() {}

  static GroupPolicy policy(int count, long bytes, Duration age) {
    return new GroupPolicy("any", 10, count, bytes, age, Duration.ofMinutes(5));
  }

  static GroupLog log(int count, LogBudget budget) {
    return new GroupLog(
        GROUP, new Epoch(7), policy(count, Long.MAX_VALUE, Duration.ofHours(1)), budget);
  }
}

package org.fanfare.wire.kit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A publisher that posts texts and tells the checker of each that was accepted.
 *
 * @param server where to publish
 * @param checker who is told
 */
public record Publishing(Server server, Checker checker) {
  /** Publishes {@code body}, which must be accepted, and returns its offset. */
  public long text(String group, String body) {
    Answer answer = Http.post(server.groups(group, ""), "text/plain", body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    long offset = answer.offset(group);
    checker.accepted(group, offset, body);
    return offset;
  }

  /** Publishes {@code prefix-1} to {@code prefix-count}. */
  public void texts(String group, String prefix, int count) {
    for (int i = 1; i <= count; i++) {
      text(group, prefix + "-" + i);
    }
  }
}

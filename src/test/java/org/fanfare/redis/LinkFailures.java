package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;

/** What tests say of a failure of a link. */
final class LinkFailures {
  private LinkFailures() {}

  /** The answer is a failure of a kind, in ten seconds at most. */
  static void failsFor(
      LinkException.Kind kind, boolean mayHaveHappened, CompletableFuture<?> answer) {
    assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
        .cause()
        .asInstanceOf(InstanceOfAssertFactories.type(LinkException.class))
        .satisfies(
            failure -> {
              assertThat(failure.kind()).isEqualTo(kind);
              assertThat(failure.mayHaveHappened()).isEqualTo(mayHaveHappened);
            });
  }
}

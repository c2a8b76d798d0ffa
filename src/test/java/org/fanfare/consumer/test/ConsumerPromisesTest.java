package org.fanfare.consumer.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.fanfare.consumer.promises.BareSocketPromises;
import org.fanfare.consumer.promises.Conversation;
import org.junit.jupiter.api.AfterEach;

/** The promises of consumers, in the test kit, to clients with a bare WebSocket. */
final class ConsumerPromisesTest extends BareSocketPromises {
  private final PromisesKit kit = new PromisesKit();

  @AfterEach
  void nothingFailedUnseen() {
    kit.close();
  }

  @Override
  protected Conversation connect(Who who, String path, String... subprotocols) {
    return new PromisesKit.OfKit(kit.caller(who).bare().subprotocols(subprotocols).connect(path));
  }

  @Override
  protected String refusal(Who who, String path) {
    return kit.refusal(kit.caller(who).bare(), path);
  }

  @Override
  protected void pass(Duration time) {
    kit.fanfare.clock().advance(time);
  }

  @Override
  protected void becomes(BooleanSupplier so, Supplier<String> what) {
    assertThat(so.getAsBoolean()).as(what).isTrue();
  }

  @Override
  protected void provoked() {
    kit.provoked();
  }
}

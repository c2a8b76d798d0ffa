package org.fanfare.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.fanfare.protocol.BareEncoder;
import org.fanfare.protocol.Encoder;
import org.fanfare.protocol.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Encoders that an application brings are asked for by names that mean nothing else. */
final class BroughtEncodersTest {
  private record Factory(String subprotocol, String mediaType) implements EncoderFactory {
    @Override
    public Encoder make() {
      return new BareEncoder();
    }
  }

  @Test
  void eachIsFoundByItsNames() {
    Encoders encoders =
        Encoders.of(List.of(new Factory("a.v1", "text/a"), new Factory("b", "application/b+x")));

    assertThat(encoders.subprotocols()).containsExactlyInAnyOrder("fanfare", "a.v1", "b");
    assertThat(encoders.mediaTypes()).containsExactly("text/a", "application/b+x");
    assertThat(encoders.ofSubprotocol("a.v1")).isSameAs(encoders.ofMediaType("text/a"));
    assertThat(encoders.ofSubprotocol("")).isNull();
    assertThat(encoders.ofSubprotocol("fanfare")).as("ours").isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "fanfare, text/a",
    "a b, text/a",
    "'', text/a",
    "a, text/event-stream",
    "a, application/json",
    "a, Text/A",
    "a, text",
    "a, text/a;q=1"
  })
  void aNameThatIsNoneOrTakenIsRefusedAtTheStart(String subprotocol, String mediaType) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Encoders.of(List.of(new Factory(subprotocol, mediaType))))
        .withMessageContaining(BareEncoder.class.getName());
  }

  @Test
  void twoOfOneNameAreRefusedAtTheStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Encoders.of(List.of(new Factory("a", "text/a"), new Factory("a", "text/b"))));
  }
}

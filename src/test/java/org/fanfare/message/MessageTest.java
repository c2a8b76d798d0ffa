package org.fanfare.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages and names cannot be wrong, nor be changed. */
final class MessageTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "demo.board", "A-b_c.9"})
  void theseAreGroups(String name) {
    assertThat(new GroupName(name)).hasToString(name);
    assertThat(new GroupName("n".repeat(128)).value()).hasSize(128);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".a", "-a", "_a", "a b", "a/b", "a,b", "a\n", "\u00fc", "a%2C", "a*"})
  void theseAreNot(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GroupName(name))
        .withMessageContaining("1 to 128 characters of A-Z a-z 0-9 . _ -");
    assertThatIllegalArgumentException().isThrownBy(() -> new GroupName("n".repeat(129)));
  }

  @Test
  void channelsHave144RandomBitsAndDoNotTellThemByAccident() {
    SecureRandom random = new SecureRandom();

    Set<ChannelName> names =
        Stream.generate(() -> ChannelName.random(random)).limit(1000).collect(Collectors.toSet());

    assertThat(names).hasSize(1000);
    assertThat(names)
        .allSatisfy(
            n -> {
              assertThat(n.value()).hasSize(24);
              assertThat(n.toString()).hasSize(5).startsWith(n.value().substring(0, 4));
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "AAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAA="})
  void whatCanBeGuessedIsNoChannel(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ChannelName(name));
    assertThatIllegalArgumentException().isThrownBy(() -> new ChannelName("A".repeat(65)));
  }

  @Test
  void aMessageKeepsItsContentWhateverBecomesOfTheBytesItWasMadeOf() {
    byte[] bytes = "abc".getBytes(UTF_8);
    Message message = Message.bytes(MediaType.BYTES, bytes);

    bytes[0] = 'x';
    message.toBytes()[1] = 'x';

    assertThat(message.toBytes()).isEqualTo("abc".getBytes(UTF_8));
    assertThat(message.content().isReadOnly()).isTrue();
    assertThat(message.size()).isEqualTo(3);
  }

  @Test
  void theSizeOfATextIsThatOfItsUtf8() {
    assertThat(Message.text("\u20ac\ud83c\udfba").size()).isEqualTo(7);
    assertThat(Message.text("secret")).hasToString("TEXT text/plain of 6 bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, TEXT", "TEXT/HTML, TEXT", "application/x-www-form-urlencoded, TEXT",
    "application/json, JSON", "application/problem+json, JSON", "application/json-seq, BYTES",
    "application/xml, BYTES", "image/png, BYTES"
  })
  void aTypeDecidesHowAMessageIsCarried(String type, Message.Kind kind) {
    assertThat(MediaType.parse(type).kind()).isEqualTo(kind);
  }

  @Test
  void aTypeIsKeptWithItsParameters() {
    MediaType type = MediaType.parse(" Text/Plain ; charset=\"UTF-8\"; format=flowed ");

    assertThat(type.essence()).isEqualTo("text/plain");
    assertThat(type.charset()).isEqualTo("utf-8");
    assertThat(type).hasToString("text/plain; charset=\"UTF-8\"; format=flowed");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MediaType.parse("text/" + "x".repeat(251)));
  }
}

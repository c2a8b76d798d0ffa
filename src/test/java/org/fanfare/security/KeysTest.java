package org.fanfare.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
  private static final String FIRST = "first-key-0123456789";
  private static final String SECOND = "second+key/=~.!\"#$%&";

  private final Keys keys = new Keys(List.of(FIRST, SECOND));

  @Test
  void eachKeyHasAnIdentityThatIsPartOfItsHash() {
    // The first eight digits of what "printf %s KEY | sha256sum" prints.
    assertThat(keys.identityOf("Bearer " + FIRST)).contains("key:ed60d752");
    assertThat(keys.identityOf("Bearer " + SECOND)).contains("key:48501be1");
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"bearer ", "BEARER ", "Bearer   "})
  void theSchemeMayBeInAnyCaseAndFollowedBySeveralBlanks(String scheme) {
    assertThat(keys.identityOf(scheme + FIRST)).isEqualTo(keys.identityOf("Bearer " + FIRST));
  }

  @ParameterizedTest(name = "\"{0}\"")
  @NullSource
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer first-key-012345678",
        "Bearer first-key-01234567890",
        "Bearer FIRST-KEY-0123456789",
        "Bearer first-key-0123456789 x",
        "Bearerfirst-key-0123456789",
        "Basic first-key-0123456789",
        "first-key-0123456789"
      })
  void anythingElseIsNobody(String authorization) {
    assertThat(keys.identityOf(authorization)).isEmpty();
  }

  @Test
  void withoutAnyKeyNothingIsAKey() {
    assertThat(new Keys(List.of()).identityOf("Bearer " + FIRST)).isEmpty();
  }

  @Test
  void aShortKeyIsAnErrorThatDoesNotShowIt() {
    assertThatThrownBy(() -> new Keys(List.of(FIRST, "fifteen-letters")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("key 2 of 2 has 15 characters; right are at least 16")
        .hasMessageNotContaining("fifteen");
    assertThat(new Keys(List.of("sixteen-letters!")).identityOf("Bearer sixteen-letters!"))
        .isPresent();
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"0123456789 abcdef", "0123456789abcdef\n", "0123456789abcdéf"})
  void aKeyThatNoHeaderCanCarryIsAnError(String key) {
    assertThatThrownBy(() -> new Keys(List.of(key)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "key 1 of 1 has a blank or a character outside ASCII; right are visible ASCII characters");
  }
}

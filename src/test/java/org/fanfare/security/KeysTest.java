package org.fanfare.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fanfare.gate.Law;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which key a request carries, and what is known of it. */
@Law(9)
class KeysTest {
  private static final String FIRST = "first-key-0123456789";
  private static final String SECOND = "second+key/=~.!\"#$%&";
  private static final String OF_SHOP = "third-key-0123456789";
  private static final Key SHOP =
      Key.named("shop", Set.of(KeyPermission.PUBLISH, KeyPermission.READ), List.of("shop.*"));

  private final Keys keys =
      new Keys(
          List.of(
              Keys.Entry.plain(FIRST), Keys.Entry.plain(SECOND), Keys.Entry.named(SHOP, OF_SHOP)));

  @Test
  void aPlainKeyHasAnIdentityThatIsPartOfItsHash() {
    // The first eight digits of what "printf %s KEY | sha256sum" prints.
    assertThat(identity("Bearer " + FIRST)).contains("key:ed60d752");
    assertThat(identity("Bearer " + SECOND)).contains("key:48501be1");
  }

  @Test
  void aNamedKeyHasTheIdentityOfItsName() {
    assertThat(keys.find("Bearer " + OF_SHOP, null)).contains(SHOP);
    assertThat(identity("Bearer " + OF_SHOP)).contains("key:shop");
    assertThat(keys.names()).containsExactly("shop");
  }

  @Test
  void aPlainKeyPermitsEverythingAndANamedOneWhatItSays() {
    Key plain = keys.find("Bearer " + FIRST, null).orElseThrow();

    assertThat(KeyPermission.values()).allMatch(plain::may);
    assertThat(plain.isFor(new GroupName("any.group"))).isTrue();
    assertThat(SHOP.may(KeyPermission.PUBLISH)).isTrue();
    assertThat(SHOP.may(KeyPermission.METRICS)).isFalse();
    assertThat(SHOP.isFor(new GroupName("shop.orders"))).isTrue();
    assertThat(SHOP.isFor(new GroupName("shops.orders"))).isFalse();
    assertThat(SHOP.words()).isEqualTo("publish, read");
  }

  @Test
  void aKeyMayStandInAHeaderOfItsOwnWhichCountsAlone() {
    assertThat(keys.find(null, OF_SHOP)).contains(SHOP);
    assertThat(keys.find("Basic YTpi", " " + OF_SHOP + " ")).contains(SHOP);
    assertThat(keys.find("Bearer " + FIRST, OF_SHOP)).contains(SHOP);
    assertThat(keys.find("Bearer " + FIRST, "wrong-key-0123456789")).isEmpty();
    assertThat(keys.find(null, "Bearer " + OF_SHOP)).isEmpty();
    assertThat(keys.find(null, "")).isEmpty();
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"bearer ", "BEARER ", "Bearer   "})
  void theSchemeMayBeInAnyCaseAndFollowedBySeveralBlanks(String scheme) {
    assertThat(identity(scheme + FIRST)).isPresent().isEqualTo(identity("Bearer " + FIRST));
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
  void anythingElseIsNobody(@Nullable String authorization) {
    assertThat(keys.find(authorization, null)).isEmpty();
  }

  @Test
  void withoutAnyKeyNothingIsAKey() {
    assertThat(Keys.NONE.find("Bearer " + FIRST, FIRST)).isEmpty();
    assertThat(Keys.NONE.names()).isEmpty();
  }

  @Test
  void aShortKeyIsAnErrorThatDoesNotShowIt() {
    assertThatThrownBy(() -> Keys.Entry.plain("fifteen-letters"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("has 15 characters; right are at least 16");
    assertThatThrownBy(() -> Keys.Entry.named(SHOP, "fifteen-letters"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("has 15 characters; right are at least 16");
    assertThat(Keys.Entry.plain("sixteen-letters!").key().name()).isEmpty();
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"0123456789 abcdef", "0123456789abcdef\n", "0123456789abcdéf"})
  void aKeyThatNoHeaderCanCarryIsAnError(String key) {
    assertThatThrownBy(() -> Keys.Entry.plain(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("has a blank or a character outside ASCII; right are visible ASCII characters");
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"", "-shop", ".shop", "my shop", "shop,", "laden.ä", "key:shop"})
  void aNameThatWouldNotBeClearInALogIsAnError(String name) {
    assertThatThrownBy(() -> Key.named(name, Set.of(KeyPermission.PUBLISH), Key.ALL_GROUPS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + name + "\" cannot name a key");
  }

  @Test
  void aKeyThatPermitsNothingIsAnError() {
    assertThatThrownBy(() -> Key.named("shop", Set.of(), Key.ALL_GROUPS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one of publish, read");
    assertThatThrownBy(() -> Key.named("shop", Set.of(KeyPermission.READ), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one pattern");
  }

  @Test
  void noTextOfAKeyShowsIt() {
    assertThat(keys + " " + Keys.Entry.named(SHOP, OF_SHOP) + " " + SHOP)
        .doesNotContain(FIRST, SECOND, OF_SHOP);
  }

  private Optional<String> identity(String authorization) {
    return keys.find(authorization, null).map(Key::identity);
  }
}

package org.fanfare.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule P34: the group of a user has a name that is readable, and is no other user's. */
final class UserGroupTest {
  @ParameterizedTest
  @CsvSource({
    "anna, user.anna",
    "Anna-2, user.Anna-2",
    "anna@example.org, user.anna_40example_2eorg",
    "a_b, user.a_5fb",
    "~, user._7e",
    "größe, user.gr_c3_b6_c3_9fe",
    "😀, user._f0_9f_98_80",
    "'a b', user.a_20b",
    "a/../b, user.a_2f_2e_2e_2fb",
  })
  void eachByteThatMayMeanSomethingElseIsAnUnderscoreAndTwoHexDigits(String user, String group) {
    assertThat(UserGroup.of(user)).isEqualTo(new GroupName(group));
    assertThat(UserGroup.encode(user)).isEqualTo(group.substring("user.".length()));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void noTwoUsersShareAGroup(int seed) {
    Random random = new Random(seed);
    String letters = "ab_45f-.ä@~";
    Map<String, String> users = new HashMap<>();

    for (int i = 0; i < 20_000; i++) {
      StringBuilder name = new StringBuilder();
      for (int length = 1 + random.nextInt(6); name.length() < length; ) {
        name.append(letters.charAt(random.nextInt(letters.length())));
      }
      String user = name.toString();

      String before = users.put(UserGroup.of(user).value(), user);

      assertThat(before == null || before.equals(user)).as("%s and %s", before, user).isTrue();
    }
  }

  @Test
  void aNameMayBeAsLongAsTheNameOfAGroupAllows() {
    String longest = "x".repeat(123);

    assertThat(UserGroup.of(longest).value()).hasSize(GroupName.MAX_LENGTH);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UserGroup.of(longest + "x"))
        .withMessageContaining("too long")
        .withMessageEndingWith("it has 129 characters; right are at most 128");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UserGroup.of("@".repeat(42)))
        .withMessageContaining("it has 131 characters");
    assertThat(UserGroup.encode("@".repeat(42))).as("alone it has no bound").hasSize(126);
  }

  @Test
  void aNameThatIsNoneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UserGroup.of(""))
        .withMessageContaining("empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UserGroup.of("a\ud83d"))
        .withMessageContaining("half of a surrogate pair");
  }
}

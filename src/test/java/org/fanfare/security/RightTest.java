package org.fanfare.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fanfare.security.Decision.ALLOWED;
import static org.fanfare.security.Decision.REFUSED;
import static org.fanfare.security.Decision.UNAUTHENTICATED;
import static org.fanfare.security.TestCaller.BACK_END;
import static org.fanfare.security.TestCaller.EDITOR;
import static org.fanfare.security.TestCaller.NOBODY;
import static org.fanfare.security.TestCaller.USER;

import java.util.List;
import java.util.Set;
import org.fanfare.message.GroupName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has which right. Rule P34: {@code own} is the right of one user. */
class RightTest {
  @Test
  void nobodyMeansNoOneAtAll() {
    assertThat(decisions("nobody")).containsExactly(REFUSED, REFUSED, REFUSED, REFUSED);
  }

  @Test
  void anyoneMeansEveryone() {
    assertThat(decisions("anyone")).containsExactly(ALLOWED, ALLOWED, ALLOWED, ALLOWED);
  }

  @Test
  void userMeansAnyLoggedInUserButNotAKey() {
    assertThat(decisions("user")).containsExactly(UNAUTHENTICATED, ALLOWED, ALLOWED, REFUSED);
  }

  @Test
  void roleMeansAUserInThatRole() {
    assertThat(decisions("role:editor"))
        .containsExactly(UNAUTHENTICATED, REFUSED, ALLOWED, REFUSED);
    assertThat(decisions("role:Editor"))
        .containsExactly(UNAUTHENTICATED, REFUSED, REFUSED, REFUSED);
  }

  @Test
  void keyMeansTheHolderOfAKeyButNotAUser() {
    assertThat(decisions("key")).containsExactly(UNAUTHENTICATED, REFUSED, REFUSED, ALLOWED);
  }

  @Test
  void ownMeansTheUserWhoseEncodedNameIsInTheNameOfTheGroup() {
    assertThat(decisions("own", "anna_40example_2eorg"))
        .containsExactly(UNAUTHENTICATED, ALLOWED, REFUSED, REFUSED);
    assertThat(decisions("own", "bob")).containsExactly(UNAUTHENTICATED, REFUSED, ALLOWED, REFUSED);
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"", "Bob", "bo", "bobb", "anna@example.org", "anna_40Example_2eorg"})
  void noOtherSpellingIsOnesOwn(String owner) {
    assertThat(decisions("own", owner)).containsExactly(UNAUTHENTICATED, REFUSED, REFUSED, REFUSED);
  }

  @Test
  void aUserWhoseNameHasNoEncodedFormOwnsNothing() {
    for (String name : List.of("", "\ud83d")) {
      TestCaller nameless = new TestCaller(name, Set.of(), null);

      assertThat(Right.Plain.OWN.decide(nameless, attempt(name))).isEqualTo(REFUSED);
      assertThat(nameless.isUser()).isTrue();
    }
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "",
        "everyone",
        "Anyone",
        "user ",
        "role",
        "role:",
        "role: ",
        "role: a",
        "ROLE:a",
        "key:"
      })
  void anyOtherTextIsNamedTogetherWithTheRightOnes(String text) {
    assertThatThrownBy(() -> Right.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "\"%s\" is not a right; right is nobody, anyone, user, own, \"role:NAME\", key or"
                + " \"key:NAME\"",
            text);
  }

  @Test
  void aKeyIsOneOnlyForWhatItPermitsAndWhereItPermitsIt() {
    TestCaller reader = TestCaller.holding("desk", Set.of(KeyPermission.READ), "room.*");
    TestCaller writer = TestCaller.holding("shop", Set.of(KeyPermission.PUBLISH), "room.*");
    TestCaller stranger = TestCaller.holding("shop", Set.of(KeyPermission.PUBLISH), "shop.*");

    assertThat(Right.Plain.KEY.decide(writer, attempt(""))).isEqualTo(ALLOWED);
    assertThat(Right.Plain.KEY.decide(reader, attempt(""))).isEqualTo(REFUSED);
    assertThat(Right.Plain.KEY.decide(stranger, attempt(""))).isEqualTo(REFUSED);
  }

  @Test
  void aNamedKeyIsItsHolderAlone() {
    Right shop = Right.parse("key:shop");

    assertThat(
            shop.decide(
                TestCaller.holding("shop", Set.of(KeyPermission.PUBLISH), "*"), attempt("")))
        .isEqualTo(ALLOWED);
    assertThat(
            shop.decide(
                TestCaller.holding("Shop", Set.of(KeyPermission.PUBLISH), "*"), attempt("")))
        .isEqualTo(REFUSED);
    assertThat(
            shop.decide(TestCaller.holding("shop", Set.of(KeyPermission.READ), "*"), attempt("")))
        .isEqualTo(REFUSED);
    assertThat(decisions("key:shop")).containsExactly(UNAUTHENTICATED, REFUSED, REFUSED, REFUSED);
  }

  @Test
  void ofAListOneRightIsEnough() {
    Right right = Right.parse(List.of("key", "role:editor"));

    assertThat(
            List.of(NOBODY, USER, EDITOR, BACK_END).stream()
                .map(caller -> right.decide(caller, attempt(""))))
        .containsExactly(UNAUTHENTICATED, REFUSED, ALLOWED, ALLOWED);
    assertThat(right.includes(Right.Plain.KEY)).isTrue();
    assertThat(right.includes(Right.Plain.USER)).isFalse();
    assertThat(Right.parse(List.of("user"))).isEqualTo(Right.Plain.USER);
  }

  @Test
  void aListWithoutRightsAndOneWithWhatStandsAloneAreErrors() {
    assertThatThrownBy(() -> Right.parse(List.of())).hasMessageContaining("at least one right");
    for (String alone : List.of("nobody", "anyone")) {
      assertThatThrownBy(() -> Right.parse(List.of("key", alone)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("decide alone");
    }
  }

  private static Attempt attempt(String owner) {
    return new Attempt(new GroupName("room.a"), owner, KeyPermission.PUBLISH);
  }

  private static List<Decision> decisions(String right) {
    return decisions(right, "");
  }

  /** Asks for nobody, a user, a user in the role of an editor, and a back end, in this order. */
  private static List<Decision> decisions(String right, String owner) {
    return List.of(NOBODY, USER, EDITOR, BACK_END).stream()
        .map(caller -> Right.parse(right).decide(caller, attempt(owner)))
        .toList();
  }
}

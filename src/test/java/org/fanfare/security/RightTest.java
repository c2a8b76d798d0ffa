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
      TestCaller nameless = new TestCaller(name, Set.of(), false);

      assertThat(Right.Plain.OWN.decide(nameless, name)).isEqualTo(REFUSED);
      assertThat(nameless.isUser()).isTrue();
    }
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {"", "everyone", "Anyone", "user ", "role", "role:", "role: ", "role: a", "ROLE:a"})
  void anyOtherTextIsNamedTogetherWithTheRightOnes(String text) {
    assertThatThrownBy(() -> Right.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "\"%s\" is not a right; right is nobody, anyone, user, own, \"role:NAME\" or key",
            text);
  }

  private static List<Decision> decisions(String right) {
    return decisions(right, "");
  }

  /** Asks for nobody, a user, a user in the role of an editor, and a back end, in this order. */
  private static List<Decision> decisions(String right, String owner) {
    return List.of(NOBODY, USER, EDITOR, BACK_END).stream()
        .map(caller -> Right.parse(right).decide(caller, owner))
        .toList();
  }
}

package org.fanfare.consumer.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.fanfare.security.Decision.ALLOWED;
import static org.fanfare.security.Decision.REFUSED;
import static org.fanfare.security.Decision.UNAUTHENTICATED;

import java.util.Set;
import org.fanfare.consumer.route.RouteAccess.Plain;
import org.fanfare.consumer.route.RouteAccess.Roles;
import org.fanfare.gate.Law;
import org.junit.jupiter.api.Test;

/** Rule P20: who may connect to a route. */
@Law(9)
final class RouteAccessTest {
  @Test
  void everybodyMayWhereEverybodyIsPermitted() {
    assertThat(Plain.EVERYBODY.decide(false, RouteAccessTest::noRole)).isEqualTo(ALLOWED);
    assertThat(Plain.EVERYBODY.decide(true, RouteAccessTest::noRole)).isEqualTo(ALLOWED);
    assertThat(Plain.EVERYBODY.roles()).isEmpty();
  }

  @Test
  void nobodyMayWhereAllAreDeniedAndToLogInDoesNotHelp() {
    assertThat(Plain.NOBODY.decide(false, role -> true)).isEqualTo(REFUSED);
    assertThat(Plain.NOBODY.decide(true, role -> true)).isEqualTo(REFUSED);
    assertThat(Plain.NOBODY.roles()).isEmpty();
  }

  @Test
  void oneOfTheRolesIsEnough() {
    RouteAccess access = new Roles(Set.of("player", "referee"));

    assertThat(access.decide(true, "referee"::equals)).isEqualTo(ALLOWED);
    assertThat(access.decide(true, "guest"::equals)).isEqualTo(REFUSED);
    assertThat(access.roles()).containsExactlyInAnyOrder("player", "referee");
  }

  @Test
  void aGuestIsAskedToLogInWhateverTheContainerSaysOfItsRoles() {
    assertThat(new Roles(Set.of("player")).decide(false, role -> true)).isEqualTo(UNAUTHENTICATED);
    assertThat(new Roles(Set.of("**")).decide(false, role -> true)).isEqualTo(UNAUTHENTICATED);
  }

  @Test
  void twoAsterisksAreWhoeverHasLoggedInAndNoRoleToBeLookedUp() {
    assertThat(new Roles(Set.of("**")).decide(true, RouteAccessTest::noRole)).isEqualTo(ALLOWED);
    assertThat(new Roles(Set.of("**")).roles()).isEmpty();
    assertThat(new Roles(Set.of("**", "admin")).decide(true, RouteAccessTest::noRole))
        .isEqualTo(ALLOWED);
    assertThat(new Roles(Set.of("**", "admin")).roles()).containsExactly("admin");
  }

  @Test
  void noRoleAndABlankOneAreMistakes() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Roles(Set.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Roles(Set.of(" ")));
  }

  private static boolean noRole(String role) {
    return false;
  }
}

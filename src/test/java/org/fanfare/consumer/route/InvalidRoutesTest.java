package org.fanfare.consumer.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.fanfare.consumer.route.ClassesOfConsumers.faults;
import static org.fanfare.consumer.route.ClassesOfConsumers.routes;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.Model;
import jakarta.inject.Singleton;
import java.util.stream.Stream;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.Route;
import org.fanfare.gate.Law;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules P1, P2, P20 and P30: what stops the deployment, but for what is wrong with handlers. */
final class InvalidRoutesTest {
  private static final String WHO =
      "@PermitAll, @DenyAll, @RolesAllowed (jakarta.annotation.security)";

  @Route("/no-consumer")
  @PermitAll
  static class NoConsumer {}

  @PermitAll
  static class WithoutRoute implements Consumer {}

  @Route("/abstract")
  @PermitAll
  abstract static class Abstract implements Consumer {}

  @Route("/interface")
  @PermitAll
  interface Interface extends Consumer {}

  @Route("/final")
  @PermitAll
  static final class Final implements Consumer {}

  @Route("/nobody-said")
  static class NobodySaid implements Consumer {}

  @Route("/two-said")
  @PermitAll
  @DenyAll
  static class TwoSaid implements Consumer {}

  @Route("/no-role")
  @RolesAllowed({})
  static class NoRole implements Consumer {}

  @Route("/blank-role")
  @RolesAllowed("")
  static class BlankRole implements Consumer {}

  @Route("/double-role")
  @RolesAllowed({"a", "a"})
  static class DoubleRole implements Consumer {}

  @Route("/on-connect")
  @PermitAll
  static class OnConnect implements Consumer {
    @Override
    @RolesAllowed("player")
    public void connect(Connection client) {}
  }

  @Route("no-slash")
  @PermitAll
  static class NoSlash implements Consumer {}

  @Route(value = "/token", subprotocols = "a b")
  @PermitAll
  static class NoToken implements Consumer {}

  @Route(value = "/empty-token", subprotocols = "")
  @PermitAll
  static class EmptyToken implements Consumer {}

  @Route(value = "/our-token", subprotocols = "fanfare.session")
  @PermitAll
  static class OurToken implements Consumer {}

  @Route(
      value = "/double-token",
      subprotocols = {"a", "b", "a"})
  @PermitAll
  static class DoubleToken implements Consumer {}

  static Stream<Arguments> faulty() {
    return Stream.of(
        Arguments.of(
            NoConsumer.class, "is no Consumer", "implements org.fanfare.consumer.Consumer"),
        Arguments.of(WithoutRoute.class, "has no @Route", "@Route(\"/chat/{room}\")"),
        Arguments.of(Abstract.class, "is abstract", "each connection can have an instance"),
        Arguments.of(Interface.class, "is abstract", "each connection can have an instance"),
        Arguments.of(Final.class, "is final", "a container can make a subclass"),
        Arguments.of(NobodySaid.class, "does not say who may connect", "one of " + WHO),
        Arguments.of(TwoSaid.class, "has several of " + WHO, "one of them"),
        Arguments.of(NoRole.class, "has a @RolesAllowed with no role", "@RolesAllowed(\"**\")"),
        Arguments.of(BlankRole.class, "a blank one", "@RolesAllowed(\"player\")"),
        Arguments.of(DoubleRole.class, "one twice", "@DenyAll"),
        Arguments.of(OnConnect.class, "says on its method connect who may", "on the class"),
        Arguments.of(NoSlash.class, "\"no-slash\" is not the path of a route", "/chat/{room}"),
        Arguments.of(NoToken.class, "the subprotocol \"a b\", which is not a token", "letters"),
        Arguments.of(EmptyToken.class, "the subprotocol \"\", which is not a token", "letters"),
        Arguments.of(OurToken.class, "\"fanfare.session\", which is Fanfare's own", "a name that"),
        Arguments.of(DoubleToken.class, "the subprotocol \"a\" twice", "each once"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faulty")
  void aFaultSaysWhichClassWhatIsWrongAndWhatIsRight(Class<?> type, String wrong, String right) {
    assertThat(faults(type))
        .singleElement()
        .asString()
        .startsWith(type.getName() + " ")
        .contains(wrong)
        .contains("; right is ")
        .contains(right);
  }

  @Law(9)
  @Test
  void aRouteThatDoesNotSayWhoMayConnectIsNotServed() {
    assertThat(faults(NobodySaid.class))
        .singleElement()
        .asString()
        .contains("@PermitAll", "@DenyAll", "@RolesAllowed");
  }

  @Route("/application")
  @PermitAll
  @ApplicationScoped
  static class OfTheApplication implements Consumer {}

  @Route("/single")
  @PermitAll
  @Singleton
  static class Single implements Consumer {}

  @Route("/model")
  @PermitAll
  @Model
  static class OfAStereotype implements Consumer {}

  @SessionScoped
  abstract static class Base implements Consumer, java.io.Serializable {}

  @Route("/inherited")
  @PermitAll
  static class Inheriting extends Base {}

  @Route("/dependent")
  @PermitAll
  @Dependent
  static class OfItsOwn extends Base {}

  @Test
  void aScopeOtherThanDependentIsAFault() {
    assertThat(faults(OfTheApplication.class, Single.class, OfAStereotype.class, Inheriting.class))
        .satisfiesExactly(
            fault -> assertThat(fault).contains("OfTheApplication has the scope @Application"),
            fault -> assertThat(fault).contains("Single has the scope @Singleton; right is no"),
            fault -> assertThat(fault).contains("OfAStereotype has the scope @RequestScoped"),
            fault -> assertThat(fault).contains("Inheriting has the scope @SessionScoped"));
  }

  @Test
  void dependentIsTheScopeOfConsumersAndHidesAnInheritedOne() {
    assertThat(routes(OfItsOwn.class).types()).hasSize(1);
  }

  @Route("/chat/{room}")
  @PermitAll
  static class Chat implements Consumer {}

  @Route("/chat/{name}")
  @PermitAll
  static class OtherChat implements Consumer {}

  @Test
  void twoRoutesThatMatchTheSamePathsAreAFaultThatNamesBothClasses() {
    assertThat(faults(Chat.class, OtherChat.class))
        .singleElement()
        .asString()
        .contains("@Route(\"/chat/{room}\") of " + Chat.class.getName())
        .contains("@Route(\"/chat/{name}\")")
        .contains(OtherChat.class.getName());
  }

  @Route("/chat/{x}")
  static final class WrongInManyWays implements Consumer {}

  @Test
  void oneMessageListsAllFaultsOfAllClasses() {
    assertThatExceptionOfType(InvalidRoutesException.class)
        .isThrownBy(() -> routes(Chat.class, WithoutRoute.class, WrongInManyWays.class))
        .satisfies(
            e ->
                assertThat(e.getMessage().lines())
                    .satisfiesExactly(
                        line ->
                            assertThat(line).endsWith("the classes of consumers have 4 faults:"),
                        line -> assertThat(line).startsWith("- ").contains("has no @Route"),
                        line -> assertThat(line).contains("WrongInManyWays is final"),
                        line -> assertThat(line).contains("matches the same paths"),
                        line -> assertThat(line).contains("does not say who may connect")));
  }
}

package org.fanfare.consumer.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.consumer.route.ClassesOfConsumers.faults;
import static org.fanfare.consumer.route.ClassesOfConsumers.type;
import static org.fanfare.consumer.route.ClassesOfConsumers.warnings;

import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.util.Set;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.FromLayer;
import org.fanfare.consumer.Route;
import org.fanfare.consumer.route.RouteAccess.Roles;
import org.fanfare.gate.Law;
import org.junit.jupiter.api.Test;

/** Rules P2, P11 and P21: handlers that a class has from its superclasses and interfaces. */
final class InheritedHandlersTest {
  record Say(String text) {}

  @RolesAllowed("moderator")
  @DeclareRoles("owner")
  abstract static class Moderated implements Consumer {
    @FromClient("kick")
    void kick() {}

    @FromClient("help")
    @PermitAll
    void help() {}

    @FromClient("say")
    void say(Say say) {}

    @FromClient("wave")
    void wave() {}
  }

  interface Polite {
    @FromLayer("greet")
    default void greet() {}

    @FromLayer("bow")
    default void bow() {}
  }

  @Route("/room")
  @PermitAll
  static class Room extends Moderated implements Polite {
    @Override
    @FromClient("say")
    void say(Say say) {}

    @Override
    void wave() {}

    @Override
    @FromLayer("bow deeply")
    public void bow() {}
  }

  @Test
  void handlersOfSuperclassesAndInterfacesCount() {
    ConsumerType room = type(Room.class);

    assertThat(room.fromClient().ofType("kick")).isPresent();
    assertThat(room.fromLayer().ofType("greet")).isPresent();
  }

  @Test
  void anOverrideWithTheAnnotationReplacesTheHandler() {
    ConsumerType room = type(Room.class);

    assertThat(room.fromClient().ofType("say").orElseThrow().method().getDeclaringClass())
        .isEqualTo(Room.class);
    assertThat(room.fromLayer().ofType("bow")).isEmpty();
    assertThat(room.fromLayer().ofType("bow deeply")).isPresent();
  }

  @Test
  void anOverrideWithoutTheAnnotationIsNoHandlerAndTold() {
    assertThat(type(Room.class).fromClient().ofType("wave")).isEmpty();
    assertThat(warnings(Room.class))
        .singleElement()
        .asString()
        .contains(Room.class.getName() + " overrides the handler wave of ")
        .contains("without its annotation");
  }

  @Law(9)
  @Test
  void whatASuperclassProtectsStaysProtected() {
    Handlers handlers = type(Room.class).fromClient();

    assertThat(handlers.ofType("kick").orElseThrow().access())
        .isEqualTo(new Roles(Set.of("moderator")));
    assertThat(handlers.ofType("help").orElseThrow().access())
        .isEqualTo(RouteAccess.Plain.EVERYBODY);
    assertThat(handlers.ofType("say").orElseThrow().access())
        .isEqualTo(RouteAccess.Plain.EVERYBODY);
  }

  @Test
  void theRolesOfSuperclassesAreLookedUp() {
    assertThat(type(Room.class).roles()).containsExactlyInAnyOrder("moderator", "owner");
  }

  @RolesAllowed("admin")
  abstract static class Protected implements Consumer {}

  @Route("/unprotected")
  static class SaysNothing extends Protected {}

  @Test
  void whoMayConnectIsSaidOnTheClassItself() {
    assertThat(faults(SaysNothing.class))
        .singleElement()
        .asString()
        .contains("does not say who may connect");
  }

  @Route("/sub")
  @PermitAll
  static class SecondHandler extends Moderated {
    @FromClient("kick")
    void kickAnother() {}
  }

  @Test
  void twoHandlersOfATypeAreAFaultWhereverTheyAreDeclared() {
    assertThat(faults(SecondHandler.class))
        .singleElement()
        .asString()
        .contains("two handlers with @FromClient(\"kick\")")
        .contains("kickAnother() and kick() of " + Moderated.class.getName());
  }

  abstract static class Hidden implements Consumer {
    @FromClient("say")
    @SuppressWarnings({"UnusedMethod", "UnusedVariable"})
    private void say(Say say) {}
  }

  @Route("/hiding")
  @PermitAll
  static class Hiding extends Hidden {
    void say(Say say) {}
  }

  @Test
  void aPrivateHandlerOfASuperclassIsAFault() {
    assertThat(faults(Hiding.class))
        .singleElement()
        .asString()
        .startsWith(Hiding.class.getName())
        .contains("say(Say) of " + Hidden.class.getName() + ", which is private");
  }

  abstract static class Generic<T> implements Consumer {
    @FromClient("say")
    void say(T body) {}
  }

  @Route("/bound")
  @PermitAll
  static class Bound extends Generic<Say> {
    @Override
    @FromClient("say")
    void say(Say body) {}
  }

  @Test
  void anOverrideOfAGenericHandlerReplacesIt() {
    Handler say = type(Bound.class).fromClient().ofType("say").orElseThrow();

    assertThat(say.type()).isEqualTo(Say.class);
    assertThat(warnings(Bound.class)).isEmpty();
  }

  @Route("/unbound")
  @PermitAll
  static class Unbound extends Generic<Say> {}

  @Test
  void aGenericHandlerThatIsNotOverriddenIsAFault() {
    assertThat(faults(Unbound.class)).singleElement().asString().contains("has the parameter T;");
  }

  /** Not public, so that the compiler gives its public subclass a bridge to its public methods. */
  abstract static class WithBridge implements Consumer {
    @FromClient("say")
    public void say(Say say) {}
  }

  @Route("/bridge")
  @PermitAll
  public static class Bridged extends WithBridge {}

  @Test
  void aPublicHandlerOfASuperclassThatIsNotPublicCounts() {
    assertThat(Bridged.class.getDeclaredMethods()).anyMatch(method -> method.isBridge());
    assertThat(type(Bridged.class).fromClient().ofType("say")).isPresent();
    assertThat(warnings(Bridged.class)).isEmpty();
  }
}

package org.fanfare.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.validation.executable.ExecutableValidator;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rule P12: the client is told of its own violations, and of nobody else's. */
final class MessageValidationTest {
  /** A message. */
  public record Order(
      @NotBlank(message = "is blank") String to,
      @Size(max = 2, message = "are too many") List<@Valid Item> items,
      Map<String, @Valid Item> named) {}

  /** A part of it. */
  public record Item(@Max(value = 9, message = "is above 9") int count) {}

  /** A consumer. */
  public static class Shop {
    void order(@Valid Order order, Object client) {}

    void say(
        @NotNull(message = "is missing") @Size(max = 3, message = "is too long") String text) {}

    void names(List<@NotBlank(message = "is blank") String> names) {}

    @NotNull(message = "returns nothing")
    String answer(@Max(9) int number) {
      return null;
    }
  }

  /** Something that a consumer calls. */
  public static class Store {
    void order(@Valid Order order, Object client) {}
  }

  private final MessageValidation validation = MessageValidation.ofApplication();
  private final ValidatorFactory factory = Validation.buildDefaultValidatorFactory();
  private final ExecutableValidator interceptor = factory.getValidator().forExecutables();
  private final Shop shop = new Shop();

  @AfterEach
  void close() {
    validation.close();
    factory.close();
  }

  @Test
  void whatViolatesNothingPasses() {
    Order order = new Order("anna", List.of(new Item(9)), Map.of());

    assertThatCode(() -> validate("order", order, "client")).doesNotThrowAnyException();
    assertThatCode(() -> validate("say", "yes")).doesNotThrowAnyException();
  }

  @Test
  void eachViolationHasItsPathWithinTheMessage() {
    List<Item> items = List.of(new Item(1), new Item(10), new Item(11));
    Order order = new Order(" ", items, Map.of("secret", new Item(12)));

    Problem problem = problem("order", order, "client");

    assertThat(problem.code()).isEqualTo("invalid-message");
    assertThat(problem.about()).isEqualTo("order");
    assertThat(problem.violations())
        .containsExactly(
            new Problem.Violation("items", "are too many"),
            new Problem.Violation("items[1].count", "is above 9"),
            new Problem.Violation("items[2].count", "is above 9"),
            new Problem.Violation("named[].count", "is above 9"),
            new Problem.Violation("to", "is blank"));
  }

  @Test
  void theMessageItselfHasAnEmptyPath() {
    assertThat(problem("say", "hello").violations())
        .containsExactly(new Problem.Violation("", "is too long"));
    assertThat(problem("say", (Object) null).violations())
        .containsExactly(new Problem.Violation("", "is missing"));
    assertThat(problem("names", List.of("a", "")).violations())
        .containsExactly(new Problem.Violation("[1]", "is blank"));
  }

  @Test
  void whatAnInterceptorFindsInTheHandlersParametersIsTheClientsMistakeToo() {
    Method handler = method(Shop.class, "order");
    Order order = new Order("", List.of(), Map.of());

    var mistake = validation.mistake(handler, thrown(shop, handler, order, "client"));

    assertThat(mistake.orElseThrow().problem(null).violations())
        .containsExactly(new Problem.Violation("to", "is blank"));
  }

  @Test
  void whatAnInterceptorOfASubclassFindsIsToo() {
    Method handler = method(Shop.class, "say");

    assertThat(validation.mistake(handler, thrown(new Shop() {}, handler, "hello"))).isPresent();
  }

  @Test
  void violationsOfDeeperCallsAreNot() {
    Method handler = method(Shop.class, "order");
    Order order = new Order("", List.of(), Map.of());
    Method deeper = method(Store.class, "order");
    Set<ConstraintViolation<?>> ofObject = new HashSet<>(factory.getValidator().validate(order));
    Set<ConstraintViolation<?>> ofReturn =
        new HashSet<>(interceptor.validateReturnValue(shop, method(Shop.class, "answer"), null));

    assertThat(Stream.of(ofObject, ofReturn)).noneMatch(Set::isEmpty);
    assertThat(
            Stream.of(
                thrown(new Store(), deeper, order, "client"),
                thrown(shop, method(Shop.class, "say"), "hello"),
                new ConstraintViolationException(ofObject),
                new ConstraintViolationException(Set.of()),
                new ConstraintViolationException("by hand", null),
                new IllegalStateException()))
        .allMatch(failure -> validation.mistake(handler, failure).isEmpty());
    assertThat(
            validation.mistake(
                method(Shop.class, "answer"), new ConstraintViolationException(ofReturn)))
        .isEmpty();
  }

  @Test
  void violationsOfBothAreNot() {
    Method handler = method(Shop.class, "say");
    Set<ConstraintViolation<?>> both =
        new HashSet<>(interceptor.validateParameters(shop, handler, new Object[] {"hello"}));
    both.addAll(factory.getValidator().validate(new Item(10)));

    assertThat(validation.mistake(handler, new ConstraintViolationException(both))).isEmpty();
  }

  @Test
  void withoutJakartaValidationNothingIsValidated() throws Exception {
    Class<?> there = ClassesWithout.of("jakarta.validation.", MessageValidation.class);

    Object found = there.getMethod("ofApplication").invoke(null);

    assertThat(found).isSameAs(there.getField("NONE").get(null));
  }

  private void validate(String handler, Object... arguments) {
    validation.validate(shop, method(Shop.class, handler), arguments);
  }

  private Problem problem(String handler, Object... arguments) {
    Problem[] told = new Problem[1];
    assertThatExceptionOfType(InvalidMessageException.class)
        .isThrownBy(() -> validate(handler, arguments))
        .satisfies(e -> told[0] = e.problem(handler));
    return told[0];
  }

  private ConstraintViolationException thrown(Object target, Method method, Object... arguments) {
    return new ConstraintViolationException(
        interceptor.validateParameters(target, method, arguments));
  }

  private static Method method(Class<?> of, String name) {
    return Stream.of(of.getDeclaredMethods())
        .filter(m -> m.getName().equals(name))
        .findAny()
        .orElseThrow();
  }
}

package org.fanfare.consumer;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.executable.ExecutableValidator;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Validates by Jakarta Validation. Nothing but {@link MessageValidation#ofApplication} names this
 * class, so that it is not loaded where the standard is missing.
 */
final class BeanValidation implements MessageValidation {
  private static final Comparator<Problem.Violation> ORDER =
      Comparator.comparing(Problem.Violation::field).thenComparing(Problem.Violation::message);

  private final ExecutableValidator validator;
  private final Runnable end;

  private BeanValidation(ValidatorFactory factory, Runnable end) {
    this.validator = factory.getValidator().forExecutables();
    this.end = end;
  }

  static MessageValidation ofApplication() {
    ValidatorFactory known = ofContainer();
    if (known != null) {
      return new BeanValidation(known, () -> {});
    }
    ValidatorFactory made = Validation.buildDefaultValidatorFactory();
    return new BeanValidation(made, made::close);
  }

  /** By the container's, constraints can be injected into. */
  private static @Nullable ValidatorFactory ofContainer() {
    try {
      Instance<ValidatorFactory> beans = CDI.current().select(ValidatorFactory.class);
      return beans.isResolvable() ? beans.get() : null;
    } catch (IllegalStateException | LinkageError e) {
      return null; // there is no CDI
    }
  }

  @Override
  public void validate(Object consumer, Method handler, Object[] arguments) {
    Set<? extends ConstraintViolation<?>> found =
        validator.validateParameters(consumer, handler, arguments);
    if (!found.isEmpty()) {
      throw mistake(found);
    }
  }

  @Override
  public Optional<InvalidMessageException> mistake(Method handler, Throwable failure) {
    if (failure instanceof ConstraintViolationException thrown) {
      Set<ConstraintViolation<?>> found = thrown.getConstraintViolations();
      if (found != null
          && !found.isEmpty()
          && found.stream().allMatch(v -> isOfParameters(v, handler))) {
        return Optional.of(mistake(found));
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    end.run();
  }

  private static boolean isOfParameters(ConstraintViolation<?> violation, Method handler) {
    Class<?> root = violation.getRootBeanClass();
    Iterator<Path.Node> path = violation.getPropertyPath().iterator();
    return root != null
        && handler.getDeclaringClass().isAssignableFrom(root)
        && path.hasNext()
        && isMethod(path.next(), handler)
        && path.hasNext()
        && isParameter(path.next().getKind());
  }

  private static boolean isMethod(Path.Node node, Method handler) {
    return node.getKind() == ElementKind.METHOD
        && handler.getName().equals(node.getName())
        && List.of(handler.getParameterTypes())
            .equals(node.as(Path.MethodNode.class).getParameterTypes());
  }

  private static boolean isParameter(ElementKind kind) {
    return kind == ElementKind.PARAMETER || kind == ElementKind.CROSS_PARAMETER;
  }

  private static InvalidMessageException mistake(Set<? extends ConstraintViolation<?>> found) {
    return InvalidMessageException.violates(
        found.stream()
            .map(v -> new Problem.Violation(field(v.getPropertyPath()), v.getMessage()))
            .sorted(ORDER)
            .toList());
  }

  /**
   * Returns the path within the message, such as {@code items[2].name}; empty for the message
   * itself. Keys of maps are left out, because they are the client's words.
   */
  private static String field(Path path) {
    StringBuilder field = new StringBuilder();
    for (Path.Node node : path) {
      ElementKind kind = node.getKind();
      if (kind == ElementKind.METHOD || isParameter(kind)) {
        continue;
      }
      if (node.isInIterable()) {
        field.append('[').append(node.getIndex() == null ? "" : node.getIndex()).append(']');
      }
      if (kind == ElementKind.PROPERTY) {
        field.append(field.isEmpty() ? "" : ".").append(node.getName());
      }
    }
    return field.toString();
  }
}

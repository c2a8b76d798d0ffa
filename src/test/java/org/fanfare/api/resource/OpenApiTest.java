package org.fanfare.api.resource;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fanfare.status.Status;
import org.fanfare.wire.kit.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The description of the API and the API say the same, in both directions. */
final class OpenApiTest {
  private static final List<Class<? extends Annotation>> METHODS =
      List.of(GET.class, POST.class, PUT.class, DELETE.class);
  private static final Set<String> VERBS = Set.of("get", "post", "put", "delete");

  /** The problems of every call. */
  private static final List<Status> ALWAYS =
      List.of(Status.UNAUTHENTICATED, Status.REFUSED, Status.ERROR);

  private static final Map<String, Object> DESCRIPTION = description();

  private static Map<String, Object> description() {
    try (InputStream file =
        DescriptionResource.class.getResourceAsStream(DescriptionResource.FILE)) {
      return Json.object(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One method of a resource, and where it is. */
  record Route(String name, Method method) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Route> routes() {
    return new ApiApplication()
        .getClasses().stream()
            .filter(type -> type.isAnnotationPresent(Path.class))
            .flatMap(OpenApiTest::routes)
            .toList();
  }

  private static Stream<Route> routes(Class<?> type) {
    return Stream.of(type.getDeclaredMethods())
        .flatMap(
            method ->
                METHODS.stream()
                    .filter(method::isAnnotationPresent)
                    .map(
                        verb ->
                            new Route(
                                verb.getSimpleName().toLowerCase(java.util.Locale.ROOT)
                                    + " "
                                    + path(type.getAnnotation(Path.class))
                                    + path(method.getAnnotation(Path.class)),
                                method)));
  }

  private static String path(@Nullable Path path) {
    return path == null || path.value().isEmpty() ? "" : "/" + path.value();
  }

  private static Map<String, Map<String, Object>> described() {
    Map<String, Map<String, Object>> operations = new TreeMap<>();
    Json.asObject(DESCRIPTION.get("paths"))
        .forEach(
            (path, verbs) ->
                Json.asObject(verbs)
                    .forEach(
                        (verb, operation) -> {
                          if (VERBS.contains(verb)) {
                            operations.put(verb + " " + path, Json.asObject(operation));
                          }
                        }));
    return operations;
  }

  @Test
  void itIsOpenApiAndDescribesEachRouteAndNoOther() {
    assertThat(DESCRIPTION).containsEntry("openapi", "3.1.0");
    assertThat(described().keySet())
        .isEqualTo(routes().stream().map(Route::name).collect(Collectors.toSet()));
  }

  @Test
  void eachOperationHasANameOfItsOwn() {
    assertThat(described().values().stream().map(operation -> operation.get("operationId")))
        .doesNotContainNull()
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("routes")
  void eachOperationHasTheProblemsOfItsRouteUnderTheirStatus(Route route) {
    Map<String, Set<String>> expected = new TreeMap<>();
    Stream.concat(
            ALWAYS.stream(), Arrays.stream(route.method().getAnnotation(Problems.class).value()))
        .forEach(
            status ->
                expected
                    .computeIfAbsent(Integer.toString(status.http()), x -> new TreeSet<>())
                    .add(status.word()));
    Map<String, Set<String>> actual = new TreeMap<>();
    Json.asObject(operation(route).get("responses"))
        .forEach(
            (status, response) -> {
              Object codes = Json.asObject(response).get("x-codes");
              if (codes != null) {
                actual.put(
                    status,
                    Json.asArray(codes).stream()
                        .map(String::valueOf)
                        .collect(Collectors.toCollection(TreeSet::new)));
              }
            });

    assertThat(actual).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void eachOperationSaysHowItIsAnsweredWhenAllIsWell(Route route) {
    assertThat(Json.asObject(operation(route).get("responses")).keySet())
        .filteredOn(status -> status.startsWith("2"))
        .hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void eachOperationHasTheParametersOfItsRoute(Route route) {
    Set<String> expected = new TreeSet<>();
    for (Annotation[] parameter : route.method().getParameterAnnotations()) {
      for (Annotation each : parameter) {
        if (each instanceof PathParam path) {
          expected.add("path " + path.value());
        } else if (each instanceof QueryParam query) {
          expected.add("query " + query.value());
        }
      }
    }
    Map<String, Object> place =
        Json.asObject(Json.asObject(DESCRIPTION.get("paths")).get(route.name().split(" ", 2)[1]));

    Set<String> actual =
        Stream.of(place, operation(route))
            .flatMap(holder -> Json.asArray(holder.getOrDefault("parameters", List.of())).stream())
            .map(OpenApiTest::resolved)
            .map(parameter -> parameter.get("in") + " " + parameter.get("name"))
            .filter(name -> !name.startsWith("header "))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void whateverIsReferredToIsThere() {
    assertThat(references(DESCRIPTION)).isNotEmpty().allSatisfy(OpenApiTest::resolve);
  }

  private static Map<String, Object> operation(Route route) {
    Map<String, Object> operation = described().get(route.name());
    assertThat(operation).as(route.name()).isNotNull();
    return operation;
  }

  private static Map<String, Object> resolved(Object parameter) {
    Object reference = Json.asObject(parameter).get("$ref");
    return reference == null ? Json.asObject(parameter) : resolve(reference.toString());
  }

  private static Map<String, Object> resolve(String reference) {
    Map<String, Object> at = DESCRIPTION;
    for (String step : reference.substring("#/".length()).split("/", -1)) {
      assertThat(at).as(reference).containsKey(step);
      at = Json.asObject(at.get(step));
    }
    return at;
  }

  private static Set<String> references(@Nullable Object value) {
    Set<String> found = new TreeSet<>();
    if (value instanceof Map<?, ?> members) {
      members.forEach(
          (name, member) -> {
            if (name.equals("$ref")) {
              found.add(String.valueOf(member));
            } else {
              found.addAll(references(member));
            }
          });
    } else if (value instanceof List<?> elements) {
      elements.forEach(element -> found.addAll(references(element)));
    }
    return found;
  }
}

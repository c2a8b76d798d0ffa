package org.fanfare.consumer.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.fanfare.status.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rule P1: a table answers, whatever is in it and whatever it is asked, what one would find who
 * tries each route and takes the one with the most literals, counted from the left.
 */
final class RouteTableOracleTest {
  private static final List<String> LITERALS = List.of("a", "b", "c.d", "E_-");
  private static final List<String> WRITTEN =
      List.of("a", "b", "c.d", "E_-", "x", "%61", "%C3%A4", "a%20", "", "groups", "%67roups");
  private static final List<String> MALFORMED =
      List.of("..", "a;v", ";", "%2F", "b%5c", "%zz", "%00", "%2e", "%61;x");
  private static final Set<String> FANFARES = Set.of("groups", "api", "fanfare", "assets", "check");

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theTableFindsWhatTryingEachRouteFinds(long seed) {
    Random random = new Random(seed);
    List<String> routes = routes(random);
    RouteTable<String> table = new RouteTable<>(routes, RoutePath::new);

    for (int i = 0; i < 500; i++) {
      String path = path(random);

      assertThat(answer(table, path)).as("%s in %s", path, routes).isEqualTo(tried(routes, path));
    }
  }

  private static List<String> routes(Random random) {
    Map<String, String> byShape = new LinkedHashMap<>();
    int count = random.nextInt(12);
    for (int i = 0; i < count; i++) {
      StringBuilder route = new StringBuilder();
      int depth = 1 + random.nextInt(4);
      for (int j = 0; j < depth; j++) {
        boolean isLiteral = random.nextBoolean();
        route.append('/').append(isLiteral ? one(LITERALS, random) : "{p" + i + "_" + j + "}");
      }
      byShape.putIfAbsent(route.toString().replaceAll("\\{.*?}", "{}"), route.toString());
    }
    return List.copyOf(byShape.values());
  }

  private static String path(Random random) {
    StringBuilder path = new StringBuilder();
    int depth = 1 + random.nextInt(4);
    for (int j = 0; j < depth; j++) {
      path.append('/').append(one(random.nextInt(15) == 0 ? MALFORMED : WRITTEN, random));
    }
    return path.toString();
  }

  private static String one(List<String> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private static String answer(RouteTable<String> table, String path) {
    try {
      return table.match(path).map(m -> m.route() + " " + m.parameters()).orElse("none");
    } catch (ProblemException e) {
      return "malformed";
    }
  }

  private static String tried(List<String> routes, String path) {
    List<String> written = List.of(path.substring(1).split("/", -1));
    Optional<String> route =
        routes.stream()
            .filter(each -> matches(List.of(each.substring(1).split("/", -1)), written))
            .min(Comparator.comparing(each -> each.replaceAll("\\{.*?}", "~")));
    if (route.isEmpty()) {
      return "none";
    }
    if (written.stream().anyMatch(each -> MALFORMED.contains(each))) {
      return "malformed";
    }
    List<String> template = List.of(route.get().substring(1).split("/", -1));
    List<String> parameters = new ArrayList<>();
    for (int i = 0; i < template.size(); i++) {
      if (template.get(i).startsWith("{")) {
        parameters.add(template.get(i).replaceAll("[{}]", "") + "=" + decoded(written.get(i)));
      }
    }
    return route.get() + " {" + String.join(", ", parameters) + "}";
  }

  private static boolean matches(List<String> template, List<String> written) {
    if (template.size() != written.size()) {
      return false;
    }
    for (int i = 0; i < template.size(); i++) {
      String text = decoded(written.get(i).replaceAll(";.*", ""));
      boolean isFanfares = i == 0 && FANFARES.contains(text);
      boolean matches =
          template.get(i).startsWith("{")
              ? !text.isEmpty() && !isFanfares
              : template.get(i).equals(text);
      if (!matches) {
        return false;
      }
    }
    return true;
  }

  private static String decoded(String text) {
    return text.equals("%zz") ? text : URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}

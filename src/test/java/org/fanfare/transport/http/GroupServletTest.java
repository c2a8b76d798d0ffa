package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The servlet has nothing for a request that the filter has not let in, and needs no place. */
class GroupServletTest {
  private final Map<String, ServletRegistration> registered = new HashMap<>();
  private final List<Object> set = new ArrayList<>();

  private ServletContext application() {
    return (ServletContext)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (self, asked, arguments) ->
                switch (asked.getName()) {
                  case "getServletRegistrations" -> registered;
                  case "getServletRegistration" -> registered.get(arguments[0]);
                  case "addServlet" -> {
                    registered.put((String) arguments[0], registration());
                    yield registered.get(arguments[0]);
                  }
                  default -> throw new UnsupportedOperationException(asked.getName());
                });
  }

  private ServletRegistration registration(String... mappings) {
    return (ServletRegistration)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ServletRegistration.Dynamic.class},
            (self, asked, arguments) ->
                switch (asked.getName()) {
                  case "getMappings" -> List.of(mappings);
                  case "setAsyncSupported" -> {
                    set.add(arguments[0]);
                    yield null;
                  }
                  case "addMapping" -> {
                    set.addAll(List.of((String[]) arguments[0]));
                    yield Set.of();
                  }
                  default -> throw new UnsupportedOperationException(asked.getName());
                });
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST", "PUT"})
  void whatNothingLetInIsNothing(String method) throws IOException {
    FakeRequest request = new FakeRequest(method, "/groups/open.a");

    new GroupServlet().service(request.request(), request.response.response());

    assertThat(request.response.status()).isEqualTo(404);
    assertThat(request.response.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void whereNothingIsMappedToTheGroupsTheServletIsAndMayBeAsynchronous() {
    registered.put("others", registration("/orders/*", "/"));

    GroupServlet.mapIn(application());

    assertThat(set).containsExactly(true, "/groups/*");
    assertThat(GroupServlet.isMappedIn(application())).isTrue();
  }

  @Test
  void whereJaxRsIsMappedToTheGroupsTheServletIsNot() {
    registered.put("polls", registration("/groups/*"));

    GroupServlet.mapIn(application());

    assertThat(set).isEmpty();
    assertThat(GroupServlet.isMappedIn(application())).isFalse();
  }
}

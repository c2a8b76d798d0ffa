package org.fanfare.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The servlet has nothing for a request that the filter has not let in. */
class GroupServletTest {
  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST", "PUT"})
  void whatNothingLetInIsNothing(String method) throws IOException {
    FakeRequest request = new FakeRequest(method, "/groups/open.a");

    new GroupServlet().service(request.request(), request.response.response());

    assertThat(request.response.status()).isEqualTo(404);
    assertThat(request.response.header("Content-Type")).isEqualTo("application/problem+json");
  }
}

package org.fanfare.transport.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.regex.Pattern;
import org.fanfare.status.Problem;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Requires of a request to the API what the JAX-RS of some servers takes for granted: they answer
 * an {@code Accept} that is none with a page of their own, or with nothing, and a wrong {@code %}
 * with an error. What a server refuses before it calls the application stays its own. Pure
 * functions.
 */
final class ApiRequests {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

  /** A list of media ranges (RFC 9110, 12.5.1), or a lone asterisk, as some clients send it. */
  private static final Pattern ACCEPT = Pattern.compile(elements());

  private static final Pattern WRONG_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
  private static final String PATH = "/api";

  private ApiRequests() {}

  private static String elements() {
    String value = "(?:" + TOKEN + "|\"(?:[^\"\\\\]|\\\\.)*+\")";
    String parameter = "[ \t]*+;[ \t]*+(?:" + TOKEN + "(?:=" + value + ")?+)?+";
    String range = "(?:" + TOKEN + "/" + TOKEN + "|[*])(?:" + parameter + ")*+";
    String element = "[ \t]*+(?:" + range + ")?+[ \t]*+";
    return element + "(?:," + element + ")*+";
  }

  /**
   * Throws a {@link org.fanfare.status.ProblemException} for a request to the API that is wrong.
   */
  static void require(HttpServletRequest request) {
    String path = request.getRequestURI();
    String api = request.getContextPath() + PATH;
    if (!path.equals(api) && !path.startsWith(api + "/")) {
      return;
    }
    if (isWrong(path) || isWrong(request.getQueryString())) {
      throw new Problem(
              Status.INVALID_PARAMETER,
              "the path or the query is not percent-encoded: after % come two hexadecimal digits")
          .thrown();
    }
    for (String line : Collections.list(request.getHeaders("Accept"))) {
      if (!ACCEPT.matcher(line).matches()) {
        throw new Problem(
                Status.NOT_ACCEPTABLE,
                "Accept is not a list of media types (RFC 9110, 12.5.1); right is one such as"
                    + " application/json, or none")
            .thrown();
      }
    }
  }

  private static boolean isWrong(@Nullable String text) {
    return text != null && WRONG_ESCAPE.matcher(text).find();
  }
}

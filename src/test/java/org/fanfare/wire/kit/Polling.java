package org.fanfare.wire.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A client that polls, each time with the cursor of the answer before.
 *
 * <p>Its polls share connections with those of other clients. If one of these is cancelled at the
 * moment of its answer, Java's HttpClient closes the connection although another poll has taken it
 * by then, and that one fails as if the server had sent a head without a body. Then it is asked
 * again. (Java 17.0.15: 6 of 1,227 requests, beside 17,300 that were cancelled.)
 */
public final class Polling extends Listener {
  private final Server server;
  private final String groups;
  private final String[] headers;
  private volatile boolean left;
  private volatile String end = "";
  private final AtomicInteger answers = new AtomicInteger();
  private volatile Map<String, Object> last = Map.of();
  private volatile @Nullable CompletableFuture<HttpResponse<String>> waiting;

  private Polling(Server server, String groups, String... headers) {
    this.server = server;
    this.groups = groups;
    this.headers = headers;
  }

  /** Returns a client that has had its first answer and waits for the next. */
  public static Polling open(Server server, String groups, StartAt from, String... headers) {
    String query = (from.query().isEmpty() ? "" : from.query() + "&") + "wait=0";
    Answer first = Http.get(server.groups(groups, query), headers);
    assertThat(first.status()).as(first.body()).isEqualTo(200);
    Polling polling = new Polling(server, groups, headers);
    polling.notebook.take(first.json());
    polling.ask();
    return polling;
  }

  /** Returns how many answers came after the first. */
  public int answers() {
    return answers.get();
  }

  /** Returns the last answer whole. */
  public Map<String, Object> last() {
    return last;
  }

  @Override
  public boolean ended() {
    return !end.isEmpty();
  }

  @Override
  public void kill() {
    left = true;
    CompletableFuture<HttpResponse<String>> asked = waiting;
    if (asked != null) {
      asked.cancel(true);
    }
  }

  @Override
  public void close() {
    kill();
  }

  // What fails is kept for those who ask: the future has no other reader.
  @SuppressWarnings("FutureReturnValueIgnored")
  private void ask() {
    var request = Http.request(server.groups(groups, "after=" + cursor()), headers);
    CompletableFuture<HttpResponse<String>> asked =
        Http.LISTENING.sendAsync(
            request.setHeader("Accept", "application/json").build(), BodyHandlers.ofString());
    waiting = asked;
    asked.whenComplete(this::answered);
  }

  private void answered(@Nullable HttpResponse<String> answer, @Nullable Throwable failure) {
    if (left) {
      return;
    }
    if (failure != null || answer == null) {
      if (String.valueOf(failure).endsWith(" bytes received: 0")) {
        ask();
      } else {
        end = "failed: " + failure;
      }
      return;
    }
    if (answer.statusCode() != 200) {
      end = "was answered with " + answer.statusCode() + " " + HeardItem.brief(answer.body());
      return;
    }
    try {
      Map<String, Object> body = Json.object(answer.body());
      notebook.take(body);
      last = body;
      answers.incrementAndGet();
      if (body.containsKey("retry")) {
        end = "was told to come back";
      } else {
        ask();
      }
    } catch (RuntimeException malformed) {
      notebook.spoilt(malformed);
      end = "had an answer that is none";
    }
  }

  /** Returns which polls they are, and why there are no more if there are none. */
  @Override
  public String toString() {
    return "polls of " + groups + (ended() ? ", one of which " + end : "");
  }
}

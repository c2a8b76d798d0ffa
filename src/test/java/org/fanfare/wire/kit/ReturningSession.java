package org.fanfare.wire.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * A session with a consumer, of a client that keeps what was not acknowledged, sends it again, and
 * drops by its number what it has already. It goes on over any transport at any time, whatever
 * became of the one before. For one thread.
 *
 * <p>What must not come is an {@link AssertionError}: a number that is not the next, a publication
 * that is not the next, a gap, or a refusal.
 */
public final class ReturningSession {
  /** What carried a session has ended, and the session goes on: another carrier has come. */
  public static final class OvertakenException extends IOException {
    private static final long serialVersionUID = 1L;

    OvertakenException(String how) {
      super(how);
    }
  }

  private final Server server;
  private final String target;
  private final List<String> headers;
  private final Deque<String> waiting = new ArrayDeque<>(); // sent, and not acknowledged
  private final Deque<String> heard = new ArrayDeque<>();
  private String id = "";
  private String subprotocol = "";
  private String cursor = "";
  private String closing = "";
  private int window = 1;
  private long acknowledged;
  private long sent; // over the present WebSocket
  private long got;
  private long offset; // of the newest publication
  private long presented;
  private long repeats;
  private Random behind;
  private RawHttp requests;

  /**
   * A session that is not open.
   *
   * @param path within the application, without a slash before it
   * @param headers more of them for each request, whole lines
   */
  public ReturningSession(Server server, String path, List<String> headers) {
    this.server = server;
    this.target = server.context().getPath() + path;
    this.headers = List.copyOf(headers);
  }

  /** What it says that it has may be less than what it has, as if the rest came a moment later. */
  public void isBehind(Random random) {
    behind = random;
  }

  private long presents() {
    presented = behind == null ? got : presented + behind.nextLong(got - presented + 1);
    return presented;
  }

  /** Returns the answer to the request that opens it. */
  public RawHttp.Response opens(String... subprotocols) throws IOException {
    RawHttp.Response answer =
        request(
            "POST",
            target,
            "",
            "Fanfare-Session: new",
            "Fanfare-Protocols: " + String.join(", ", subprotocols));
    if (answer.status() == 201) {
      take(answer.body());
    }
    return answer;
  }

  /** Opens it by a WebSocket. */
  public RawSocket opensSocket() throws IOException {
    RawSocket socket = upgrade("fanfare.session");
    read(socket);
    return socket;
  }

  private RawSocket upgrade(String protocol) throws IOException {
    List<String> lines = new ArrayList<>(headers);
    lines.add("Sec-WebSocket-Protocol: " + protocol);
    RawSocket socket = RawSocket.upgrade(server, target, lines.toArray(String[]::new));
    if (socket.status() != 101) {
      throw new AssertionError("no upgrade: " + socket.refusal());
    }
    sent = acknowledged;
    return socket;
  }

  /** Goes on over a WebSocket, and sends again what was not acknowledged. */
  public RawSocket resumesBySocket() throws IOException {
    RawSocket socket = upgrade("fanfare.resume");
    socket.send(
        RawSocket.TEXT,
        "{\"resume\":{\"session\":\"%s\",\"ack\":%d,\"cursor\":\"%s\"}}"
            .formatted(id, presents(), cursor));
    sendOver(socket);
    return socket;
  }

  /** Sends over a WebSocket what was not sent over it. */
  public void sendOver(RawSocket socket) throws IOException {
    if (sent < acknowledged + waiting.size()) {
      socket.send(RawSocket.TEXT, up(sent));
      sent = acknowledged + waiting.size();
    }
  }

  /**
   * Reads the next frame of a WebSocket; it may be the last.
   *
   * @throws OvertakenException if another carrier has replaced it
   */
  public void read(RawSocket socket) throws IOException {
    RawSocket.Frame next = socket.frame();
    switch (next.opcode()) {
      case RawSocket.PING -> socket.send(true, RawSocket.PONG, next.bytes());
      case RawSocket.CLOSE -> closed(next.closing());
      default -> take(next.text());
    }
    if (got % 16 == 15) {
      socket.send(RawSocket.TEXT, "{\"ack\":" + presents() + "}");
    }
  }

  private void closed(String why) throws OvertakenException {
    if (why.startsWith("4007 ")) {
      throw new OvertakenException("another carrier has come");
    }
    closing = closing.isEmpty() ? why : closing;
  }

  /** A stream of events that carries the session. */
  public final class Stream implements AutoCloseable {
    private final RawHttp http;
    private String rest = "";

    private Stream(RawHttp http) {
      this.http = http;
    }

    /**
     * Reads what has come.
     *
     * @throws OvertakenException if it has ended, as it does when another carrier replaces it
     */
    public void read() throws IOException {
      byte[] chunk = http.readChunk();
      if (chunk.length == 0) {
        throw new OvertakenException("the stream has ended");
      }
      rest += new String(chunk, UTF_8);
      for (int end = rest.indexOf("\n\n"); end >= 0; end = rest.indexOf("\n\n")) {
        if (rest.startsWith("data: ")) {
          take(rest.substring("data: ".length(), end));
        }
        rest = rest.substring(end + 2);
      }
    }

    @Override
    public void close() throws IOException {
      http.close();
    }
  }

  /** Goes on over a stream. */
  public Stream resumesByStream() throws IOException {
    RawHttp http = RawHttp.to(server);
    get(http, reading(), "Accept: text/event-stream");
    RawHttp.Response head = http.head();
    if (head.status() != 200) {
      throw new AssertionError("no stream: " + http.rest(head).problem());
    }
    if (head.header("Transfer-Encoding").isEmpty()) {
      http.close();
      throw new OvertakenException("the stream has ended before it began");
    }
    return new Stream(http);
  }

  private void get(RawHttp http, String where, String... more) throws IOException {
    List<String> lines = new ArrayList<>(List.of(more));
    lines.add("Fanfare-Session: " + id);
    http.request(server, "GET", where, lines(lines.toArray(String[]::new)));
  }

  private String reading() {
    return target + (target.contains("?") ? "&" : "?") + "ack=" + presents() + "&cursor=" + cursor;
  }

  /** Goes on over a poll, and waits for its answer. */
  public void polls(int seconds) throws IOException {
    RawHttp.Response answer =
        request("GET", reading() + "&wait=" + seconds, "", "Fanfare-Session: " + id);
    if (answer.status() == 200) {
      take(answer.body());
    } else if (closing.isEmpty()) {
      throw new AssertionError("the poll was answered " + answer.problem());
    }
  }

  /** Goes on over a poll whose answer nobody reads. */
  public RawHttp pollsUnanswered() throws IOException {
    RawHttp http = RawHttp.to(server);
    get(http, reading() + "&wait=20");
    return http;
  }

  /** Sends by a request what was not acknowledged. */
  public void posts() throws IOException {
    RawHttp.Response answer =
        request(
            "POST",
            target,
            up(acknowledged),
            "Fanfare-Session: " + id,
            "Content-Type: application/json");
    if (answer.status() != 200) {
      throw new AssertionError("what was sent was answered " + answer.problem());
    }
    take(answer.body());
  }

  /** The same, but the answer is lost. */
  public void postsUnanswered() throws IOException {
    try (RawHttp http = RawHttp.to(server)) {
      String body = up(acknowledged);
      http.request(
          server,
          "POST",
          target,
          lines(
              "Fanfare-Session: " + id,
              "Content-Type: application/json",
              "Content-Length: " + body.getBytes(UTF_8).length));
      http.send(body);
    }
  }

  /** Ends it. */
  public void ends() throws IOException {
    request(
        "POST",
        target,
        "{\"close\":{}}",
        "Fanfare-Session: " + id,
        "Content-Type: application/json");
    if (requests != null) {
      requests.close();
    }
  }

  /** Asks over a connection that is kept; if the server has ended it meanwhile, over another. */
  private RawHttp.Response request(String method, String where, String body, String... more)
      throws IOException {
    if (requests != null) {
      try {
        return answer(method, where, body, more);
      } catch (IOException ended) {
        requests.close(); // what was sent twice is dropped by its number
      }
    }
    requests = RawHttp.to(server);
    return answer(method, where, body, more);
  }

  private RawHttp.Response answer(String method, String where, String body, String... more)
      throws IOException {
    List<String> lines = new ArrayList<>(List.of(more));
    if (method.equals("POST")) {
      lines.add("Content-Length: " + body.getBytes(UTF_8).length);
    }
    requests.request(server, method, where, lines(lines.toArray(String[]::new)));
    if (!body.isEmpty()) {
      requests.send(body);
    }
    RawHttp.Response answer = requests.response();
    if (answer.header("Connection").equalsIgnoreCase("close")) {
      requests.close();
      requests = null;
    }
    return answer;
  }

  private String[] lines(String... all) {
    List<String> lines = new ArrayList<>(headers);
    lines.addAll(List.of(all));
    return lines.toArray(String[]::new);
  }

  /** The client has a text to send. */
  public void says(String text) {
    waiting.add(Json.write(text));
  }

  /** The client has bytes to send. */
  public void says(byte[] bytes) {
    waiting.add("null,\"" + Base64.getEncoder().encodeToString(bytes) + "\"");
  }

  /** Returns whether the client may send one more. */
  public boolean hasRoom() {
    return waiting.size() < window;
  }

  /** Returns whether it has sent what is not acknowledged. */
  public boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /** Returns what it sends after a number. */
  private String up(long after) {
    StringBuilder frame = new StringBuilder("{\"up\":[");
    long number = acknowledged;
    for (String each : waiting) {
      number++;
      if (number > after) {
        frame.append(number == after + 1 ? "" : ",");
        frame.append('[').append(number).append(',').append(each).append(']');
      }
    }
    return frame.append("],\"ack\":").append(presents()).append('}').toString();
  }

  private void take(String text) {
    Map<String, Object> frame = Json.object(text);
    if (frame.get("frames") != null) {
      Json.asArray(frame.get("frames")).forEach(each -> take(Json.asObject(each)));
    } else {
      take(frame);
    }
  }

  private void take(Map<String, Object> frame) {
    if (frame.get("open") != null) {
      Map<String, Object> open = Json.asObject(frame.get("open"));
      id = (String) open.get("session");
      subprotocol = (String) open.get("protocol");
      window = (int) number(open.get("window"));
    }
    if (frame.get("down") != null) {
      Json.asArray(frame.get("down")).forEach(each -> message(Json.asArray(each)));
    }
    if (frame.get("ack") != null) {
      acknowledged(number(frame.get("ack")));
    }
    if (frame.get("cursor") != null) {
      require(Json.asArray(frame.get("gaps")).isEmpty(), "a gap: " + frame);
      Json.asArray(frame.get("publications")).forEach(each -> publication(Json.asObject(each)));
      cursor = (String) frame.get("cursor");
    }
    if (frame.get("closing") != null) {
      Map<String, Object> end = Json.asObject(frame.get("closing"));
      closing = end.get("code") + " " + end.get("reason");
    }
  }

  private void acknowledged(long number) {
    require(number <= acknowledged + waiting.size(), "acknowledged " + number + " and sent less");
    while (acknowledged < number) {
      waiting.remove();
      acknowledged++;
    }
    sent = Math.max(sent, acknowledged);
  }

  private void message(List<Object> message) {
    long number = number(message.get(0));
    require(number <= got + 1, "after " + got + " came " + number);
    if (number <= got) {
      repeats++;
      return;
    }
    got = number;
    heard.add(String.valueOf(message.get(message.get(1) == null ? 2 : 1)));
  }

  private void publication(Map<String, Object> publication) {
    long number = number(publication.get("offset"));
    require(offset == 0 || number == offset + 1, "after publication " + offset + " " + number);
    offset = number;
    Object text = publication.get("text");
    heard.add(text == null ? Json.write(publication.get("json")) : (String) text);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError(otherwise);
    }
  }

  private static long number(Object value) {
    return ((Number) Objects.requireNonNull(value)).longValue();
  }

  /**
   * Returns the oldest that it has heard and was not asked for, each once; null if there is none.
   */
  public String heard() {
    return heard.poll();
  }

  /** Returns the number of the consumer's messages that it has. */
  public long got() {
    return got;
  }

  /** Returns how many messages came that it had already. */
  public long repeats() {
    return repeats;
  }

  /** Returns the application's subprotocol; empty if none was chosen. */
  public String subprotocol() {
    return subprotocol;
  }

  /** Returns code and reason of its end; empty if it lives, or only its carrier has ended. */
  public String closing() {
    return closing;
  }
}

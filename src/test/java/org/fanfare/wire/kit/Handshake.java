package org.fanfare.wire.kit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.ProtocolException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What a client asks for before it speaks WebSocket, with a key of its own, and what it must be
 * answered (RFC 6455, section 4). It offers no extension.
 */
final class Handshake {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final String key;
  private final String subprotocol;

  /** Makes one for a subprotocol, or for none if it is empty. */
  Handshake(String subprotocol) {
    byte[] random = new byte[16];
    ThreadLocalRandom.current().nextBytes(random);
    this.key = Base64.getEncoder().encodeToString(random);
    this.subprotocol = subprotocol;
  }

  /**
   * Returns the whole lines of the request's head, besides those of {@link RawSocket#handshake}.
   *
   * @param more headers as name, value, name, value
   */
  String[] lines(String... more) {
    List<String> lines =
        new ArrayList<>(List.of("Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: " + key));
    if (!subprotocol.isEmpty()) {
      lines.add("Sec-WebSocket-Protocol: " + subprotocol);
    }
    for (int i = 0; i < more.length; i += 2) {
      lines.add(more[i] + ": " + more[i + 1]);
    }
    return lines.toArray(String[]::new);
  }

  /**
   * Throws {@link ProtocolException} unless the answer is the upgrade that was asked for; a refusal
   * is told with its status, its code and its body. It is as strict as the strictest clients are,
   * who take no other option beside {@code Connection: Upgrade}.
   */
  void check(RawSocket answered) throws IOException {
    if (answered.status() != 101) {
      throw new ProtocolException("no upgrade: " + refusal(answered));
    }
    check(answered, "Upgrade", "websocket");
    check(answered, "Connection", "upgrade");
    check(answered, "Sec-WebSocket-Extensions", "");
    String accept = answered.header("Sec-WebSocket-Accept");
    if (!accept.equals(accept(key))) {
      throw new ProtocolException("Sec-WebSocket-Accept answers another key: " + accept);
    }
    String chosen = answered.header("Sec-WebSocket-Protocol");
    if (!chosen.equals(subprotocol)) {
      throw new ProtocolException("Sec-WebSocket-Protocol is '" + chosen + "'");
    }
  }

  private static String refusal(RawSocket answered) {
    try {
      RawHttp.Response answer = answered.answer();
      return answer.problem() + "\n" + answer;
    } catch (IOException cut) {
      return answered.status() + ", the body of which did not come: " + cut;
    }
  }

  private static void check(RawSocket answered, String name, String value) throws IOException {
    if (!answered.header(name).equalsIgnoreCase(value)) {
      throw new ProtocolException(name + " of an upgrade is '" + answered.header(name) + "'");
    }
  }

  /** Returns what a server makes of a key. */
  static String accept(String key) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(sum);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

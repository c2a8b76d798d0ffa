package org.fanfare.protocol;

/**
 * Makes the encoder of a wire format that an application brings: each CDI bean of this type in the
 * WAR is one. Called once, before anything is served.
 *
 * <p>A WebSocket is sent it whose client asks for {@link #subprotocol}, over either way of carrying
 * it; what that client sends is published, frame by frame, as from a WebSocket without a
 * subprotocol. An HTTP response is sent it, as a stream without an end, whose client names {@link
 * #mediaType} in {@code Accept}. Both begin where {@code after} or {@code last} says, so the format
 * should tell its clients their cursor, which each thing that there is to tell has, and it must
 * have words for gaps.
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class Lines implements EncoderFactory {
 *   public String subprotocol() { return "lines"; }
 *   public String mediaType() { return "application/x-lines"; }
 *   public Encoder make() { return new LineEncoder(); }
 * }
 * }</pre>
 */
public interface EncoderFactory {
  /** What a WebSocket's client names: a token (RFC 9110, section 5.6.2), in no other case. */
  String subprotocol();

  /** What a stream's client names: a type in lower case, without parameters. */
  String mediaType();

  /** Makes the encoder, which all connections share. */
  Encoder make();
}

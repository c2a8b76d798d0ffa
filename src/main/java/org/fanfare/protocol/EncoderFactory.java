package org.fanfare.protocol;

/**
 * Creates the encoder of a wire format that an application supplies, as a CDI bean of this type in
 * the WAR. Called once, before any request is served.
 *
 * <p>The format is used for WebSockets whose client requests {@link #subprotocol}, in both
 * implementations of WebSockets. What such a client sends is published frame by frame, as from a
 * WebSocket without a subprotocol. The format is also used for HTTP responses whose client names
 * {@link #mediaType} in {@code Accept}; they are endless streams. Both begin where {@code after} or
 * {@code last} says. Therefore the format should send clients their cursor, which all outgoing
 * content has, and it must be able to represent gaps.
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
  /**
   * Returns the subprotocol that a WebSocket's client requests: a token (RFC 9110, section 5.6.2),
   * compared case-sensitively.
   */
  String subprotocol();

  /**
   * Returns the media type that a stream's client requests, in lower case and without parameters.
   */
  String mediaType();

  /** Creates the encoder, which all connections share. */
  Encoder make();
}

/**
 * The wire formats, as text and bytes: frames, events, answers and problems, independent of
 * transports.
 *
 * <p>An {@link org.fanfare.protocol.Encoder} encodes the outgoing content of a connection in a
 * protocol. {@link org.fanfare.protocol.BareEncoder} writes the messages alone, {@link
 * org.fanfare.protocol.FanfareEncoder} the JSON frames of the subprotocol, {@link
 * org.fanfare.protocol.EventEncoder} Server-Sent Events, and {@link
 * org.fanfare.protocol.PollEncoder} the answer to a poll. Another protocol only needs another
 * encoder, without changes to transports: an application supplies one with an {@link
 * org.fanfare.protocol.EncoderFactory}. {@link org.fanfare.protocol.ClientFrame} is what clients
 * send, {@link org.fanfare.protocol.MessageParser} creates messages from bodies, and a {@link
 * org.fanfare.status.Problem} reports a refusal.
 *
 * <pre>{@code
 * Encoded once = encoder.publications(new Outgoing.Publications(slice));   // encoded once, for all who read this slice
 * Message message = MessageParser.message(MediaType.JSON, body, 65_536);
 * }</pre>
 *
 * <p>Decision. Publications are encoded by our own code into JSON and events, with a library's
 * string escaping. A JSON message is embedded unchanged, because it was checked when it was
 * received. All JSON input is parsed by the library.
 */
@NullMarked
package org.fanfare.protocol;

import org.jspecify.annotations.NullMarked;

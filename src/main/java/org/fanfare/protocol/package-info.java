/**
 * What stands on the wire, as text and bytes: frames, events, answers and problems, without any
 * transport.
 *
 * <p>An {@link org.fanfare.protocol.Encoder} says in its protocol what a connection has to tell:
 * {@link org.fanfare.protocol.BareEncoder} the messages alone, {@link
 * org.fanfare.protocol.FanfareEncoder} the JSON frames of the subprotocol, {@link
 * org.fanfare.protocol.EventEncoder} Server-Sent Events, {@link org.fanfare.protocol.PollEncoder}
 * the answer of a poll. Another protocol is one more encoder, and no transport knows of it: an
 * application brings one by an {@link org.fanfare.protocol.EncoderFactory}. {@link
 * org.fanfare.protocol.ClientFrame} is what clients send, {@link
 * org.fanfare.protocol.MessageParser} makes messages of bodies, and a {@link
 * org.fanfare.status.Problem} is how something is refused.
 *
 * <pre>{@code
 * Encoded once = encoder.publications(new Outgoing.Publications(slice));   // encoded once, for all who read this slice
 * Message message = MessageParser.message(MediaType.JSON, body, 65_536);
 * }</pre>
 *
 * <p>Decision. Publications are encoded by hand into the two shapes, with a library's string
 * escaping; a JSON message is embedded as it came, since it was checked when it entered. Everything
 * that comes in is parsed by the library.
 */
@NullMarked
package org.fanfare.protocol;

import org.jspecify.annotations.NullMarked;

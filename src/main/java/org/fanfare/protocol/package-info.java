/**
 * What stands on the wire, as text and bytes: frames, events, answers and problems, without any
 * transport.
 *
 * <p>{@link org.fanfare.protocol.Frames} writes the JSON of the {@code fanfare} subprotocol and of
 * polls, {@link org.fanfare.protocol.Events} that of Server-Sent Events, {@link
 * org.fanfare.protocol.ClientFrame} reads what clients send, {@link org.fanfare.protocol.Intake}
 * makes messages of bodies, and a {@link org.fanfare.protocol.Problem} is how something is refused.
 *
 * <pre>{@code
 * String frame = slice.encoded(Frames.SLICE);      // encoded once, for all who read this slice
 * byte[] events = slice.encoded(Events.SLICE);
 * Message message = Intake.message(MediaType.JSON, body, 65_536);
 * }</pre>
 *
 * <p>Decision. Publications are encoded by hand into the two shapes, with a library's string
 * escaping; a JSON message is embedded as it came, since it was checked when it entered. Everything
 * that comes in is parsed by the library.
 */
@NullMarked
package org.fanfare.protocol;

import org.jspecify.annotations.NullMarked;

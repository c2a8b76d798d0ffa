/**
 * The frames of RFC 6455 as a server reads and writes them, compressed where RFC 7692 was agreed
 * on. The code converts bytes and does not know connections.
 *
 * <pre>{@code
 * FrameParser reader = new FrameParser(65_536, false, sink);
 * reader.read(buffer, 0, count); // the sink receives complete messages
 * out.write(Frame.text(utf8));
 * }</pre>
 *
 * <p>Decision. Reading is strict, as section 10.7 allows. What a conforming client never sends ends
 * the connection with the close code of section 7.4.1, at the first byte that shows the fault.
 * Writing never fragments, so that the same bytes can be sent on every connection.
 *
 * <p>Decision. Messages are compressed without the context of earlier ones, in both directions. So
 * a message is compressed once for all connections, and an idle connection holds no window. The
 * price is a lower compression ratio for short, similar messages.
 */
@NullMarked
package org.fanfare.rfc6455;

import org.jspecify.annotations.NullMarked;

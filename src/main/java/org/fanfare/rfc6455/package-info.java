/**
 * The frames of RFC 6455, as a server reads and writes them: bytes in, bytes out, no connection.
 *
 * <pre>{@code
 * FrameReader reader = new FrameReader(65_536, sink);
 * reader.read(buffer, 0, count); // whatever came; the sink is told of what is whole
 * out.write(Frame.text(utf8));
 * }</pre>
 *
 * <p>Decision. Reading is strict, as section 10.7 allows: what a conforming client never sends ends
 * the connection with the code that section 7.4.1 has for it, at the first byte that shows it.
 * Writing never fragments, so that the same bytes serve every connection.
 */
@NullMarked
package org.fanfare.rfc6455;

import org.jspecify.annotations.NullMarked;

/**
 * The frames of RFC 6455, as a server reads and writes them, deflated where RFC 7692 was agreed on:
 * bytes in, bytes out, no connection.
 *
 * <pre>{@code
 * FrameParser reader = new FrameParser(65_536, false, sink);
 * reader.read(buffer, 0, count); // whatever came; the sink is told of what is whole
 * out.write(Frame.text(utf8));
 * }</pre>
 *
 * <p>Decision. Reading is strict, as section 10.7 allows: what a conforming client never sends ends
 * the connection with the code that section 7.4.1 has for it, at the first byte that shows it.
 * Writing never fragments, so that the same bytes serve every connection.
 *
 * <p>Decision. Messages are deflated without the context of others before them, both ways: what is
 * sent is deflated once for all connections, and a connection that waits holds no window. That
 * gives up some of what short messages that resemble each other could save.
 */
@NullMarked
package org.fanfare.rfc6455;

import org.jspecify.annotations.NullMarked;

/**
 * Encoding of content so that what is sent to many clients is encoded once.
 *
 * <p>An {@link org.fanfare.encoding.Encodable} keeps its encoded forms, one for each {@link
 * org.fanfare.encoding.WireFormat} that was requested. The content sent to a client is {@link
 * org.fanfare.encoding.Encoded}: one or several {@link org.fanfare.encoding.Payload}s. Both can be
 * encoded again, so that a transport can put them into frames that many clients share.
 *
 * <pre>{@code
 * WireFormat<Publication, Payload> loud =
 *     new WireFormat<>("loud", p -> Payload.text(p, p.message().text() + "!"), p -> Payload.OVERHEAD);
 * Payload once = publication.encoded(loud);          // the same object for all who ask
 * byte[] frame = once.encoded(SocketFrames.FRAME);   // and the same frame
 * }</pre>
 *
 * <p>Decision. The memory of encoded forms is counted with that of their source and released with
 * it. So there is one bound for the memory of publications, independent of the formats.
 */
@NullMarked
package org.fanfare.encoding;

import org.jspecify.annotations.NullMarked;

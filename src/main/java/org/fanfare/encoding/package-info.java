/**
 * What is sent to many is encoded once.
 *
 * <p>An {@link org.fanfare.encoding.Encodable} keeps what it was encoded as, one form for each
 * {@link org.fanfare.encoding.WireFormat} that was asked for. What a client is sent is {@link
 * org.fanfare.encoding.Encoded}: one or several {@link org.fanfare.encoding.Payload}s. Both are
 * encodable again, so that a wire can put them into frames, and many clients share the frames.
 *
 * <pre>{@code
 * WireFormat<Publication, Payload> loud =
 *     new WireFormat<>("loud", p -> Payload.text(p, p.message().text() + "!"), p -> Payload.OVERHEAD);
 * Payload once = publication.encoded(loud);          // the same object for all who ask
 * byte[] frame = once.encoded(SocketFrames.FRAME);   // and the same frame
 * }</pre>
 *
 * <p>Decision. Forms are counted with what they were made of, and forgotten with it: the memory for
 * publications has one bound, whatever they are encoded as.
 */
@NullMarked
package org.fanfare.encoding;

import org.jspecify.annotations.NullMarked;

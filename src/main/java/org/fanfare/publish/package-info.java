/**
 * Publishing: the right to publish, and the answer that every publish receives.
 *
 * <p>{@link org.fanfare.publish.Rights} checks the rules of all groups, once, before anything is
 * appended, and returns a {@link org.fanfare.publish.Permit}. With the permit {@link
 * org.fanfare.publish.Publisher} appends to one group after the other. An idempotency key is passed
 * to the layer, which remembers what was published with it, so that a retry is harmless on every
 * node.
 *
 * <pre>{@code
 * Permit permit = rights.requirePublishing(caller, List.of(group));
 * publisher.publish(permit, message, "key-1").thenAccept(answer -> …);
 * }</pre>
 *
 * <p>This package depends on neither HTTP nor JSON: parsing a body and representing an answer
 * belong to {@code protocol} and to the transports.
 *
 * <p>Decision. A publish to several groups is one publish to each, with the same key. What was
 * appended to some of them stays appended, and a retry with the same key completes the rest.
 */
@NullMarked
package org.fanfare.publish;

import org.jspecify.annotations.NullMarked;

/**
 * Publishing: whether it may be, and the answer that every publish gets.
 *
 * <p>{@link org.fanfare.publish.Rights} looks at the rules of all groups, once, before anything is
 * appended, and gives a {@link org.fanfare.publish.Permit}. With it {@link
 * org.fanfare.publish.Publisher} appends group by group. An idempotency key goes along to the
 * layer, which knows what was published with it before, so that a retry is harmless on every node.
 *
 * <pre>{@code
 * Permit permit = rights.requirePublishing(caller, List.of(group));
 * publisher.publish(permit, message, "key-1").thenAccept(answer -> …);
 * }</pre>
 *
 * <p>Decision. A publish to several groups is one publish to each, with the same key: what is done
 * in some of them stays done, and the same key does the rest.
 */
@NullMarked
package org.fanfare.publish;

import org.jspecify.annotations.NullMarked;

/**
 * Publishing: may it be, has it been before, and the answer that every publish gets.
 *
 * <p>{@link org.fanfare.publish.Publisher} is asked by every face. It checks the rules of all
 * groups before anything is appended, appends group by group, and remembers the answer of a publish
 * that came with an idempotency key, so that a retry is harmless.
 *
 * <pre>{@code
 * publisher.publish(caller, List.of(group), message, "key-1").thenAccept(answer -> …);
 * }</pre>
 *
 * <p>Decisions. What was refused before anything was appended is not remembered: the retry is a
 * first try. What was partly done is remembered group by group, and the same key does the rest. A
 * store that is full refuses new keys; it never forgets a living one, since the promise was made
 * when the key was taken.
 */
@NullMarked
package org.fanfare.publish;

import org.jspecify.annotations.NullMarked;

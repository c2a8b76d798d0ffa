package org.fanfare.consumer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method of a {@link Consumer} that handles messages which were sent to its connection's
 * {@linkplain Connection#channel channel}, or published to a group that it {@linkplain
 * Connection#join joined}.
 *
 * <p>Values and parameters are those of {@link FromClient}; a method may also have a parameter of
 * the type {@link org.fanfare.log.Publication}, which is null for a message that was sent to the
 * channel.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface FromLayer {
  /** The type of the messages; empty for those that no other method handles. */
  String value() default "";
}

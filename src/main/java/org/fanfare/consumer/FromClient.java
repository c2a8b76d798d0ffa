package org.fanfare.consumer;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method of a {@link Consumer} that handles messages which its client sends.
 *
 * <p>With a value, it handles typed messages: JSON objects whose member {@code "type"} is that
 * value. Without one, it handles what no other method does: text if its parameter is a {@link
 * String}, bytes if it is a {@code byte[]}, else JSON objects. A class that has a method with a
 * value, or one whose parameter is neither text nor bytes, takes JSON only.
 *
 * <p>The method has at most one parameter for the message ({@code String}, {@code byte[]}, {@code
 * jakarta.json.JsonObject}, or a type that JSON-B makes of it), and in any order a {@link
 * Connection} and a {@link Scope}. It is neither private nor static, and returns nothing. The
 * annotations of {@code jakarta.annotation.security} on it say who may call it.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface FromClient {
  /** The type of the messages; empty for those that no other method handles. */
  String value() default "";
}

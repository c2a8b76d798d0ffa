package org.fanfare.gate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Marks a test, or all tests that stand in a class or interface and have no mark of their own, as
 * holding one or several of the laws 1 to 11.
 *
 * <p>The counts that the gate holds a change to, what it does about a flake, and the matrix in
 * {@code laws.md} are made of it. It is a tag, too: {@code -Dwire.tags=law}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@Tag("law")
public @interface Law {
  /** The numbers of the laws. */
  int[] value();

  /**
   * The transports for which the matrix counts the test; a test with a transport as its parameter
   * counts for that one only. With none of them it is not in the matrix.
   */
  Transport[] on() default {Transport.WEBSOCKET, Transport.SSE, Transport.POLL};

  /** The runs, by name, in which the test passes by showing that the law does not hold. */
  String[] brokenIn() default {};

  /** How bytes reach a client. */
  enum Transport {
    WEBSOCKET("WebSocket"),
    SSE("SSE"),
    POLL("long-poll");

    final String word;

    Transport(String word) {
      this.word = word;
    }
  }
}

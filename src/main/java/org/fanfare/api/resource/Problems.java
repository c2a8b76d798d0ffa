package org.fanfare.api.resource;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.fanfare.status.Status;

/**
 * The problems with which a call to the API may be answered, besides those of every call: {@code
 * unauthenticated}, {@code refused} and {@code error}. The OpenAPI description has the same.
 */
@Documented
@Retention(RUNTIME)
@Target(METHOD)
@interface Problems {
  /** Returns the problems. */
  Status[] value();
}

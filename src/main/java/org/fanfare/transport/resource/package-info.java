/**
 * Long-poll as a JAX-RS resource: suspended by the standard's own means, without a thread.
 *
 * <p>{@link org.fanfare.transport.resource.PollApplication} is mapped to the one URL by the WAR's
 * {@code web.xml}. The filter hands polls on to it, and nothing else, if {@code fanfare.poll =
 * resource}; it answers them itself in an application that maps no JAX-RS there, or with {@code
 * direct}.
 *
 * <p>Decisions. JAX-RS would write an answer by blocking, for as long as its client takes nothing.
 * So the resource has the response written as all others are, by a {@code WriteListener}, and
 * resumes its {@code AsyncResponse} when that is done, with a response that is committed: JAX-RS
 * leaves such a one as it is (JAX-RS 3.1, section 11.1).
 */
@NullMarked
package org.fanfare.transport.resource;

import org.jspecify.annotations.NullMarked;

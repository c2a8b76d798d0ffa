/**
 * Long-poll as a JAX-RS resource: a poll is suspended by the means of JAX-RS, and occupies no
 * thread while it waits. Nothing else that uses JAX-RS belongs here.
 *
 * <p>{@link org.fanfare.transport.resource.PollApplication} is mapped to the group URL by {@code
 * web.xml} of the WAR. If {@code fanfare.poll = resource}, the filter passes on polls to it, and
 * nothing else. With {@code direct}, or in an application that maps no JAX-RS there, the filter
 * answers polls itself.
 *
 * <p>Decisions. JAX-RS would block while it writes a response, for as long as the client takes
 * nothing. Therefore the response is written by a {@code WriteListener}, as all others are. After
 * that the resource resumes its {@code AsyncResponse}. The response is committed by then, and
 * JAX-RS does not change a committed response (JAX-RS 3.1, section 11.1).
 */
@NullMarked
package org.fanfare.transport.resource;

import org.jspecify.annotations.NullMarked;

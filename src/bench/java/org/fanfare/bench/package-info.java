/**
 * A load client for Fanfare: it opens many connections of every kind, publishes marked messages,
 * looks at every single delivery and says what they cost the server.
 *
 * <p>Start from {@link org.fanfare.bench.Bench}, the command line. It is plain Java 17 without any
 * library, so that whoever has a JDK can measure; {@code src/bench/run.sh} compiles and runs it:
 *
 * <pre>{@code
 * src/bench/run.sh client load --face fanfare --subscribers 1000 \
 *     --url http://127.0.0.1:8080/fanfare/groups/demo.bench
 * }</pre>
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>One thread for all connections. A generator with many threads competes with itself, and
 *       with the server, for the cores of one machine, and its own cost then changes with the load.
 *   <li>Every payload carries the run, its number and a time, and every subscriber must get exactly
 *       the next number. A run in which one delivery was lost, came twice or came out of order has
 *       failed, whatever its speed.
 *   <li>At a fixed rate the time in the payload is when the message was <em>due</em>, so that
 *       neither a server nor a generator that falls behind can hide it.
 *   <li>The figure to compare is the server's CPU time for each delivery. Deliveries a second also
 *       depend on what else the machine does, so what else it does is measured too.
 * </ul>
 */
package org.fanfare.bench;

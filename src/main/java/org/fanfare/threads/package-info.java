/**
 * Threads and executors: all code that starts, names, chooses or bounds threads. {@link
 * org.fanfare.threads.Threads} creates them from the container's {@code ThreadFactory} and {@code
 * Executor}, which {@code boot} supplies.
 *
 * <p>There are two kinds of work:
 *
 * <ul>
 *   <li><b>Serial for a key, never blocking.</b> Each connection belongs to one {@link
 *       org.fanfare.threads.Shard}: its tasks run one at a time, in order, and none of them waits
 *       for anything.
 *   <li><b>May block.</b> Tasks that may wait for a client or for the network run on {@link
 *       org.fanfare.threads.Threads#blocking()}, in no particular order, and never on a shard.
 * </ul>
 *
 * <table>
 *   <caption>Which thread runs which work</caption>
 *   <tr><th>thread</th><th>what it runs</th><th>may it wait?</th><th>which class</th></tr>
 *   <tr>
 *     <td>{@code fanfare-shard-N}, of the container's thread factory, from start to end</td>
 *     <td>rounds of a group's readers, the write loops and heartbeats of a share of the
 *         connections, and the writes themselves on a server that writes without waiting</td>
 *     <td>no</td>
 *     <td>{@code ShardThreads}, {@code Shard}</td>
 *   </tr>
 *   <tr>
 *     <td>the same, and more of that name while one is blocked</td>
 *     <td>writes to clients on a server where a write may wait, until a write has waited</td>
 *     <td>yes: then another takes its place</td>
 *     <td>{@code SlowClientExecutor}, {@code CompensatingExecutor}</td>
 *   </tr>
 *   <tr>
 *     <td>{@code fanfare-clock}, of the container's thread factory</td>
 *     <td>periodic work: heartbeats, time-outs, trimming</td>
 *     <td>no</td>
 *     <td>{@code Timers}</td>
 *   </tr>
 *   <tr>
 *     <td>{@code fanfare-redis}, of the container's thread factory, where several nodes share a
 *         layer</td>
 *     <td>everything of that layer, one task after the other, and all calls of its client</td>
 *     <td>no</td>
 *     <td>{@code LoopThread}</td>
 *   </tr>
 *   <tr>
 *     <td>{@code fanfare-redis-io}, the same</td>
 *     <td>the client's reading and writing</td>
 *     <td>no</td>
 *     <td>{@code redis.LettuceDialer}</td>
 *   </tr>
 *   <tr>
 *     <td>one of the container's executor</td>
 *     <td>pings of endpoints, the check whether the address answers, and writes to a client
 *         for which a write has waited</td>
 *     <td>yes</td>
 *     <td>{@code ResubmittingExecutor}, {@code ContextClassLoaderExecutor}</td>
 *   </tr>
 *   <tr>
 *     <td>one of the container's executor, four at a time at most</td>
 *     <td>closes of WebSockets</td>
 *     <td>yes</td>
 *     <td>{@code BoundedCloseExecutor}</td>
 *   </tr>
 *   <tr>
 *     <td>the container's own, for requests and readiness</td>
 *     <td>admission, parsing, publishing, handling of clients' frames; the rest of a write for
 *         which there was no room</td>
 *     <td>no</td>
 *     <td>the transports; {@code transport.http.ReturnGate} keeps a response from being ended while
 *         such a thread is still on its way back</td>
 *   </tr>
 *   <tr>
 *     <td>{@code fanfare-stop}, which the JVM starts when it ends</td>
 *     <td>asks every client to reconnect</td>
 *     <td>no</td>
 *     <td>{@code boot.Lifecycle}</td>
 *   </tr>
 * </table>
 *
 * <p>Decision. Long-lived work runs on threads of its own rather than on the container's executor:
 * each publication submits a task to a shard, which may be expensive there ({@link
 * org.fanfare.transport.Quirk#SEARCHES_THE_CLASS_PATH}).
 *
 * <p>Decision. This package does not depend on Jakarta EE, on connections or on any protocol.
 * {@link org.fanfare.threads.Ticker} is here because waiting is measured here.
 */
@NullMarked
package org.fanfare.threads;

import org.jspecify.annotations.NullMarked;

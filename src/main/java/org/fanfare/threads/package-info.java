/**
 * Which thread runs what. Everything that starts, names, chooses or bounds threads stands here;
 * {@link org.fanfare.threads.Threads} makes all of it from two things of the container, a {@code
 * ThreadFactory} and an {@code Executor}, which {@code boot} hands in.
 *
 * <p>There are two ideas:
 *
 * <ul>
 *   <li><b>Serial for a key, never blocking.</b> A connection lives on one {@link
 *       org.fanfare.threads.Shard}: its tasks run one at a time, in order, and none of them waits
 *       for anything.
 *   <li><b>May block.</b> What may wait for a client or for the network runs on {@link
 *       org.fanfare.threads.Threads#blocking()}, in no order, and never on a shard.
 * </ul>
 *
 * <table>
 *   <caption>Who runs what</caption>
 *   <tr><th>thread</th><th>what it runs</th><th>may it wait?</th><th>which class</th></tr>
 *   <tr>
 *     <td>{@code fanfare-shard-N}, of the container's thread factory, from start to end</td>
 *     <td>rounds of a group's readers, the write loops and heartbeats of a share of the connections,
 *         and the writes themselves where a server writes without waiting</td>
 *     <td>no</td>
 *     <td>{@code ShardThreads}, {@code Shard}</td>
 *   </tr>
 *   <tr>
 *     <td>the same, and more of that name while one is held up</td>
 *     <td>writes to clients on a server where a write may wait, until one has waited</td>
 *     <td>yes: another takes its place then</td>
 *     <td>{@code SlowClientExecutor}, {@code CompensatingExecutor}</td>
 *   </tr>
 *   <tr>
 *     <td>{@code fanfare-clock}, of the container's thread factory</td>
 *     <td>all that is looked at again and again: heartbeats, time-outs, trimming</td>
 *     <td>no</td>
 *     <td>{@code Timers}</td>
 *   </tr>
 *   <tr>
 *     <td>one of the container's executor</td>
 *     <td>pings of endpoints, the question whether the address answers, and writes to a client that
 *         let one wait</td>
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
 *     <td>admission, parsing, publishing, what a client's frame means; the rest of a write that found
 *         no room</td>
 *     <td>no</td>
 *     <td>the transports; {@code transport.http.ReturnGate} keeps a response from being ended while
 *         such a thread is still on its way back</td>
 *   </tr>
 *   <tr>
 *     <td>{@code fanfare-stop}, which the JVM starts when it ends</td>
 *     <td>tells every client to come back</td>
 *     <td>no</td>
 *     <td>{@code boot.Lifecycle}</td>
 *   </tr>
 * </table>
 *
 * <p>Decision. What lasts runs on threads of its own rather than on the container's executor: a
 * shard is given a task for each publication, which may cost much there ({@link
 * org.fanfare.transport.Quirk#SEARCHES_THE_CLASS_PATH}).
 *
 * <p>Decision. This room knows nothing of Jakarta EE, of connections or of any protocol; {@link
 * org.fanfare.threads.Ticker} is here because waiting is measured here.
 */
@NullMarked
package org.fanfare.threads;

import org.jspecify.annotations.NullMarked;

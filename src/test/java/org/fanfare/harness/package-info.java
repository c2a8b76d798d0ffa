/**
 * The harness: what the tests and the benchmarks both need to hold a server to its promises, once.
 *
 * <p>{@link org.fanfare.harness.LawChecker} judges what readers were given. {@link
 * org.fanfare.harness.EventStreamParser} reads server-sent events, {@link
 * org.fanfare.harness.ServerFrame} the WebSocket frames that a server sends, and {@link
 * org.fanfare.harness.ClientFrames} writes those that a client sends. {@link
 * org.fanfare.harness.LaunchedServer} is a server that was started here, {@link
 * org.fanfare.harness.ServerProcess} any server's process as it is seen from outside, {@link
 * org.fanfare.harness.SocketQueues} what waits in the sockets of the machine.
 *
 * <pre>{@code
 * LawChecker laws = new LawChecker(1);
 * EventStreamParser parser =
 *     new EventStreamParser((type, bytes, from, to) -> laws.publication(0, offset(bytes, from, to)));
 * parser.parse(received, 0, count);
 * assertThat(laws.isKept()).isTrue();
 * }</pre>
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Nothing but the JDK is used here, no class of the server and no library of the tests: the
 *       benchmarks are compiled with plain {@code javac}, and no test can pass by a mistake that
 *       client and server share.
 *   <li>What a load client does for each delivery works on its receive buffer in place and
 *       allocates nothing: a client that costs more spoils the figures of the server beside it.
 * </ul>
 */
package org.fanfare.harness;

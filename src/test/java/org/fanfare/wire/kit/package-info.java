/**
 * The clients, the broken network and the judge of the tests on the wire.
 *
 * <p>Nothing here uses a class of the server: what is believed of it is what its bytes say. A
 * {@link org.fanfare.wire.kit.Listener} hears groups over one of three faces and may be killed
 * without warning, a {@link org.fanfare.wire.kit.Relay} falls silent or stops reading between the
 * two, and the {@link org.fanfare.wire.kit.Checker} knows what was accepted and judges what was
 * heard.
 *
 * <pre>{@code
 * @Deployment(testable = false)
 * static WebArchive fanfare() {
 *   return Deployments.fanfare("heartbeat = 1s");
 * }
 *
 * @ArquillianResource URL context;
 *
 * @Test
 * void whoComesBackHasMissedNothing() {
 *   Server server = Server.at(context);
 *   Listener before = ReadTransport.WEBSOCKET.listen(server, "demo.board", StartAt.now());
 *   ...
 *   before.kill();
 *   Listener after = ReadTransport.SSE.listen(server, "demo.board", StartAt.after(before.cursor()));
 * }
 * }</pre>
 *
 * <p>Decisions: the clients are the JDK's own and raw sockets, so that no test can pass by a
 * mistake that both sides share. WebSockets are read by the kit: the JDK's client (17.0.15) was
 * seen to stop telling its listener, now and then, of what came right behind the answer to the
 * handshake, in its segment, where a server that answers by itself sends it. An SSE event shows no
 * offset, hence every body that the checker is told of occurs once, and is the publication's
 * identity on every face.
 */
package org.fanfare.wire.kit;

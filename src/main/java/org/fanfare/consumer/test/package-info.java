/**
 * A kit to test consumers with: plain JUnit, or any other tool, without a container and without
 * waiting.
 *
 * <pre>{@code
 * class ChatTest {
 *   private final TestFanfare fanfare = TestFanfare.of(Chat.class, Chat::new);
 *   private final TestClient ann = fanfare.as("ann").connect("/chat/lobby");
 *   private final TestClient bob = fanfare.as("bob").connect("/chat/lobby");
 *
 *   @AfterEach
 *   void nothingFailedUnseen() {
 *     fanfare.close(); // throws what a consumer threw and no test asked for
 *   }
 *
 *   @Test
 *   void whatOneSaysEveryoneInTheRoomReads() {
 *     TestClient eve = fanfare.as("eve").connect("/chat/attic");
 *
 *     ann.send("say", new Say("hello"));
 *
 *     assertThat(bob.next("said", Said.class)).isEqualTo(new Said("ann", "hello"));
 *     eve.skip("entered").hasNothing();
 *   }
 * }
 * }</pre>
 *
 * <p>What runs is what runs on a server: the connection and its bounds, the logs, the memory layer,
 * sessions with their frames, the match of routes, the annotations that say who may, JSON-B,
 * Jakarta Validation if an implementation is on the class path. Replaced are the request, the
 * transports and the time. What the kit does not have are the contexts of a container: instances
 * come from the test's supplier, so that interceptors such as {@code @Transactional} do nothing,
 * or, by {@code withCdi()}, from a container that the test has started.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Everything runs on the thread of the test, in its call, until nothing is left to do. So
 *       {@link org.fanfare.consumer.test.TestClient#hasNothing} is exact and takes no time, a
 *       break-point stops everything, and no time-out has to be given.
 *   <li>Nothing is asserted with a library: what is missing is an {@link java.lang.AssertionError}
 *       that lists what is there.
 *   <li>A client has a session, since that is what a page has that loses nothing; {@code bare()} is
 *       for clients without code of Fanfare's. The client does what a page's does: it numbers,
 *       acknowledges, keeps to its window and polls again. What a break costs can so be tested
 *       without knowing the frames.
 *   <li>A client knows what it is told. That a session has ended while nothing carried it, it
 *       learns when it comes back.
 *   <li>A consumer that throws is a failure of the test, unless the test asks for it.
 *   <li>There is one thread, so a late layer makes the caller wait by turning the clock; while one
 *       callback waits, no other runs.
 * </ul>
 */
@NullMarked
package org.fanfare.consumer.test;

import org.jspecify.annotations.NullMarked;

package org.fanfare.transport;

import jakarta.servlet.ServletContext;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.regex.Pattern;

/**
 * The list of what servers do differently from the standard, or from what one would expect. No
 * other source names a server, except by a link to one of these entries; a test checks that, and
 * that the links exist.
 *
 * <p>Most of the measures against them do no harm on other servers, and are taken on all. Where the
 * code must know at run time whether the server has a quirk, {@link #isOf} decides by the name that
 * the server reports. When a new version of a server comes out, try its entries, and delete those
 * that no longer apply, together with the code that handles them. Safe for use by any thread.
 */
public enum Quirk {
  /**
   * Open Liberty: a write to a response or to an upgraded connection blocks until the client takes
   * the bytes, even if a {@code WriteListener} is set. It blocks no longer than {@code
   * writeTimeout} or {@code upgradeWriteTimeout} in {@code server.xml}.
   */
  @Seen(
      on = "Open Liberty 26.0.0.3",
      shownBy = "wire.SlowReaderPromises#whoStopsReadingHarmsNobodyAndIsToldExactlyWhatItMissed",
      handledBy = {"transport.WritePolicies", "threads.SlowClientExecutor", "boot.Lifecycle"})
  WRITES_WAIT("Liberty"),

  /**
   * Open Liberty: when an upgraded connection is closed, the server does not end TCP. It reads
   * further requests from the connection, as after any response that keeps its connection alive.
   * Through the tunnel that a proxy holds open, a client could then send the server requests with
   * headers of its own choice. The server does end TCP if the {@code Connection} header of the 101
   * has {@code close} beside {@code Upgrade}. This is allowed (RFC 9110, section 7.6.1; RFC 6455,
   * section 4.1), but some clients accept only {@code Upgrade}: {@code server-config/liberty} has a
   * file for them.
   */
  @Seen(
      on = "Open Liberty 26.0.0.3",
      shownBy = "wire.MalformedFramePromises#aRequestBehindTheEndOfASocketIsNotAnswered",
      handledBy = {"transport.websocket.Upgrade", "boot.Node"})
  READS_ON_AFTER_UPGRADE("Liberty"),

  /**
   * Open Liberty: when {@code onDataAvailable} of an upgraded connection returns, the server reads
   * the next byte into its buffer, over what was not read yet. So input that is left for later is
   * lost or garbled, and a client cannot be held back by not reading from it.
   */
  @Seen(
      on = "Open Liberty 26.0.0.3",
      shownBy = "wire.ConsumerIT#whoFloodsACallbackThatBlocksHarmsNobodyElse",
      handledBy = "transport.websocket.Upgrade")
  READS_OVER_UNREAD_INPUT("Liberty"),

  /**
   * Open Liberty: a body of which input was left unread when {@code onDataAvailable} returned, and
   * which another thread reads on some time later, may get no answer, and later requests none,
   * either. So a client that sends lines too fast cannot be held back by not reading from it.
   */
  @Seen(
      on = "Open Liberty 26.0.0.3",
      shownBy = "wire.EarlyAnswerPromises#everyLineOfABodyIsPublished",
      handledBy = "transport.http.BodyRequests")
  STALLS_UNREAD_BODIES("Liberty"),

  /**
   * Open Liberty: for an upgraded connection the server collects up to 32,768 bytes. It writes
   * asynchronously what fills this buffer, but not what is flushed at once. After asynchronous
   * writes, connections that were closed in the meantime delayed the server's stop by 30 s.
   */
  @Seen(
      on = "Open Liberty 26.0.0.3",
      shownBy = "transport.websocket.DirectWriterTest",
      handledBy = "transport.WritePolicies")
  GATHERS_WRITES("Liberty"),

  /**
   * Open Liberty: closing a session of an endpoint waits until the outstanding read has been
   * cancelled, which another thread of the same pool must do. It then waits, for seconds, until the
   * client takes the close frame. Many closes at the same time would wait for each other.
   */
  @Seen(
      on = "Open Liberty 26.0.0.3",
      shownBy = "wire.SlowReaderIT#aBareSocketThatStopsReadingIsClosedWithTheRangeItMissed",
      handledBy = "threads.BoundedCloseExecutor")
  CLOSES_WAIT("Liberty"),

  /**
   * Open Liberty: a ping of an endpoint is written by the calling thread, and may wait for the
   * client. If the client is gone, that thread also closes the session, and waits for another
   * thread, possibly for ever.
   */
  @Seen(
      on = "Open Liberty 26.0.0.3",
      shownBy = "transport.websocket.EndpointWireTest",
      handledBy = {"transport.websocket.EndpointWire", "transport.websocket.SendGate"})
  PINGS_WAIT("Liberty"),

  /**
   * Open Liberty: a send of an endpoint fails if another one is outstanding. (Tyrus and Undertow
   * queue such sends, without a bound.)
   */
  @Seen(
      on = "Open Liberty 26.0.0.3",
      shownBy = "transport.websocket.EndpointWireTest",
      handledBy = "transport.websocket.EndpointWire")
  FAILS_OVERLAPPING_SENDS("Liberty"),

  /**
   * Open Liberty: the first flush of a response has no effect. Bytes that do not fit into the
   * buffer are sent nevertheless.
   */
  @Seen(
      on = "Open Liberty 26.0.0.3",
      shownBy = "wire.TransportPromises#aStreamBeginsAtOnceWithItsRetryAndItsCursor",
      handledBy = "transport.http.ResponseWriter")
  FIRST_FLUSH_DOES_NOTHING("Liberty"),

  /**
   * Open Liberty: an endpoint receives the parts of a message frame by frame. The server first
   * collects each frame completely, whatever its size, unless the session has a limit.
   */
  @Seen(
      on = "Open Liberty 26.0.0.3",
      shownBy = "wire.MalformedFramePromises#aFrameThatSaysItIsEnormousIsNotReadToItsEnd",
      handledBy = "transport.websocket.GroupSocket")
  GATHERS_WHOLE_FRAMES("Liberty"),

  /**
   * Open Liberty: the server would choose a subprotocol that differs in case from what the client
   * offered.
   */
  @Seen(
      on = "Open Liberty 26.0.0.3",
      shownBy =
          "wire.MalformedFramePromises#anUnknownSubprotocolMeansABareSocketAndFanfareMayBeOneOfMany",
      handledBy = "transport.websocket.Handshake")
  IGNORES_THE_CASE_OF_SUBPROTOCOLS("Liberty"),

  /** Open Liberty: every upgrade creates an HTTP session and a cookie. */
  @Seen(
      on = "Open Liberty 26.0.0.3",
      shownBy = "wire.AdmittedPromises#aHandshakeMayNameOtherProtocolsBesides",
      handledBy = "transport.http.PlainHandshake")
  MAKES_SESSIONS_FOR_UPGRADES("Liberty"),

  /**
   * Open Liberty injects nothing into an endpoint that has no scope. Open Liberty and WildFly
   * inject nothing into a JAX-RS filter that has none.
   */
  @Seen(
      on = {"Open Liberty 26.0.0.3", "WildFly 39.0.1.Final"},
      shownBy = "wire.LawsIT",
      handledBy = {"transport.websocket.GroupEndpoint", "api.resource.KeyFilter"})
  INJECTS_INTO_BEANS_ALONE("Liberty|WildFly"),

  /**
   * Open Liberty: when {@code onDataAvailable} of a request has returned, the server asks the
   * stream once more whether it is finished, even if the response was completed by another thread
   * meanwhile. It then fails at a buffer that was released, or takes the next request of the same
   * connection for one whose body is invalid, so that its body is never reported.
   */
  @Seen(on = "Open Liberty 26.0.0.3", shownBy = "wire.LawsIT", handledBy = "transport.http.Body")
  LOOKS_AGAIN_AFTER_READING("Liberty"),

  /**
   * WildFly (Undertow): asking a request for its cookies fails if one of them, of any application
   * of the host, has a character that is not ASCII.
   */
  @Seen(
      on = "WildFly 39.0.1.Final",
      shownBy = "wire.AdmittedPromises#aCookieInUtf8OfAnotherApplicationLocksNobodyOut",
      handledBy = "consumer.run.CookieHeader")
  FAILS_AT_COOKIES("WildFly"),

  /**
   * Tyrus (Payara, GlassFish) and Open Liberty compare the whole value of the {@code Upgrade} and
   * {@code Connection} headers of a handshake, although both are lists. If one of them names
   * something else as well, they do not treat the request as a handshake, and pass it on.
   */
  @Seen(
      on = {
        "Payara Micro 6.2025.10",
        "GlassFish 7.0.20",
        "GlassFish 8.0.0",
        "Open Liberty 26.0.0.3"
      },
      shownBy = "wire.AdmittedPromises#aHandshakeMayNameOtherProtocolsBesides",
      handledBy = "transport.http.PlainHandshake")
  COMPARES_WHOLE_HEADERS("Payara|GlassFish|Liberty"),

  /**
   * Tyrus (Payara, GlassFish) accepts a handshake with any method, and with HTTP/1.0. Open Liberty
   * refuses one with HTTP/1.0, although it is an ordinary request (RFC 9110, section 7.8). Both do
   * so behind all filters, and look at the request that the filters pass on.
   */
  @Seen(
      on = {
        "Payara Micro 6.2025.10",
        "GlassFish 7.0.20",
        "GlassFish 8.0.0",
        "Open Liberty 26.0.0.3"
      },
      shownBy = "wire.AdmittedIT#aHandshakeWithAnotherMethodIsWhatTheMethodSays",
      handledBy = "transport.http.WithoutUpgrade")
  MATCHES_HANDSHAKES_BEHIND_FILTERS("Payara|GlassFish|Liberty"),

  /**
   * Payara and Open Liberty accept a request with several {@code Host} headers. Which of them
   * counts may differ between the two.
   */
  @Seen(
      on = {"Payara Micro 6.2025.10", "Open Liberty 26.0.0.3"},
      shownBy = "wire.AdmittedPromises#aRequestToTwoHostsIsRefused",
      handledBy = "transport.http.HttpAdmission")
  TAKES_SEVERAL_HOSTS("Payara|Liberty"),

  /**
   * WildFly: if {@code checkOrigin} returns false, the handshake is not refused with 403, but
   * passed on to the servlet.
   */
  @Seen(
      on = "WildFly 39.0.1.Final",
      shownBy = "wire.AdmittedIT#everySocketThatOpensWasLetInAndIsCounted",
      handledBy = "transport.websocket.Handshake")
  HANDS_ON_REFUSED_ORIGINS("WildFly"),

  /**
   * WildFly (Undertow) closes every WebSocket with 1001, without the delay that Fanfare tells
   * clients, when the application ends. It does so in a listener of its own. This one is added
   * after the listeners that are declared, so it is called before them at the end. A listener that
   * an initializer adds comes after it, and is called first.
   */
  @Seen(
      on = "WildFly 39.0.1.Final",
      shownBy = "wire.StopIT#everyClientIsToldToComeBackAndNotAllAtOnce",
      handledBy = "boot.Farewell")
  ENDS_SOCKETS_BEFORE_LISTENERS("WildFly"),

  /**
   * Undertow (WildFly) tries again and again to write what it holds for an upgraded connection that
   * is broken, and calls the listener's {@code onError} each time, on an I/O thread that thousands
   * of clients share. It stops when the listener throws an exception.
   */
  @Seen(
      on = "WildFly 39.0.1.Final",
      shownBy = "wire.VanishedIT#everyoneWhoVanishedInAFloodIsReleased",
      handledBy = "transport.websocket.DirectWriter")
  TELLS_ERRORS_FOR_EVER("WildFly"),

  /**
   * Undertow (WildFly): if the client of an upgraded connection does not take what is being
   * written, closing the connection waits for it until the write time-out of 90 s.
   */
  @Seen(
      on = "WildFly 39.0.1.Final",
      shownBy = "transport.websocket.UpgradeTest#howeverManyDoNotReadTheOthersAreClosed",
      handledBy = "transport.websocket.Upgrade")
  ENDS_OF_TCP_WAIT("WildFly"),

  /** WildFly lets applications see only the classes of Java SE, not the JDK's own classes. */
  @Seen(on = "WildFly 39.0.1.Final", shownBy = "boot.OpenFilesTest", handledBy = "boot.OpenFiles")
  HIDES_CLASSES_OF_THE_JDK("WildFly"),

  /**
   * Payara and GlassFish (and probably Payara Micro 7, whose log has the same lines): an
   * asynchronous request that is completed before its thread has returned leaves a mark ({@code
   * afterService} in Catalina's {@code Request}) on an object that the server reuses. If a
   * WebSocket gets this object, and its client leaves before the thread of the handshake has
   * returned, the server recycles its objects while that thread still uses them. The consequences
   * are "Response has not been set" (AS-WEB-CORE-00037), a leak of Weld's guard (WELD-000714), and
   * sometimes a request without a response. Payara Micro 7 has the same race by itself when clients
   * close: its threads {@code glassfish-web-async-thread-…} each log a {@code NullPointerException}
   * ("response is null", "context is null"), without Fanfare in their stacks.
   */
  @Seen(
      on = {"Payara Micro 6.2025.10", "GlassFish 7.0.20", "GlassFish 8.0.0"},
      shownBy = "transport.http.ReturnGateTest",
      handledBy = "transport.http.ReturnGate")
  MARKS_EARLY_ENDS("Payara|GlassFish"),

  /**
   * Payara and GlassFish: if the client of an endpoint's WebSocket leaves while a message is being
   * written to it, the writing thread (which holds Tyrus's {@code TyrusServletWriter}) and the
   * reading thread (which holds Catalina's {@code ReadHandlerImpl}) may deadlock for good. An
   * endpoint cannot prevent it.
   */
  @Seen(
      on = {"Payara Micro 6.2025.10", "GlassFish 7.0.20", "GlassFish 8.0.0"},
      shownBy = "boot.StartWarningsTest#endpointsThatOneClientCanStopAreWarnedOf",
      handledBy = "boot.StartWarnings")
  LOCKS_UP_ENDPOINTS("Payara|GlassFish"),

  /**
   * Payara and GlassFish (Grizzly, Catalina) reuse the streams and the response of a connection for
   * the next request as soon as the connection is closed or its client has gone, even if other
   * threads are still using them. What these threads then set or wrote appeared in the response to
   * another client, and a thread that was reading took the body of another client's request for
   * frames. Or a stream throws a {@code NullPointerException}.
   */
  @Seen(
      on = {"Payara Micro 6.2025.10", "GlassFish 7.0.20", "GlassFish 8.0.0"},
      shownBy = "wire.direct.LeavingIT#whateverOthersLeaveBehindEachPublishIsAnsweredAndHeard",
      handledBy = {
        "transport.websocket.ConnectionUse",
        "transport.websocket.SendGate",
        "transport.websocket.DirectWriter",
        "transport.http.ResponseWriter"
      })
  REUSES_WHAT_IS_IN_USE("Payara|GlassFish"),

  /**
   * Payara and GlassFish: if a request has an {@code Upgrade} header, Grizzly treats everything
   * after its head as data of the other protocol, before anybody has agreed to the upgrade. A body
   * is then delivered as it is on the wire, with the chunk sizes in it, and never ends. Frames that
   * arrive together with the handshake of a WebSocket are delivered to Tyrus while it sets its
   * listener. There the thread waits for itself for good, so a few such clients stop the server.
   */
  @Seen(
      on = {"Payara Micro 6.2025.10", "GlassFish 7.0.20", "GlassFish 8.0.0"},
      shownBy = "wire.AdmittedIT#whoSendsWithinItsHandshakeHoldsNoThreadOfTheServer",
      handledBy = {
        "transport.http.Handshakes",
        "transport.http.UpgradeRequest",
        "transport.http.BodyRequests",
        "transport.http.RefusedBody",
        "transport.http.BodyInput"
      })
  TAKES_UPGRADES_FOR_GRANTED("Payara|GlassFish"),

  /**
   * Payara and GlassFish (Grizzly): a response with an {@code Upgrade} header has neither a length
   * nor chunks, whatever the application has set. If its request has no such header, the connection
   * stays open, so that the client waits for the end of the response until the server gives up the
   * connection as idle, after 30 seconds. It is closed at once if the first value of {@code
   * Connection} is {@code close}, and nothing else.
   */
  @Seen(
      on = {"Payara Micro 6.2025.10", "GlassFish 7.0.20", "GlassFish 8.0.0"},
      shownBy = "wire.ConsumerIT#whoIsToldToUpgradeHasTheWholeAnswerAtOnce",
      handledBy = "transport.http.Responses")
  FORGETS_LENGTHS_BESIDE_UPGRADE("Payara|GlassFish"),

  /**
   * Payara and GlassFish (Grizzly): over HTTP/2, {@code onAllDataRead} is called as soon as the
   * last bytes have arrived, although they have not been read yet. {@code isFinished} returns true
   * then as well.
   */
  @Seen(
      on = {"Payara Micro 6.2025.10", "GlassFish 7.0.20", "GlassFish 8.0.0"},
      shownBy = "wire.EarlyAnswerPromises#everyLineOfABodyIsPublished",
      handledBy = {"transport.http.BodyRequests", "transport.http.BodyInput"})
  TELLS_THE_END_EARLY("Payara|GlassFish"),

  /**
   * Open Liberty: the server itself inflates a body with {@code Content-Encoding: gzip}, but leaves
   * this header and the length of the compressed body in the request; and it takes a body that ends
   * too early for whole. It does not if {@code autoDecompression} is off, as in {@code
   * server-config/liberty}. Nothing of the request tells which: only the first byte of the body.
   */
  @Seen(
      on = "Open Liberty 26.0.0.3",
      shownBy = "wire.PostPromises#aCompressedBodyIsPublishedAsItWasWithinTheBoundsOfAnyOther",
      handledBy = {"transport.http.BodyRequests", "transport.http.GzipInput"})
  INFLATES_BODIES("Liberty"),

  /**
   * Payara and GlassFish (Grizzly): {@code isReady} returns true until four times the send buffer
   * of the operating system, some MiB, is queued in the heap for one client, unless the server's
   * {@code socket-write-buffer-size} is set. What is in the queue stays there after the response
   * has ended, for as long as the client keeps its connection.
   */
  @Seen(
      on = {"Payara Micro 6.2025.10", "GlassFish 7.0.20", "GlassFish 8.0.0"},
      shownBy = "wire.DeafReadersIT#socketsThatTakeNothingAreGivenNoMoreThanTheBoundsAndEnd",
      handledBy = {
        "transport.WritePolicies",
        "transport.http.ResponseWriter",
        "boot.StartWarnings",
        "boot.QueueBound"
      })
  QUEUES_WRITES("Payara|GlassFish"),

  /**
   * Payara Micro 7, if its {@code socket-write-buffer-size} is set: when one write passes more than
   * sixteen times that size to a connection, the server ends the connection in the middle of it.
   * Fanfare writes in pieces. A message on a WebSocket endpoint, however, is written by the server
   * in one piece. The name that the server reports has no version, but its Servlet version is 6.1.
   */
  @Seen(
      on = "Payara Micro 7.2026.11",
      shownBy = "transport.PendingWriteTest",
      handledBy = {"transport.WritePolicies", "boot.StartWarnings", "boot.QueueBound"})
  ENDS_LARGE_WRITES("Payara", 1),

  /**
   * Every server keeps a reference to something of an application until the thread that called the
   * application has another request: Open Liberty and WildFly to the request, Payara and GlassFish
   * to the endpoint, WildFly and GlassFish to the handler of an upgrade. Payara and GlassFish also
   * keep that handler with the request objects that Grizzly keeps for reuse, 16 for each thread.
   */
  @Seen(
      on = {
        "Payara Micro 6.2025.10",
        "GlassFish 7.0.20",
        "GlassFish 8.0.0",
        "Open Liberty 26.0.0.3",
        "WildFly 39.0.1.Final"
      },
      shownBy = "wire.redeploy.UndeployedIT#nothingStaysOfWhatWasUndeployed",
      handledBy = {
        "transport.http.ResponseWriter",
        "transport.websocket.EndpointSession",
        "transport.websocket.DirectSocket"
      })
  KEEPS_THE_LAST_OF_A_THREAD("Payara|GlassFish|Liberty|WildFly"),

  /**
   * Tyrus (Payara, GlassFish): a send to a socket that is gone throws no narrower type than {@code
   * RuntimeException}.
   */
  @Seen(
      on = {"Payara Micro 6.2025.10", "GlassFish 7.0.20", "GlassFish 8.0.0"},
      shownBy = "transport.websocket.EndpointWireTest",
      handledBy = "transport.websocket.EndpointWire")
  TELLS_CLOSES_UNTYPED("Payara|GlassFish"),

  /**
   * Payara Micro searches the whole class path of the context class loader for providers of thread
   * contexts, for each task that is submitted to the managed executors. Its Tyrus submits a task
   * for each send, because it sets the session's idle timeout again. This is about two thirds of
   * the CPU time of a delivery by an endpoint. One task costs as much as a hundred deliveries by
   * {@code direct}.
   */
  @Seen(
      on = "Payara Micro 6.2025.10",
      shownBy = "threads.ContextClassLoaderExecutorTest",
      handledBy = {
        "threads.ContextClassLoaderExecutor",
        "threads.ShardThreads",
        "boot.CallbackContexts"
      })
  SEARCHES_THE_CLASS_PATH("Payara"),

  /**
   * Payara and GlassFish: an {@code EntityManager} that an application uses outside of a
   * transaction is closed when the invocation ends, and stays noted there. Contexts that were
   * captured bring the same invocation back each time that they are used. From the second time on
   * the application is given the closed one, and the server fails because it closes it again.
   * Contexts that are captured within them have an invocation of their own.
   */
  @Seen(
      on = {"Payara Micro 6.2025.10", "GlassFish 7.0.20", "GlassFish 8.0.0"},
      shownBy = "wire.sample.SampleIT#sellersAreToldOfOrdersThatWereCommittedAndOfNoOthers",
      handledBy = "boot.CallbackContexts")
  KEEPS_CLOSED_ENTITY_MANAGERS("Payara|GlassFish"),

  /**
   * Payara Micro: when the JVM ends, the server may close its listener, and all connections with
   * it, before it stops its applications.
   */
  @Seen(
      on = "Payara Micro 6.2025.10",
      shownBy = "wire.StopIT#everyClientIsToldToComeBackAndNotAllAtOnce",
      handledBy = "boot.Lifecycle")
  CLOSES_BEFORE_IT_STOPS("Payara"),

  /**
   * GlassFish, between the start of an application and the end of its deployment: a task of the
   * managed executor is lost, with at most an error in the log; a timer that falls due is lost for
   * good; a thread that is created does not run.
   */
  @Seen(
      on = "GlassFish 7.0.20",
      shownBy = "threads.ResubmittingExecutorTest",
      handledBy = {
        "threads.ResubmittingExecutor",
        "threads.ShardThreads",
        "threads.Timers",
        "connection.ShardConnections",
        "redis.LettuceDialer"
      })
  LOSES_WORK_WHILE_IT_DEPLOYS("GlassFish"),

  /**
   * Payara: if a {@code Configurator} supplies the instance of an endpoint that was registered by
   * program, the endpoint's {@code onOpen} is never called, and nothing is logged.
   */
  @Seen(
      on = "Payara Micro 6.2025.10",
      shownBy = "wire.GuestIT",
      handledBy = "transport.websocket.RegisteredEndpoint")
  ASKS_NO_CONFIGURATOR("Payara"),

  /**
   * GlassFish: after an application was undeployed, JAX-RS fails whenever a request is resumed
   * ({@code WELD-000229}), and writes an error page to a response that has ended. Payara has the
   * same JAX-RS.
   */
  @Seen(
      on = "GlassFish 7.0.20",
      shownBy = "boot.StartWarningsTest",
      handledBy = "boot.StartWarnings")
  LOSES_POLLS_AFTER_REDEPLOYMENT("Payara|GlassFish"),

  /**
   * Open Liberty: a request that was forwarded loses its application when another thread writes to
   * its response, which causes a {@code NullPointerException}.
   */
  @Seen(
      on = "Open Liberty 26.0.0.3",
      shownBy = "wire.PollResourceIT",
      handledBy = "transport.http.AdmissionFilter")
  LOSES_FORWARDED_REQUESTS("Liberty"),

  /**
   * Open Liberty: when a request is resumed whose response is committed, JAX-RS sets a status, and
   * the server logs a warning each time (SRVE8115W).
   */
  @Seen(
      on = "Open Liberty 26.0.0.3",
      shownBy = "wire.PollResourceIT",
      handledBy = "transport.http.PollResponse")
  SETS_STATUSES_TOO_LATE("Liberty"),

  /** Open Liberty: timers of the container that fall due while the application ends fail. */
  @Seen(on = "Open Liberty 26.0.0.3", shownBy = "threads.TimersTest", handledBy = "threads.Timers")
  FAILS_TIMERS_AT_THE_END("Liberty");

  private final Pattern names;
  private final int leastMinor; // of the Servlet version; 0 if the name is sufficient

  Quirk(String names) {
    this(names, 0);
  }

  Quirk(String names, int leastMinor) {
    this.names = Pattern.compile(names);
    this.leastMinor = leastMinor;
  }

  /** Returns whether {@code server} has this quirk. */
  public boolean isOf(ServletContext server) {
    String info = server.getServerInfo();
    return info != null
        && names.matcher(info).find()
        && (leastMinor == 0 || server.getMinorVersion() >= leastMinor);
  }

  /**
   * Where a quirk was last seen, and how it is handled. Names are relative to {@code org.fanfare};
   * a test may be one method, {@code CLASS#METHOD}.
   */
  @Retention(RetentionPolicy.RUNTIME)
  @interface Seen {
    /** The servers with their versions. */
    String[] on();

    /**
     * A test over the network that fails on the server if the quirk is not handled. If no such test
     * can produce the quirk reliably, the test of the code that handles it.
     */
    String shownBy();

    /**
     * The classes that handle the quirk, or whose design it explains. Each of them links to this
     * entry.
     */
    String[] handledBy();
  }
}

package org.fanfare.transport;

import jakarta.servlet.ServletContext;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.regex.Pattern;

/**
 * What servers do otherwise than the standard has it, or than one would expect: the one list of it.
 * Nowhere else is a server named, but in a link to an entry; a test sees to that, and to the links.
 *
 * <p>Most of what is done about them does no harm to other servers, and is done on all. What must
 * be known at run time is known by the name that the server gives itself: {@link #isOf}. When a
 * version of a server changes, try its entries, and drop what is gone with what handles it. Safe
 * for use by any thread.
 */
public enum Quirk {
  /**
   * Open Liberty: a write to a response, or to an upgraded connection, waits until its client takes
   * it, in spite of a {@code WriteListener}; at most for the {@code writeTimeout}, or the {@code
   * upgradeWriteTimeout}, of its {@code server.xml}.
   */
  @Seen(
      on = "Open Liberty 26.0.0.3",
      shownBy = "wire.SlowReaderPromises#whoStopsReadingHarmsNobodyAndIsToldExactlyWhatItMissed",
      handledBy = {"transport.WritePolicies", "threads.SlowClientExecutor", "boot.Lifecycle"})
  WRITES_WAIT("Liberty"),

  /**
   * Open Liberty: it does not end TCP when an upgraded connection is closed, but reads further
   * requests from it, as after any answer that keeps its connection alive. A client would reach the
   * server through the tunnel that a proxy holds open, with headers of its own making. It ends TCP
   * if {@code close} stands beside {@code Upgrade} in the {@code Connection} header of the 101.
   * That is in order (RFC 9110, section 7.6.1; RFC 6455, section 4.1), but some clients take only
   * {@code Upgrade}: {@code server-config/liberty} has a file for them.
   */
  @Seen(
      on = "Open Liberty 26.0.0.3",
      shownBy = "wire.MalformedFramePromises#aRequestBehindTheEndOfASocketIsNotAnswered",
      handledBy = {"transport.websocket.Upgrade", "boot.Node"})
  READS_ON_AFTER_UPGRADE("Liberty"),

  /**
   * Open Liberty: it gathers 32,768 bytes for an upgraded connection, and writes asynchronously
   * what fills them, but what is flushed at once. With the former, connections that were closed
   * meanwhile kept the server from stopping for 30 s.
   */
  @Seen(
      on = "Open Liberty 26.0.0.3",
      shownBy = "transport.websocket.DirectWriterTest",
      handledBy = "transport.WritePolicies")
  GATHERS_WRITES("Liberty"),

  /**
   * Open Liberty: the close of an endpoint waits until the outstanding read has been cancelled,
   * which another thread of the same pool must do, and then, for seconds, until the client takes
   * the closing frame. Many at once would wait for each other.
   */
  @Seen(
      on = "Open Liberty 26.0.0.3",
      shownBy = "wire.SlowReaderIT#aBareSocketThatStopsReadingIsClosedWithTheRangeItMissed",
      handledBy = "threads.BoundedCloseExecutor")
  CLOSES_WAIT("Liberty"),

  /**
   * Open Liberty: a ping of an endpoint is written by the thread that asks for it, and may wait for
   * the client. If the client is gone that thread closes the session too, and waits for another
   * thread, or for ever.
   */
  @Seen(
      on = "Open Liberty 26.0.0.3",
      shownBy = "transport.websocket.EndpointWireTest",
      handledBy = {"transport.websocket.EndpointWire", "transport.websocket.SendGate"})
  PINGS_WAIT("Liberty"),

  /**
   * Open Liberty: a send of an endpoint that overlaps another fails. (Tyrus and Undertow queue such
   * sends, without a bound.)
   */
  @Seen(
      on = "Open Liberty 26.0.0.3",
      shownBy = "transport.websocket.EndpointWireTest",
      handledBy = "transport.websocket.EndpointWire")
  FAILS_OVERLAPPING_SENDS("Liberty"),

  /**
   * Open Liberty: the first flush of a response does nothing. What does not fit into the buffer
   * leaves all the same.
   */
  @Seen(
      on = "Open Liberty 26.0.0.3",
      shownBy = "wire.TransportPromises#aStreamBeginsAtOnceWithItsRetryAndItsCursor",
      handledBy = "transport.http.ResponseWriter")
  FIRST_FLUSH_DOES_NOTHING("Liberty"),

  /**
   * Open Liberty: an endpoint is given the parts of a message frame by frame, each of which is
   * gathered whole, of any size unless the session has a bound.
   */
  @Seen(
      on = "Open Liberty 26.0.0.3",
      shownBy = "wire.MalformedFramePromises#aFrameThatSaysItIsEnormousIsNotReadToItsEnd",
      handledBy = "transport.websocket.GroupSocket")
  GATHERS_WHOLE_FRAMES("Liberty"),

  /**
   * Open Liberty: of the subprotocols it would choose one that differs in case from what the client
   * offered.
   */
  @Seen(
      on = "Open Liberty 26.0.0.3",
      shownBy =
          "wire.MalformedFramePromises#anUnknownSubprotocolMeansABareSocketAndFanfareMayBeOneOfMany",
      handledBy = "transport.websocket.Handshake")
  IGNORES_THE_CASE_OF_SUBPROTOCOLS("Liberty"),

  /** Open Liberty: every upgrade makes an HTTP session, and a cookie. */
  @Seen(
      on = "Open Liberty 26.0.0.3",
      shownBy = "wire.AdmittedPromises#aHandshakeMayNameOtherProtocolsBesides",
      handledBy = "transport.http.PlainHandshake")
  MAKES_SESSIONS_FOR_UPGRADES("Liberty"),

  /**
   * Open Liberty injects nothing into an endpoint that has no scope; it and WildFly nothing into a
   * filter of JAX-RS that has none.
   */
  @Seen(
      on = {"Open Liberty 26.0.0.3", "WildFly 39.0.1.Final"},
      shownBy = "wire.LawsIT",
      handledBy = {"transport.websocket.GroupEndpoint", "api.KeyFilter"})
  INJECTS_INTO_BEANS_ALONE("Liberty|WildFly"),

  /**
   * Tyrus (Payara, GlassFish) and Open Liberty compare the whole {@code Upgrade} and {@code
   * Connection} header of a handshake, though both are lists, and hand one that names something
   * besides on as no handshake.
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
   * Tyrus (Payara, GlassFish) takes a handshake with any method, and with HTTP/1.0; Open Liberty
   * refuses one with HTTP/1.0, which is an ordinary request (RFC 9110, section 7.8). They do so
   * behind all filters, of the request that these hand on.
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
   * Payara and Open Liberty take a request with several {@code Host} headers, and each may take
   * another of them.
   */
  @Seen(
      on = {"Payara Micro 6.2025.10", "Open Liberty 26.0.0.3"},
      shownBy = "wire.AdmittedPromises#aRequestToTwoHostsIsRefused",
      handledBy = "transport.http.HttpAdmission")
  TAKES_SEVERAL_HOSTS("Payara|Liberty"),

  /**
   * WildFly: a handshake whose {@code checkOrigin} says no is not refused with 403, but handed to
   * the servlet.
   */
  @Seen(
      on = "WildFly 39.0.1.Final",
      shownBy = "wire.AdmittedIT#everySocketThatOpensWasLetInAndIsCounted",
      handledBy = "transport.websocket.Handshake")
  HANDS_ON_REFUSED_ORIGINS("WildFly"),

  /**
   * WildFly (Undertow) closes every WebSocket with 1001, and without the delay that we tell, in a
   * listener of its own, which it adds after those that are declared and so calls before them when
   * the application ends. A listener that an initializer adds comes after it, and is called first.
   */
  @Seen(
      on = "WildFly 39.0.1.Final",
      shownBy = "wire.StopIT#everyClientIsToldToComeBackAndNotAllAtOnce",
      handledBy = "boot.Farewell")
  ENDS_SOCKETS_BEFORE_LISTENERS("WildFly"),

  /**
   * Undertow (WildFly) writes what it holds for a broken upgraded connection again and again, and
   * tells the listener each time, on one of its I/O threads that thousands of clients share. It
   * ends when the listener throws.
   */
  @Seen(
      on = "WildFly 39.0.1.Final",
      shownBy = "wire.VanishedIT#everyoneWhoVanishedInAFloodIsReleased",
      handledBy = "transport.websocket.DirectWriter")
  TELLS_ERRORS_FOR_EVER("WildFly"),

  /**
   * Undertow (WildFly): the close of an upgraded connection whose client does not take what is
   * being written waits for it until the write-timeout, 90 s.
   */
  @Seen(
      on = "WildFly 39.0.1.Final",
      shownBy = "transport.websocket.UpgradeTest#howeverManyDoNotReadTheOthersAreClosed",
      handledBy = "transport.websocket.Upgrade")
  ENDS_OF_TCP_WAIT("WildFly"),

  /**
   * WildFly shows applications the classes of Java SE alone, not those that the JDK has besides.
   */
  @Seen(on = "WildFly 39.0.1.Final", shownBy = "boot.OpenFilesTest", handledBy = "boot.OpenFiles")
  HIDES_CLASSES_OF_THE_JDK("WildFly"),

  /**
   * Payara and GlassFish (and likely Payara Micro 7, whose log has the same lines): an asynchronous
   * request that is completed before its thread has returned leaves a mark ({@code afterService} in
   * Catalina's {@code Request}) on an object that the server uses again. If a WebSocket gets it,
   * and its client leaves before the handshake's thread has returned, the server takes its objects
   * back while that thread still uses them: "Response has not been set" (AS-WEB-CORE-00037), a leak
   * of Weld's guard (WELD-000714), and now and then a request without an answer. Payara Micro 7 has
   * the same race by itself when clients close: its threads {@code glassfish-web-async-thread-…}
   * log a {@code NullPointerException} each ("response is null", "context is null"), with nothing
   * of Fanfare in their stacks.
   */
  @Seen(
      on = {"Payara Micro 6.2025.10", "GlassFish 7.0.20", "GlassFish 8.0.0"},
      shownBy = "transport.http.ReturnGateTest",
      handledBy = "transport.http.ReturnGate")
  MARKS_EARLY_ENDS("Payara|GlassFish"),

  /**
   * Payara and GlassFish: while a message is being written to a WebSocket of the standard's
   * endpoint whose client leaves, the writing thread (which holds Tyrus's {@code
   * TyrusServletWriter}) and the reading one (which holds Catalina's {@code ReadHandlerImpl}) may
   * wait for each other, for good. Nothing that an endpoint does can keep them from it.
   */
  @Seen(
      on = {"Payara Micro 6.2025.10", "GlassFish 7.0.20", "GlassFish 8.0.0"},
      shownBy = "boot.StartWarningsTest#endpointsThatOneClientCanStopAreWarnedOf",
      handledBy = "boot.StartWarnings")
  LOCKS_UP_ENDPOINTS("Payara|GlassFish"),

  /**
   * Payara and GlassFish (Grizzly, Catalina) give the streams and the response of a connection to
   * the next request as soon as it is closed or its client has gone, whatever other threads do with
   * them meanwhile. What was set or written then stood in another client's answer, and who was
   * reading took the body of another client's request for frames. Or a stream throws a {@code
   * NullPointerException}.
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
   * Payara and GlassFish, whose Grizzly takes what follows the head of a request with an {@code
   * Upgrade} header for the other protocol before anybody has agreed to it. A body is given as it
   * is on the wire, with the sizes of its chunks in it, and never ends. And frames that came
   * together with a WebSocket's handshake are given to Tyrus while it sets its listener, where the
   * thread then waits for itself, for good: a few such clients stop the server.
   */
  @Seen(
      on = {"Payara Micro 6.2025.10", "GlassFish 7.0.20", "GlassFish 8.0.0"},
      shownBy = "wire.AdmittedIT#whoSendsWithinItsHandshakeHoldsNoThreadOfTheServer",
      handledBy = {
        "transport.http.AdmissionFilter",
        "transport.http.UpgradeRequest",
        "transport.http.BodyRequests",
        "transport.http.RefusedBody",
        "transport.http.BodyInput"
      })
  TAKES_UPGRADES_FOR_GRANTED("Payara|GlassFish"),

  /**
   * Payara and GlassFish (Grizzly): over HTTP/2 a listener is told that all was read as soon as the
   * last bytes have come, though they were not read yet. {@code isFinished} says so too.
   */
  @Seen(
      on = {"Payara Micro 6.2025.10", "GlassFish 7.0.20", "GlassFish 8.0.0"},
      shownBy = "wire.EarlyAnswerPromises#everyLineOfABodyIsPublished",
      handledBy = {"transport.http.BodyRequests", "transport.http.BodyInput"})
  TELLS_THE_END_EARLY("Payara|GlassFish"),

  /**
   * Payara and GlassFish (Grizzly): {@code isReady} says yes until four times the send buffer of
   * the operating system is queued in the heap for one client, some MiB, unless the server's {@code
   * socket-write-buffer-size} is set. What the queue holds stays there after the response has
   * ended, for as long as the client keeps its connection.
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
   * Payara Micro 7, with its {@code socket-write-buffer-size} set: a connection to which more than
   * sixteen times that size is given by one write is ended, in the midst of it. Fanfare gives it
   * pieces; a message on a WebSocket endpoint is written whole, by the server. Its name has no
   * version, but its Servlet is 6.1.
   */
  @Seen(
      on = "Payara Micro 7.2026.11",
      shownBy = "transport.PendingWriteTest",
      handledBy = {"transport.WritePolicies", "boot.StartWarnings", "boot.QueueBound"})
  ENDS_LARGE_WRITES("Payara", 1),

  /**
   * Every server keeps something of an application until the thread that called it has another
   * request: Open Liberty and WildFly the request, Payara and GlassFish the endpoint, WildFly and
   * GlassFish the handler of an upgrade.
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
   * Tyrus (Payara, GlassFish) throws no narrower type than {@code RuntimeException} out of a send
   * to a socket that is gone.
   */
  @Seen(
      on = {"Payara Micro 6.2025.10", "GlassFish 7.0.20", "GlassFish 8.0.0"},
      shownBy = "transport.websocket.EndpointWireTest",
      handledBy = "transport.websocket.EndpointWire")
  TELLS_CLOSES_UNTYPED("Payara|GlassFish"),

  /**
   * Payara Micro looks through the whole class path of the context class loader for providers of
   * thread contexts, for each task that the managed executors take. Its Tyrus gives them one for
   * each send, since it sets the session's idle timeout anew: about two thirds of the CPU that a
   * delivery by an endpoint costs. A task costs as much as a hundred deliveries by {@code direct}.
   */
  @Seen(
      on = "Payara Micro 6.2025.10",
      shownBy = "threads.ContextClassLoaderExecutorTest",
      handledBy = {"threads.ContextClassLoaderExecutor", "threads.ShardThreads"})
  SEARCHES_THE_CLASS_PATH("Payara"),

  /**
   * Payara Micro, whose JVM ends, may close its listener, and every connection with it, before it
   * stops its applications.
   */
  @Seen(
      on = "Payara Micro 6.2025.10",
      shownBy = "wire.StopIT#everyClientIsToldToComeBackAndNotAllAtOnce",
      handledBy = "boot.Lifecycle")
  CLOSES_BEFORE_IT_STOPS("Payara"),

  /**
   * GlassFish, between the start of an application and the end of its deployment: a task of the
   * managed executor is lost, with no more than an error in the log; a timer that falls due is lost
   * for good; a thread that is made does not run.
   */
  @Seen(
      on = "GlassFish 7.0.20",
      shownBy = "threads.ResubmittingExecutorTest",
      handledBy = {
        "threads.ResubmittingExecutor",
        "threads.ShardThreads",
        "threads.Timers",
        "connection.ShardConnections"
      })
  LOSES_WORK_WHILE_IT_DEPLOYS("GlassFish"),

  /**
   * Payara: if a {@code Configurator} gives the instance of an endpoint that was registered by
   * program, its {@code onOpen} is never called, and nothing is logged.
   */
  @Seen(
      on = "Payara Micro 6.2025.10",
      shownBy = "wire.GuestIT",
      handledBy = "transport.websocket.RegisteredEndpoint")
  ASKS_NO_CONFIGURATOR("Payara"),

  /**
   * JAX-RS in GlassFish fails at each resume of a request once an application was undeployed
   * ({@code WELD-000229}), and writes an error page to a response that has ended. Payara has the
   * same one.
   */
  @Seen(
      on = "GlassFish 7.0.20",
      shownBy = "boot.StartWarningsTest",
      handledBy = "boot.StartWarnings")
  LOSES_POLLS_AFTER_REDEPLOYMENT("Payara|GlassFish"),

  /**
   * Open Liberty: a request that was forwarded loses its application when another thread writes to
   * it, which ends in a {@code NullPointerException}.
   */
  @Seen(
      on = "Open Liberty 26.0.0.3",
      shownBy = "wire.PollResourceIT",
      handledBy = "transport.http.AdmissionFilter")
  LOSES_FORWARDED_REQUESTS("Liberty"),

  /**
   * Open Liberty: its JAX-RS sets a status when a request is resumed whose response is committed,
   * and the server writes a warning to its log each time (SRVE8115W).
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
  private final int leastMinor; // of the Servlet version; 0 where the name tells enough

  Quirk(String names) {
    this(names, 0);
  }

  Quirk(String names, int leastMinor) {
    this.names = Pattern.compile(names);
    this.leastMinor = leastMinor;
  }

  /** Whether {@code server} has it. */
  public boolean isOf(ServletContext server) {
    String info = server.getServerInfo();
    return info != null
        && names.matcher(info).find()
        && (leastMinor == 0 || server.getMinorVersion() >= leastMinor);
  }

  /**
   * Where a quirk was seen last, and what becomes of it. Names are those below {@code org.fanfare};
   * a test may be one method, {@code CLASS#METHOD}.
   */
  @Retention(RetentionPolicy.RUNTIME)
  @interface Seen {
    /** The servers with their versions. */
    String[] on();

    /**
     * A test of the wire that fails on the server if nothing is done about it; where no such test
     * can bring it about at will, the test of what is done about it.
     */
    String shownBy();

    /** Who does something about it, or whose shape it explains; each names this entry. */
    String[] handledBy();
  }
}

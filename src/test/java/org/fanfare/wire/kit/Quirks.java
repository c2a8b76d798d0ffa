package org.fanfare.wire.kit;

/**
 * What a server does by itself, before or behind Fanfare, and so answers otherwise than documented.
 * Each is named with its server and version, and is as narrow as can be.
 */
public final class Quirks {
  private static final String SERVER = System.getProperty("arquillian.launch", "payara");

  private static final boolean ENDPOINTS = !System.getProperty("websocket", "").equals("direct");

  private Quirks() {}

  /**
   * Whether the server refuses a path with a colon with 503 and a page of its own, before any
   * application is asked: GlassFish 7.0.20.
   */
  public static boolean refusesColons() {
    return SERVER.equals("glassfish7");
  }

  /**
   * Whether the server refuses a path with an encoded line break with 400 and a page of its own,
   * before any application is asked: Open Liberty 26.0.0.3.
   */
  public static boolean refusesLineBreaks() {
    return SERVER.equals("liberty");
  }

  /**
   * Whether the server reads an upgraded connection on over what was not read yet, so that its
   * client cannot be held back: Open Liberty 26.0.0.3.
   */
  public static boolean readsOverUnreadInput() {
    return SERVER.equals("liberty");
  }

  /** Whether the server takes the method {@code get} for GET: Open Liberty 26.0.0.3. */
  public static boolean ignoresTheCaseOfMethods() {
    return SERVER.equals("liberty");
  }

  /**
   * Whether the server takes a text message whose fragments are cut within a character for one that
   * is not UTF-8: the endpoints of Open Liberty 26.0.0.3 decode each fragment alone.
   */
  public static boolean decodesFragmentsAlone() {
    return SERVER.equals("liberty") && ENDPOINTS;
  }

  /**
   * Whether the server closes connections without having said so in its last answer: Open Liberty
   * 26.0.0.3 with the {@code direct.xml} that the JDK's WebSockets need.
   */
  public static boolean closesUnannounced() {
    return SERVER.equals("liberty") && !ENDPOINTS;
  }

  /**
   * Whether the server refuses a request with a byte above 127 in a cookie with an empty 400,
   * before any application is asked: Payara 6.2025.10 and 7.2026.11.
   */
  public static boolean refusesCookiesInUtf8() {
    return SERVER.startsWith("payara");
  }

  /** Whether the server refuses a Host with an empty port with a 400 of its own: WildFly 39.0.1. */
  public static boolean refusesEmptyPorts() {
    return SERVER.equals("wildfly");
  }

  /**
   * Whether the server drops type and length of an answer that says what to upgrade to, and ends
   * the answer by closing: Grizzly, in Payara 6.2025.10 and 7.2026.11, GlassFish 7.0.20 and 8.0.0.
   */
  public static boolean dropsTypesBesideUpgrade() {
    return SERVER.startsWith("payara") || SERVER.startsWith("glassfish");
  }

  /**
   * Whether a write of the server waits for its client, and ends its connection after a while: Open
   * Liberty 26.0.0.3.
   */
  public static boolean writesWait() {
    return SERVER.equals("liberty");
  }

  /**
   * Whether the server takes megabytes for a client that reads nothing: Grizzly, which is in Payara
   * 6.2025.10 and 7.2026.11, GlassFish 7.0.20 and 8.0.0.
   */
  public static boolean queuesWrites() {
    return SERVER.startsWith("payara") || SERVER.startsWith("glassfish");
  }

  /**
   * Whether the server gathers a frame of any announced size before it asks for a bound: the
   * endpoints of Open Liberty 26.0.0.3, until heartbeats that are not answered end the connection.
   */
  public static boolean gathersFramesOfAnySize() {
    return SERVER.equals("liberty") && ENDPOINTS;
  }
}

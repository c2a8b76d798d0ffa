package org.fanfare.wire.kit;

import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The WAR as it was built, with the settings of a test.
 *
 * <p>For a test's {@code @Deployment} method; the system property {@code war.file} names the WAR,
 * {@code websocket} the way in which WebSockets are carried: where that is {@code direct}, polls
 * are {@code direct} too, and all is carried by the Servlet standard alone.
 */
public final class Deployments {
  /** The key that reads the statistics of every deployment made here. */
  public static final String KEY = "0123456789abcdef-test-key";

  /** The name of every deployment made here, which decides its context. */
  public static final String NAME = "fanfare.war";

  private Deployments() {}

  /**
   * Returns the WAR with {@code extraHocon} as the contents of {@code fanfare { … }} in its
   * settings, besides {@link #KEY}.
   */
  public static WebArchive fanfare(String extraHocon) {
    String webSocket = System.getProperty("websocket", "endpoint");
    String settings =
        "fanfare {\n  keys = [\"%s\"]\n  websocket = %s\n  poll = %s\n%s\n}\n"
            .formatted(
                KEY, webSocket, webSocket.equals("direct") ? webSocket : "resource", extraHocon);
    return ShrinkWrap.create(ZipImporter.class, NAME)
        .importFrom(new File(System.getProperty("war.file")))
        .as(WebArchive.class)
        .addAsResource(new StringAsset(settings), "fanfare.conf");
  }
}

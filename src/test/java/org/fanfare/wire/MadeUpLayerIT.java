package org.fanfare.wire;

import java.net.URL;
import org.fanfare.layer.FollowedGroup;
import org.fanfare.layer.FollowingLayer;
import org.fanfare.layer.FollowingLayers;
import org.fanfare.layer.LateAnswers;
import org.fanfare.layer.OtherNode;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Server;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;

/**
 * The laws hold over another layer too, whose logs are on another node, and which is told of
 * publications late, in another order, twice or not at all. It is a bean beside Fanfare in the WAR,
 * as any layer may be.
 */
@ArquillianTest
@Tag("payara")
@Tag("full")
class MadeUpLayerIT
    implements OrderPromises,
        ResumePromises,
        ReturnPromises,
        GapPromises,
        PostPromises,
        IdempotencyPromises,
        BeginningPromises,
        CutOffPromises,
        LossPromises {
  @ArquillianResource private URL context;

  @Deployment(testable = false)
  static WebArchive fanfare() {
    return fanfare(LawsIT.SETTINGS);
  }

  /** The WAR with the made-up layer in it. */
  static WebArchive fanfare(String settings) {
    return Deployments.fanfare(settings)
        .addClasses(
            FollowingLayers.class,
            FollowingLayer.class,
            FollowedGroup.class,
            OtherNode.class,
            LateAnswers.class);
  }

  @Override
  public Server server() {
    return Server.at(context);
  }
}

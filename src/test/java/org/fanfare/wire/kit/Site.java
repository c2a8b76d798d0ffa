package org.fanfare.wire.kit;

import java.util.List;

/**
 * What a proxy stands in front of.
 *
 * @param node the node, or the first of two
 * @param other the host of the second one, for the files that have two
 * @param routes the first segments of the routes of an application's consumers, with {@code |}
 *     between; empty if it has none
 * @param origins those of pages of other sites, as the settings of Fanfare list them
 * @param allActive whether both nodes are used, and not the second for want of the first
 */
public record Site(
    Server node, String other, String routes, List<String> origins, boolean allActive) {
  /** A host at which nobody listens: no program here is given this port. */
  public static final String NOBODY = "127.0.0.1:1";

  /** Returns the site of a node, beside which there is none. */
  public static Site of(Server node) {
    return new Site(node, NOBODY, "", List.of(), false);
  }

  /** The same, with routes of consumers. */
  public Site routes(String segments) {
    return new Site(node, other, segments, origins, allActive);
  }

  /** The same, with listed origins. */
  public Site listing(String... listed) {
    return new Site(node, other, routes, List.of(listed), allActive);
  }

  /** The same, with a stand-by. */
  public Site standBy(String host) {
    return new Site(node, host, routes, origins, false);
  }

  /** The same, with a second node that is as active as the first. */
  public Site and(String host) {
    return new Site(node, host, routes, origins, true);
  }
}

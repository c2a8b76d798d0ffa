package org.fanfare.wire.proxy;

import org.fanfare.wire.AdmittedPromises;
import org.fanfare.wire.OrderPromises;
import org.fanfare.wire.OwnOriginPromises;
import org.fanfare.wire.ResumePromises;
import org.fanfare.wire.TransportPromises;

/** What holds through every proxy, with every one of its files, as it does without. */
interface PortablePromises
    extends OrderPromises,
        ResumePromises,
        TransportPromises,
        OwnOriginPromises,
        ForwardedPromises,
        AdmittedPromises {
  /** The settings of a WAR that keeps them. */
  String SETTINGS =
      """
        trusted-proxies = ["127.0.0.1"]
        origins = ["https://app.example"]
        groups = [
          { match = "short*", join = anyone, publish = anyone, history.count = 100 }
          { match = "long.*", join = anyone, publish = anyone, history.count = 10000 }
          { match = "open.*", join = anyone, publish = anyone }
        ]
      """;
}

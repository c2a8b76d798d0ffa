package org.fanfare.wire.proxy;

import org.fanfare.wire.BareSocketPromises;
import org.fanfare.wire.EventStreamPromises;
import org.fanfare.wire.GapPromises;
import org.fanfare.wire.LineStreamPromises;
import org.fanfare.wire.OrderPromises;
import org.fanfare.wire.OriginPromises;
import org.fanfare.wire.PollPromises;
import org.fanfare.wire.PostPromises;
import org.fanfare.wire.ReturnPromises;
import org.fanfare.wire.StartPromises;
import org.fanfare.wire.SubprotocolPromises;

/** What holds through every proxy, with every one of its files, as it does without. */
interface ProxyPromises
    extends OrderPromises,
        ReturnPromises,
        GapPromises,
        StartPromises,
        SubprotocolPromises,
        BareSocketPromises,
        EventStreamPromises,
        PollPromises,
        PostPromises,
        LineStreamPromises,
        OriginPromises,
        ForwardedPromises {
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

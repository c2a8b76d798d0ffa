package org.fanfare.wire.proxy;

import org.fanfare.wire.ChannelPromises;
import org.fanfare.wire.JoiningPromises;
import org.fanfare.wire.MalformedFramePromises;
import org.fanfare.wire.MalformedUrlPromises;
import org.fanfare.wire.MethodPromises;

/** What does not depend on which of a proxy's files is used, and is tried through one of them. */
interface FinePrintPromises
    extends JoiningPromises,
        ChannelPromises,
        MethodPromises,
        MalformedUrlPromises,
        MalformedFramePromises {}

package org.fanfare.wire.proxy;

import org.fanfare.wire.BareSocketPromises;
import org.fanfare.wire.ChannelPromises;
import org.fanfare.wire.EventStreamPromises;
import org.fanfare.wire.FrameMistakePromises;
import org.fanfare.wire.GapPromises;
import org.fanfare.wire.JoiningPromises;
import org.fanfare.wire.LineStreamPromises;
import org.fanfare.wire.MalformedFramePromises;
import org.fanfare.wire.MalformedUrlPromises;
import org.fanfare.wire.MethodPromises;
import org.fanfare.wire.OriginPromises;
import org.fanfare.wire.PollPromises;
import org.fanfare.wire.PostPromises;
import org.fanfare.wire.ReturnPromises;
import org.fanfare.wire.StartPromises;
import org.fanfare.wire.SubprotocolPromises;

/**
 * Everything that holds through a proxy. Which of its files is used changes nothing about what is
 * here alone, so it is tried through one of them.
 */
interface ProxyPromises
    extends PortablePromises,
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
        JoiningPromises,
        ChannelPromises,
        MethodPromises,
        MalformedUrlPromises,
        MalformedFramePromises,
        FrameMistakePromises {}

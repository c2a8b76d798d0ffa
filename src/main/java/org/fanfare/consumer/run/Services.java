package org.fanfare.consumer.run;

import org.fanfare.connection.Connections;
import org.fanfare.consumer.CallbackTraces;
import org.fanfare.consumer.MessageValidation;
import org.fanfare.consumer.Sender;
import org.fanfare.consumer.TypedJson;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.session.Subscriptions;
import org.fanfare.threads.Schedule;
import org.fanfare.threads.Ticker;

/**
 * What the connections of all consumers of a node use. Immutable; its parts are safe for use by any
 * thread.
 *
 * @param settings the bounds
 * @param connections the connections of the node
 * @param layer the channel layer
 * @param subscriptions opens readers
 * @param sender publishes and sends, without the rights of rules
 * @param json writes and reads typed messages
 * @param validation validates what handlers are given
 * @param threads run callbacks
 * @param schedule runs timers
 * @param ticker the clock
 * @param failures is told what callbacks throw
 * @param traces shows callbacks to whoever traces them
 * @param slowCallbacks watches how long callbacks take
 * @param logins ends connections with their logins
 */
record Services(
    ConsumerSettings settings,
    Connections connections,
    ChannelLayer layer,
    Subscriptions subscriptions,
    Sender sender,
    TypedJson json,
    MessageValidation validation,
    CallbackThreads threads,
    Schedule schedule,
    Ticker ticker,
    Failures failures,
    CallbackTraces traces,
    SlowCallbacks slowCallbacks,
    Logins logins) {}

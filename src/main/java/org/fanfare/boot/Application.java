package org.fanfare.boot;

import java.util.Set;
import java.util.function.Supplier;
import org.fanfare.consumer.LoginExpiry;
import org.fanfare.consumer.TypedJson;
import org.fanfare.consumer.run.ConsumerRoute;
import org.fanfare.consumer.run.Surroundings;
import org.fanfare.layer.LayerFactory;
import org.fanfare.session.Encoders;

/**
 * What the application around Fanfare brings. Immutable.
 *
 * @param layers makes the channel layer
 * @param encoders the encoders of its own protocols
 * @param consumers the routes of its consumers
 * @param json writes and reads typed messages, with the application's JSON-B if it has one
 * @param contexts captures the contexts of a thread for consumers' callbacks
 * @param expiry says when logins expire
 */
record Application(
    LayerFactory layers,
    Encoders encoders,
    Set<ConsumerRoute> consumers,
    TypedJson json,
    Supplier<Surroundings> contexts,
    LoginExpiry expiry) {}

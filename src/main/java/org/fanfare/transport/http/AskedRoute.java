package org.fanfare.transport.http;

import java.util.Map;
import org.fanfare.consumer.run.ConsumerRoute;
import org.jspecify.annotations.Nullable;

/**
 * What a request on a route of consumers asks for. Immutable.
 *
 * @param route the route
 * @param parameters the parameters of its path
 * @param kind a WebSocket or a stream; null for a plain request
 */
record AskedRoute(
    ConsumerRoute route, Map<String, String> parameters, @Nullable RequestKind kind) {}

/**
 * Small consumers that speak protocols of others over WebSocket, as far as a client of each needs
 * it to be seen working: STOMP, GraphQL, and that of Yjs. They are no more than that, and no
 * example of how to speak these protocols in earnest.
 */
@NullMarked
package org.fanfare.wire.dropin;

import org.jspecify.annotations.NullMarked;

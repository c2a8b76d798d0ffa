/**
 * Whether a request to the group URL may be, once its transport has read what it asks: the page
 * that made it, the right, where to start, the room. What comes out is an {@link
 * org.fanfare.session.GroupRequest}, and nothing else in the house makes one for a client.
 *
 * <p>It knows no HTTP: another transport, or a route of a consumer, asks the same questions here.
 */
@NullMarked
package org.fanfare.admission;

import org.jspecify.annotations.NullMarked;

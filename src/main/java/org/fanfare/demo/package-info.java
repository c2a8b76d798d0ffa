/**
 * Content for the first start: a clock that publishes to {@code demo.clock}.
 *
 * <p>It publishes through the channel layer, as a back end would. {@code fanfare.demo.clock =
 * false} turns it off.
 */
@NullMarked
package org.fanfare.demo;

import org.jspecify.annotations.NullMarked;

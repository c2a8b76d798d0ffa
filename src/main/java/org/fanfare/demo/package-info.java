/**
 * What is alive on first start: a clock that publishes to {@code demo.clock}.
 *
 * <p>It publishes as a back end would, through the channel layer. {@code fanfare.demo.clock =
 * false} turns it off.
 */
@NullMarked
package org.fanfare.demo;

import org.jspecify.annotations.NullMarked;

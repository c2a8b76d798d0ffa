/**
 * What the WAR brings for the first start: a clock that publishes to {@code demo.clock}, and small
 * applications of consumers with their pages. They are written as those of any application are, and
 * are not in the jar. The settings {@code fanfare.demo…} turn them off.
 */
@NullMarked
package org.fanfare.demo;

import org.jspecify.annotations.NullMarked;

/**
 * The application that is measured: consumers, and the echo that one would write without them. It
 * is put into a copy of Fanfare's WAR by {@code src/bench/consumers.sh}.
 */
@NullMarked
package org.fanfare.bench.app;

import org.jspecify.annotations.NullMarked;

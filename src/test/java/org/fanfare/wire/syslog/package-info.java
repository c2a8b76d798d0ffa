/**
 * The log of a host on a board: rsyslog and syslog-ng, as Debian packs them, with the files that
 * the repository has for them in {@code server-config/rsyslog}.
 *
 * <p>A {@link org.fanfare.wire.syslog.Board} is what a reader has seen who comes back after each
 * interruption. {@link org.fanfare.wire.kit.LogSender} runs the programs; their packages are
 * unpacked in a folder of the build, since the two cannot be installed together.
 */
@NullMarked
package org.fanfare.wire.syslog;

import org.jspecify.annotations.NullMarked;

package org.fanfare.session;

import java.time.Duration;

/**
 * The times of event streams.
 *
 * @param lifetime the time after which a stream is ended, at the latest
 * @param retry the delay after which a stream's client reconnects
 */
public record StreamTimes(Duration lifetime, Duration retry) {}

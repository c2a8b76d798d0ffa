package org.fanfare.session;

import java.time.Duration;

/**
 * The times of event streams.
 *
 * @param lifetime after which a stream is ended, more or less
 * @param retry after which a stream's client comes back
 */
public record StreamTimes(Duration lifetime, Duration retry) {}

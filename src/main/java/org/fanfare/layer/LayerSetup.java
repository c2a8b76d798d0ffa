package org.fanfare.layer;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Function;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;

/**
 * What a node passes to its layer.
 *
 * @param policies returns the policy of a group's rule
 * @param limits the bounds from the settings
 * @param clock the clock for the time of publications
 * @param random the source of names that cannot be guessed
 */
public record LayerSetup(
    Function<GroupName, GroupPolicy> policies,
    LayerLimits limits,
    Clock clock,
    SecureRandom random) {}

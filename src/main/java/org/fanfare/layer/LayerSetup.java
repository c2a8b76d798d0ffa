package org.fanfare.layer;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Function;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;

/**
 * What a node gives to its layer.
 *
 * @param policies gives the policy of a group's rule
 * @param limits the bounds that the settings set
 * @param clock tells the time of publications
 * @param random makes names that cannot be guessed
 */
public record LayerSetup(
    Function<GroupName, GroupPolicy> policies,
    LayerLimits limits,
    Clock clock,
    SecureRandom random) {}

package org.fanfare.redis;

import java.util.List;
import java.util.Map;

/**
 * What a {@link Chaos} has seen. Immutable, as long as its collections are not changed.
 *
 * @param broken what was against the laws
 * @param faults how often each fault happened
 * @param accepted how many messages were accepted
 * @param told how many publications the clients were told, all of them together
 * @param epochGaps how many gaps they were told because an epoch had ended
 * @param refused how many publishes were not done
 * @param doubtful how many publishes may have been done or not
 * @param lostTails how often the server came back without a message that it had accepted
 * @param slowestMillis the longest time that a publisher waited for an answer
 */
record ChaosSeen(
    List<String> broken,
    Map<ChaosFault, Integer> faults,
    int accepted,
    long told,
    long epochGaps,
    int refused,
    int doubtful,
    int lostTails,
    long slowestMillis) {}

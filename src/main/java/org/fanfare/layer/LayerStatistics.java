package org.fanfare.layer;

/**
 * What a node's part of a layer holds at one moment: numbers only, never names.
 *
 * @param groups the number of groups that exist
 * @param readers the number of open readers
 * @param mailboxes the number of open mailboxes
 * @param logPublications the number of publications retained in all logs
 * @param logBytes the bytes that they use, including encoded forms
 * @param logTotal the bound of {@code logBytes}
 * @param published the number of publications appended since the start
 * @param keys the number of remembered idempotency keys, one for each group that was published to
 */
public record LayerStatistics(
    long groups,
    long readers,
    long mailboxes,
    long logPublications,
    long logBytes,
    long logTotal,
    long published,
    long keys) {}

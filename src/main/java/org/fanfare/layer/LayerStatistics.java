package org.fanfare.layer;

/**
 * What a node's part of a layer holds at one moment; numbers only, never names.
 *
 * @param groups groups alive
 * @param readers readers open
 * @param mailboxes mailboxes open
 * @param logPublications publications retained in all logs
 * @param logBytes bytes that they take, encoded forms included
 * @param logTotal the bound of {@code logBytes}
 * @param published publications appended since the start
 * @param keys keys of publishers that are remembered, one for each group that was published to
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

package org.fanfare.layer;

import org.fanfare.log.Position;
import org.fanfare.log.Reading;

/**
 * A part of a group's log.
 *
 * @param reading what was read: possibly a gap, then possibly publications
 * @param position the position of a reader that has just read this
 */
public record Excerpt(Reading reading, Position position) {}

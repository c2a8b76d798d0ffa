package org.fanfare.security;

import java.util.List;
import java.util.stream.Collectors;
import org.fanfare.message.GroupName;

/**
 * Patterns for names of groups, which are parsed once and asked often. Immutable.
 *
 * @param all the patterns
 */
public record NamePatterns(List<NamePattern> all) {
  /** Copies the patterns. */
  public NamePatterns {
    all = List.copyOf(all);
  }

  /**
   * Parses patterns.
   *
   * @throws IllegalArgumentException for one that cannot be used; the message says why
   */
  public static NamePatterns of(List<String> texts) {
    return new NamePatterns(texts.stream().map(NamePattern::new).toList());
  }

  /** Returns whether the name of a group matches one of them. */
  public boolean match(GroupName group) {
    return all.stream().anyMatch(each -> each.matches(group));
  }

  /** Returns their texts, with commas between them. */
  @Override
  public String toString() {
    return all.stream().map(NamePattern::text).collect(Collectors.joining(", "));
  }
}

package org.fanfare.security;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A caller of whom everything is said by a test.
 *
 * @param name that of the user, or null
 */
record TestCaller(@Nullable String name, Set<String> roles, boolean hasKey, boolean showsWrongKey)
    implements Caller {
  static final TestCaller NOBODY = new TestCaller(null, Set.of(), false);
  static final TestCaller USER = new TestCaller("anna@example.org", Set.of(), false);
  static final TestCaller EDITOR = new TestCaller("bob", Set.of("editor"), false);
  static final TestCaller BACK_END = new TestCaller(null, Set.of(), true);

  TestCaller(@Nullable String name, Set<String> roles, boolean hasKey) {
    this(name, roles, hasKey, false);
  }

  @Override
  public String identity() {
    return "test";
  }

  @Override
  public Optional<String> user() {
    return Optional.ofNullable(name);
  }

  @Override
  public boolean hasRole(String role) {
    return roles.contains(role);
  }
}

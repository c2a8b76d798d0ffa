package org.fanfare.security;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A caller of whom everything is said by a test.
 *
 * @param name that of the user, or null
 * @param holds the key, or null
 */
record TestCaller(
    @Nullable String name, Set<String> roles, @Nullable Key holds, boolean showsWrongKey)
    implements Caller {
  static final TestCaller NOBODY = new TestCaller(null, Set.of(), null);
  static final TestCaller USER = new TestCaller("anna@example.org", Set.of(), null);
  static final TestCaller EDITOR = new TestCaller("bob", Set.of("editor"), null);
  static final TestCaller BACK_END = new TestCaller(null, Set.of(), Key.plain("key:1f3870be"));

  TestCaller(@Nullable String name, Set<String> roles, @Nullable Key holds) {
    this(name, roles, holds, false);
  }

  /** A back end whose key has a name. */
  static TestCaller holding(String key, Set<KeyPermission> may, String... groups) {
    return new TestCaller(null, Set.of(), Key.named(key, may, List.of(groups)));
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
  public Optional<Key> key() {
    return Optional.ofNullable(holds);
  }

  @Override
  public boolean hasRole(String role) {
    return roles.contains(role);
  }
}

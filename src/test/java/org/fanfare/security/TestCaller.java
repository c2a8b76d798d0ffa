package org.fanfare.security;

import java.util.Set;

/** A caller of whom everything is said by a test. */
record TestCaller(boolean isUser, Set<String> roles, boolean hasKey, boolean showsWrongKey)
    implements Caller {
  static final TestCaller NOBODY = new TestCaller(false, Set.of(), false);
  static final TestCaller USER = new TestCaller(true, Set.of(), false);
  static final TestCaller EDITOR = new TestCaller(true, Set.of("editor"), false);
  static final TestCaller BACK_END = new TestCaller(false, Set.of(), true);

  TestCaller(boolean isUser, Set<String> roles, boolean hasKey) {
    this(isUser, roles, hasKey, false);
  }

  @Override
  public String identity() {
    return "test";
  }

  @Override
  public boolean hasRole(String role) {
    return roles.contains(role);
  }
}

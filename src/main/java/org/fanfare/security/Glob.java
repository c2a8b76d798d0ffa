package org.fanfare.security;

/**
 * A pattern in which {@code *} matches any run of characters and nothing else is special.
 *
 * <p>Matching backtracks only to the last {@code *}, so it takes at most pattern × name steps. A
 * name has at most 128 characters, so no pattern causes an explosion.
 */
record Glob(String pattern) {
  boolean matches(String name) {
    int p = 0;
    int n = 0;
    int afterStar = -1;
    int runEnd = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        afterStar = ++p;
        runEnd = n;
      } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
        p++;
        n++;
      } else if (afterStar >= 0) {
        p = afterStar;
        n = ++runEnd;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}

package org.fanfare.security;

import java.util.Optional;

/**
 * A back end that uses the API: it has a key, and is no user. Immutable.
 *
 * @param holds its key
 */
public record KeyHolder(Key holds) implements Caller {
  @Override
  public String identity() {
    return holds.identity();
  }

  @Override
  public Optional<String> user() {
    return Optional.empty();
  }

  @Override
  public boolean hasRole(String role) {
    return false;
  }

  @Override
  public Optional<Key> key() {
    return Optional.of(holds);
  }
}

package org.fanfare.security;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The secret keys with which back ends authenticate.
 *
 * <p>Only their SHA-256 hashes are kept, and no text of this class or of an exception shows a key.
 * Immutable; safe for use by any thread.
 */
public final class Keys {
  /** No key at all. */
  public static final Keys NONE = new Keys(List.of());

  /** The header that contains nothing but a key, beside {@code Authorization: Bearer}. */
  public static final String HEADER = "X-API-Key";

  /** How a client sends a key, for the details of problems. */
  public static final String HOW_SENT = "'Authorization: Bearer KEY' or '" + HEADER + ": KEY'";

  /** The minimum length of a key, in characters. */
  public static final int MIN_LENGTH = 16;

  private static final Pattern VISIBLE = Pattern.compile("[!-~]+");
  private static final Pattern BEARER =
      Pattern.compile("bearer +([!-~]+) *", Pattern.CASE_INSENSITIVE);

  /** A key of the settings, by its hash, and what is known of it. */
  public static final class Entry {
    private final Key key;
    private final byte[] hash;

    private Entry(Key key, byte[] hash) {
      this.key = key;
      this.hash = hash;
    }

    /**
     * Returns a key without a name, which permits everything.
     *
     * @throws IllegalArgumentException if the secret is too short or cannot be sent in a header;
     *     the message does not show it
     */
    public static Entry plain(String secret) {
      requireUsable(secret);
      byte[] hash = Secret.sha256(secret);
      return new Entry(Key.plain("key:" + HexFormat.of().formatHex(hash, 0, 4)), hash);
    }

    /** Returns a key with a name; throws as {@link #plain} does. */
    public static Entry named(Key key, String secret) {
      requireUsable(secret);
      return new Entry(key, Secret.sha256(secret));
    }

    /** Returns what is known of the key. */
    public Key key() {
      return key;
    }

    /** Returns whether both are the same secret. */
    public boolean hasSecretOf(Entry other) {
      return MessageDigest.isEqual(hash, other.hash);
    }

    @Override
    public String toString() {
      return key.title();
    }
  }

  private final List<Entry> entries;

  /** The keys of the settings. If a secret occurs twice, its first entry counts. */
  public Keys(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** Returns the names of the keys that have one. */
  public Set<String> names() {
    return entries.stream()
        .map(entry -> entry.key.name())
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Returns the key that a request carries; empty if it carries none of the settings.
   *
   * @param authorization the header {@code Authorization}, which contains a key if it is {@code
   *     Bearer KEY}; null if there is none
   * @param apiKey the header {@link #HEADER}; null if there is none. It alone counts if there is
   *     one: then {@code Authorization} is for the login of the application
   */
  public Optional<Key> find(@Nullable String authorization, @Nullable String apiKey) {
    String secret = apiKey == null ? bearer(authorization) : apiKey.strip();
    if (secret == null) {
      return Optional.empty();
    }
    byte[] presented = Secret.sha256(secret);
    List<Key> found = new ArrayList<>(1);
    for (Entry entry : entries) {
      // All keys are compared, so that the time reveals nothing about which one was similar.
      if (MessageDigest.isEqual(entry.hash, presented)) {
        found.add(entry.key);
      }
    }
    return found.stream().findFirst();
  }

  @Override
  public String toString() {
    return entries.toString();
  }

  private static @Nullable String bearer(@Nullable String authorization) {
    if (authorization == null) {
      return null;
    }
    var bearer = BEARER.matcher(authorization);
    return bearer.matches() ? bearer.group(1) : null;
  }

  private static void requireUsable(String secret) {
    if (secret.length() < MIN_LENGTH) {
      throw new IllegalArgumentException(
          "has " + secret.length() + " characters; right are at least " + MIN_LENGTH);
    }
    if (!VISIBLE.matcher(secret).matches()) {
      throw new IllegalArgumentException(
          "has a blank or a character outside ASCII; right are visible ASCII characters");
    }
  }
}

package org.fanfare.settings;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Reads {@code redis.encryption-keys}. No message of an exception shows anything of a key. */
final class EncryptionKeys {
  private static final int BYTES = 32;

  private EncryptionKeys() {}

  /** Returns the keys; throws {@link IllegalArgumentException} for one that is wrong. */
  static List<SecretKey> of(List<String> texts) {
    List<SecretKey> keys = new ArrayList<>();
    for (String text : texts) {
      SecretKey key = key(text, keys.size() + 1);
      if (keys.contains(key)) {
        throw new IllegalArgumentException(
            "it has the same key twice; right is each once, the one that encrypts first");
      }
      keys.add(key);
    }
    return List.copyOf(keys);
  }

  private static SecretKey key(String text, int number) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text.strip());
    } catch (IllegalArgumentException notBase64) {
      bytes = new byte[0]; // its message would show what may be a part of a key
    }
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "number "
              + number
              + " is no key; right are "
              + BYTES
              + " random bytes in Base64, as by \"openssl rand -base64 32\"");
    }
    return new SecretKeySpec(bytes, "AES");
  }
}

package org.fanfare.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals what is stored and sent, so that Redis and the network have none of it in the clear, and
 * nobody changes it unseen.
 *
 * <p>It is sealed with the first key and opened with any. As bytes, what is sealed begins with
 * {@code E}, the id of the key (4 bytes of a hash of it) and a random nonce (12 bytes); then comes
 * what AES-256-GCM makes of it, with its tag (16 bytes). It can be opened only as what it was
 * sealed for: the name of the channel is authenticated with it. Used on the loop.
 */
final class Seals {
  /** The number of bytes by which something grows when it is sealed. */
  static final int GROWTH = 1 + 4 + 12 + 16;

  private static final byte SEALED = 'E'; // begins neither a body nor a message between nodes
  private static final int ID = 4;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int FINGERPRINT = 16;

  private final List<SecretKey> keys;
  private final List<byte[]> ids;
  private final SecureRandom random;

  /**
   * Creates what seals.
   *
   * @param keys keys of 256 bits, one at least: the first seals, all open
   */
  Seals(List<SecretKey> keys, SecureRandom random) {
    this.keys = List.copyOf(keys);
    this.ids = keys.stream().map(Seals::id).toList();
    this.random = random;
  }

  private static byte[] id(SecretKey key) {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      hash.update("fanfare key".getBytes(StandardCharsets.US_ASCII));
      return Arrays.copyOf(hash.digest(key.getEncoded()), ID);
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  /** Returns whether something is sealed, as far as its first byte tells. */
  static boolean isSealed(byte[] bytes, int from) {
    return bytes.length > from && bytes[from] == SEALED;
  }

  /**
   * Seals something.
   *
   * @param channel the name of the channel that it is for
   */
  byte[] seal(byte[] plain, byte[] channel) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    ByteBuffer envelope =
        ByteBuffer.allocate(GROWTH + plain.length).put(SEALED).put(ids.get(0)).put(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keys.get(0), nonce, channel);
      cipher.doFinal(ByteBuffer.wrap(plain), envelope);
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
    return envelope.array();
  }

  /**
   * Opens what was sealed for a channel; throws {@link IllegalArgumentException} that says why it
   * cannot be.
   *
   * @param from where it begins; what comes before is returned as it is
   */
  byte[] open(byte[] envelope, int from, byte[] channel) {
    int length = envelope.length - from - GROWTH;
    if (length < 0) {
      throw new IllegalArgumentException("something that is encrypted is not complete");
    }
    byte[] id = Arrays.copyOfRange(envelope, from + 1, from + 1 + ID);
    byte[] nonce = Arrays.copyOfRange(envelope, from + 1 + ID, from + 1 + ID + NONCE);
    int begin = from + 1 + ID + NONCE;
    ByteBuffer plain = ByteBuffer.allocate(from + length).put(envelope, 0, from);
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key(id), nonce, channel);
      cipher.doFinal(ByteBuffer.wrap(envelope, begin, envelope.length - begin), plain);
    } catch (AEADBadTagException e) {
      throw new IllegalArgumentException("something that is encrypted was changed, or moved", e);
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
    return plain.array();
  }

  private SecretKey key(byte[] id) {
    for (int i = 0; i < keys.size(); i++) {
      if (Arrays.equals(ids.get(i), id)) {
        return keys.get(i);
      }
    }
    throw new IllegalArgumentException(
        "something is encrypted with a key that this node has not; right in"
            + " redis.encryption-keys are all keys that any node has");
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] channel)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(channel);
    return cipher;
  }

  /**
   * Returns what stands for a fingerprint of a message, so that nobody learns of a guess whether it
   * is right: for each key one, that of the first key first.
   */
  List<byte[]> fingerprints(byte[] fingerprint) {
    return keys.stream().map(key -> mac(key, fingerprint)).toList();
  }

  private static byte[] mac(SecretKey key, byte[] fingerprint) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return Arrays.copyOf(mac.doFinal(fingerprint), FINGERPRINT);
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private static IllegalStateException missing(GeneralSecurityException e) {
    return new IllegalStateException("this Java cannot encrypt with AES-256-GCM", e);
  }
}

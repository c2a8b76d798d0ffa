package org.fanfare.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The texts of the scripts, from resources beside this class. Safe for use by any thread. */
final class ScriptTexts {
  private static final Map<Script, ScriptTexts> ALL = new EnumMap<>(Script.class);

  static {
    for (Script script : Script.values()) {
      String name = script.name().toLowerCase(Locale.ROOT);
      ALL.put(script, new ScriptTexts((script.hasFence() ? read("fence") : "") + read(name)));
    }
  }

  private final byte[] text;
  private final String digest;

  private ScriptTexts(String text) {
    this.text = text.getBytes(StandardCharsets.UTF_8);
    this.digest = digest(this.text);
  }

  private static ScriptTexts of(Script script) {
    return Objects.requireNonNull(ALL.get(script), "every script is read");
  }

  private static String read(String name) {
    try (InputStream file = ScriptTexts.class.getResourceAsStream(name + ".lua")) {
      if (file == null) {
        throw new IllegalStateException("the script " + name + " is not in the application");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(byte[] text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  static byte[] text(Script script) {
    return of(script).text.clone();
  }

  /** Returns the name that Redis gives a script when it has loaded it. */
  static String digest(Script script) {
    return of(script).digest;
  }
}

package org.fanfare.wire.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The file whose path the deployment has in {@value #NAME}, beside its classes. */
public final class Logbook {
  /** The resource with the path of the file. */
  public static final String NAME = "logbook.txt";

  private static final Path FILE = file();

  private Logbook() {}

  private static Path file() {
    try (InputStream in = Logbook.class.getResourceAsStream("/" + NAME)) {
      return Path.of(new String(Objects.requireNonNull(in).readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("the deployment has no " + NAME, e);
    }
  }

  static synchronized void note(String line) throws IOException {
    Files.writeString(FILE, line + "\n", CREATE, APPEND);
  }
}

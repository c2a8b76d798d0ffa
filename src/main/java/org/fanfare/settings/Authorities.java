package org.fanfare.settings;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** Reads the certificates of authorities from a file of PEM. */
final class Authorities {
  private static final String RIGHT = "right is a file of certificates in PEM";
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";

  private Authorities() {}

  /**
   * Returns the certificates in a file. Throws {@link IllegalArgumentException} if it cannot be
   * read, or has none. What is in the file is not shown, since it may be a key.
   */
  static List<X509Certificate> read(Path file) {
    byte[] text = bytes(file);
    if (!new String(text, StandardCharsets.ISO_8859_1).contains(BEGIN)) {
      throw new IllegalArgumentException(
          "the file " + file + " has no line \"" + BEGIN + "\"; " + RIGHT);
    }
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(text))
          .stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (CertificateException e) {
      throw new IllegalArgumentException(
          "the file " + file + " has what is no certificate; " + RIGHT, e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("there is no file " + file + "; " + RIGHT, e);
    } catch (IOException e) {
      throw new IllegalArgumentException("the file " + file + " cannot be read; " + RIGHT, e);
    }
  }
}

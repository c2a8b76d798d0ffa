package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;

/**
 * An authority of a test's own, which nobody else trusts, and a certificate of a server that it has
 * signed: files of PEM in a folder.
 *
 * @param authority the certificate of the authority
 * @param certificate that of the server
 * @param key the key of the server
 */
record Certificates(Path authority, Path certificate, Path key) {
  /**
   * Makes a new authority, and a certificate.
   *
   * @param name whose certificate it is, such as {@code IP:127.0.0.1} or {@code DNS:redis.example}
   */
  static Certificates of(Path folder, String name) throws IOException {
    String authority = "-x509 -nodes -days 2 -newkey rsa:2048";
    openssl(folder, authority + " -subj /CN=authority -keyout authority.key -out authority.crt");
    openssl(
        folder,
        authority
            + " -CA authority.crt -CAkey authority.key -subj /CN=redis -addext subjectAltName="
            + name
            + " -keyout server.key -out server.crt");
    return new Certificates(
        folder.resolve("authority.crt"),
        folder.resolve("server.crt"),
        folder.resolve("server.key"));
  }

  private static void openssl(Path folder, String words) throws IOException {
    File log = folder.resolve("openssl.log").toFile();
    int code =
        new ProcessBuilder(Stream.of(("openssl req " + words).split(" ")).toList())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start()
            .onExit()
            .join()
            .exitValue();
    assertThat(code).as(() -> text(log.toPath())).isZero();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Returns the authority, for those who are to trust it. */
  List<X509Certificate> authorities() throws IOException {
    try (InputStream file = Files.newInputStream(authority)) {
      return List.of(
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file));
    } catch (CertificateException e) {
      throw new IOException(e);
    }
  }
}

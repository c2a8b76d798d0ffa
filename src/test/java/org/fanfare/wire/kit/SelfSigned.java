package org.fanfare.wire.kit;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A certificate for 127.0.0.1 that the repository's own script has made, trusted by all clients.
 */
public final class SelfSigned {
  private static final Path FOLDER = Path.of(System.getProperty("server.dir"), "proxies", "tls");

  private SelfSigned() {}

  /** Lets {@code httpd} speak TLS on its port. */
  public static Httpd on(Httpd httpd) {
    make();
    return httpd
        .define("FANFARE_HOST", "127.0.0.1")
        .define("FANFARE_TLS_PORT", httpd.port())
        .define("FANFARE_CERT", FOLDER.resolve("cert.pem"))
        .define("FANFARE_CERT_KEY", FOLDER.resolve("key.pem"));
  }

  /** Lets {@code nginx} speak TLS on its port. */
  public static Nginx on(Nginx nginx) {
    make();
    String folder = "/etc/letsencrypt/live/www.example.org/";
    return nginx
        .edit("listen 443 ", "listen 127.0.0.1:" + nginx.port() + " ")
        .edit(folder + "fullchain.pem", FOLDER.resolve("cert.pem"))
        .edit(folder + "privkey.pem", FOLDER.resolve("key.pem"))
        .edit("server_name www.example.org", "server_name 127.0.0.1");
  }

  private static void make() {
    Path script = Path.of(System.getProperty("project.dir"), "apache-httpd/make-self-signed.sh");
    try {
      Process made =
          new ProcessBuilder(script.toString(), "127.0.0.1", FOLDER.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (made.waitFor() != 0) {
        throw new IllegalStateException(script + " fails");
      }
    } catch (IOException failed) {
      throw new IllegalStateException(script + " fails", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    Tls.trust(FOLDER.resolve("cert.pem"));
  }
}

package org.fanfare.wire.kit;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** TLS for the clients of the tests: they trust the certificates that a test has shown them. */
public final class Tls {
  private static final Set<X509Certificate> TRUSTED = new CopyOnWriteArraySet<>();

  /** What every client here connects with. */
  static final SSLContext CONTEXT = context();

  private Tls() {}

  /** Lets every client trust the certificate in the file {@code pem}, and no other beside it. */
  public static void trust(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      TRUSTED.add(
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in));
    } catch (IOException | CertificateException unusable) {
      throw new IllegalArgumentException("not a certificate: " + pem, unusable);
    }
  }

  /** Returns a client of this version of HTTP. */
  public static HttpClient client(HttpClient.Version version) {
    return builder(version).build();
  }

  /** Returns a client to which more can be added. */
  public static HttpClient.Builder builder(HttpClient.Version version) {
    return HttpClient.newBuilder()
        .version(version)
        .sslContext(CONTEXT)
        .connectTimeout(Duration.ofSeconds(10));
  }

  private static SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Shown()}, null);
      return context;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The certificate itself is known, so it needs no chain and no name. */
  private static final class Shown extends X509ExtendedTrustManager {
    private static void check(X509Certificate[] chain) throws CertificateException {
      if (chain.length == 0 || !TRUSTED.contains(chain[0])) {
        throw new CertificateException("no test has shown this certificate");
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

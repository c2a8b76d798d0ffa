package org.fanfare.consumer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.fanfare.LogCapture;
import org.fanfare.consumer.LoginExpiry;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;

/** Rule P25: who says when a login expires; the earliest time counts. */
class LoginExpiriesTest {
  private static final Instant SOON = Instant.parse("2030-01-01T00:00:00Z");
  private static final Instant LATER = SOON.plusSeconds(60);

  private final LoginExpiries silent = new LoginExpiries(caller -> Optional.empty());

  /** As MicroProfile JWT has it: an interface, implemented by a class that nobody sees. */
  @SuppressWarnings("UnusedMethod") // it is called by its name
  private record Token(long getExpirationTime) implements Principal {
    @Override
    public String getName() {
      return "anna";
    }
  }

  /** Has a method of that name that means something else. */
  private record Other(String getExpirationTime) implements Principal {
    @Override
    public String getName() {
      return "anna";
    }
  }

  /** Has no such claim. */
  record Broken() implements Principal {
    @Override
    public String getName() {
      return "anna";
    }

    @SuppressWarnings("unused") // it is called by its name
    public long getExpirationTime() {
      return Long.parseLong("");
    }
  }

  private static Principal token(Instant expires) {
    return new Token(expires.getEpochSecond());
  }

  @Test
  void whoIsNotLoggedInHasNoLoginThatExpires() {
    assertThat(new LoginExpiries(caller -> Optional.of(SOON)).of(null)).isNull();
  }

  @Test
  void aPrincipalThatDoesNotSayItIsNotKnownToExpire() {
    assertThat(silent.of(() -> "anna")).isNull();
    assertThat(silent.of(new Other("tomorrow"))).isNull();
    assertThat(silent.of(new Broken())).isNull();
  }

  @Test
  void aPrincipalSaysItInSeconds() {
    assertThat(silent.of(token(SOON))).isEqualTo(SOON);
  }

  @Test
  void secondsThatAreNoTimeAreNotKnown() {
    assertThat(silent.of(new Token(0))).isNull();
    assertThat(silent.of(new Token(-1))).isNull();
    assertThat(silent.of(new Token(Long.MAX_VALUE))).isNull();
  }

  @Test
  void theApplicationSaysItForAnyPrincipal() {
    LoginExpiries application =
        new LoginExpiries(
            caller -> caller.getName().equals("anna") ? Optional.of(SOON) : Optional.empty());

    assertThat(application.of(() -> "anna")).isEqualTo(SOON);
    assertThat(application.of(() -> "berta")).isNull();
  }

  @Test
  void theEarlierTimeCounts() {
    assertThat(new LoginExpiries(caller -> Optional.of(LATER)).of(token(SOON))).isEqualTo(SOON);
    assertThat(new LoginExpiries(caller -> Optional.of(SOON)).of(token(LATER))).isEqualTo(SOON);
  }

  @Test
  void anApplicationThatFailsToSayItLetsNobodyIn() {
    LoginExpiries failing =
        new LoginExpiries(
            caller -> {
              throw new IllegalStateException("for this test");
            });

    try (LogCapture log = new LogCapture(LoginExpiries.class.getName())) {
      assertThatThrownBy(() -> failing.of(() -> "anna"))
          .isInstanceOfSatisfying(
              ProblemException.class,
              refused -> assertThat(refused.problem().status()).isEqualTo(Status.ERROR));
      assertThat(log.lines()).hasSize(1);
    }
  }

  /** A principal's class may be the server's, and live longer than the application. */
  @Test
  void whatIsKeptWithTheClassOfAPrincipalHoldsNothingOfTheApplication() throws Exception {
    WeakReference<ClassLoader> application = anApplicationThatWasAsked();

    await()
        .until(
            () -> {
              System.gc();
              return application.get() == null;
            });
  }

  private static WeakReference<ClassLoader> anApplicationThatWasAsked() throws Exception {
    ClassLoader loader = new ConsumersOfItsOwn();
    Class<?> expiries = loader.loadClass(LoginExpiries.class.getName());
    Class<?> expiry = loader.loadClass(LoginExpiry.class.getName());
    Object silent =
        Proxy.newProxyInstance(
            loader, new Class<?>[] {expiry}, (self, method, arguments) -> Optional.empty());
    Object asked = expiries.getConstructor(expiry).newInstance(silent);
    Object found = expiries.getMethod("of", Principal.class).invoke(asked, token(SOON));
    assertThat(found).isEqualTo(SOON);
    assertThat(expiries).isNotEqualTo(LoginExpiries.class);
    return new WeakReference<>(loader);
  }

  /** The classes of consumers, as another application has them. */
  private static final class ConsumersOfItsOwn extends ClassLoader {
    private static final String ROOM = LoginExpiry.class.getPackageName() + ".";

    ConsumersOfItsOwn() {
      super(LoginExpiry.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(ROOM)) {
        return super.loadClass(name, resolve);
      }
      Class<?> known = findLoadedClass(name);
      return known == null ? define(name) : known;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] code = Objects.requireNonNull(in, name).readAllBytes();
        return defineClass(name, code, 0, code.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}

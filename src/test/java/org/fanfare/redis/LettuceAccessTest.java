package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.fanfare.gate.Law;
import org.fanfare.harness.FreePort;
import org.fanfare.layer.LayerRig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may open a link, and what somebody is told who may not: TLS, the password, the rights. */
@Law(10)
final class LettuceAccessTest {
  private static final Keys KEYS = new Keys("ff");
  private static final Duration TIME_OUT = Duration.ofSeconds(1);
  private static final String PASSWORD = "s3cret";

  @TempDir private static Path folder;
  private static RedisServer server;
  private static RedisCommands<byte[], byte[]> operator;

  /** Redis may end a connection when rights change; whoever dials then dials again. */
  private static final int MOST_DIALS = 3;

  private static int tlsPort;
  private static List<X509Certificate> authorities;

  private final ThreadLoop loop = new ThreadLoop(() -> System.nanoTime() / 1_000_000);
  private final IdentityHashMap<LettuceServer, LettuceDialer> dialers = new IdentityHashMap<>();
  private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

  @BeforeAll
  static void startServer() throws IOException {
    Certificates certificates = Certificates.of(folder, "IP:127.0.0.1");
    authorities = certificates.authorities();
    tlsPort = FreePort.find();
    server = RedisServer.with(RedisServer.tls(tlsPort, certificates));
    operator = server.connect().sync();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @AfterEach
  void release() {
    dialers.values().forEach(LettuceDialer::close);
    loop.close();
  }

  private LettuceServer secured(String host, List<X509Certificate> trusted) {
    return new LettuceServer(
        RedisURI.Builder.redis(host, tlsPort).withSsl(true).build(), null, trusted, KEYS);
  }

  private LettuceServer as(String password) {
    RedisURI address =
        RedisURI.Builder.redis("127.0.0.1", server.port())
            .withAuthentication("fanfare", password)
            .build();
    return new LettuceServer(address, null, List.of(), KEYS);
  }

  private <T> CompletableFuture<T> onLoop(Supplier<CompletionStage<T>> question) {
    return CompletableFuture.supplyAsync(question, loop)
        .thenCompose(stage -> stage)
        .orTimeout(10, TimeUnit.SECONDS);
  }

  private LettuceDialer dialer(LettuceServer to) {
    return new LettuceDialer(loop, to, TIME_OUT, Executors.defaultThreadFactory());
  }

  private CompletableFuture<Link> dial(LettuceServer to) {
    LettuceDialer dialer = dialers.computeIfAbsent(to, this::dialer);
    return onLoop(() -> dialer.dial(new Noting()));
  }

  private final class Noting implements Link.Listener {
    @Override
    public void heard(byte[] channel, byte[] payload) {
      throw new AssertionError("nobody has subscribed");
    }

    @Override
    public void ended(String why) {
      ends.add(why);
    }
  }

  /** Returns why a link is not opened. */
  private String refusal(LettuceServer to) {
    Throwable failure = catchThrowable(dial(to)::join);
    assertThat(failure).isInstanceOf(CompletionException.class);
    assertThat(failure.getCause())
        .isInstanceOf(LinkException.class)
        .satisfies(cause -> assertThat(((LinkException) cause).mayHaveHappened()).isFalse());
    return failure.getCause().getMessage();
  }

  private static void rights(List<String> rights) {
    CommandArgs<byte[], byte[]> words =
        new CommandArgs<>(ByteArrayCodec.INSTANCE)
            .add("SETUSER")
            .add("fanfare")
            .add("reset")
            .add("on")
            .add(">" + PASSWORD);
    rights.forEach(words::add);
    assertThat(
            operator.dispatch(CommandType.ACL, new StatusOutput<>(ByteArrayCodec.INSTANCE), words))
        .isEqualTo("OK");
  }

  @Test
  void withTheRightAuthorityALinkByTlsIsOpened() {
    Link link = LayerRig.answer(dial(secured("127.0.0.1", authorities)));

    assertThat(LayerRig.answer(onLoop(link::look))).isEqualTo(link.life());
  }

  @Test
  void aCertificateOfAnAuthorityThatIsNotTrustedIsRefused() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    List<X509Certificate> others = Certificates.of(other, "IP:127.0.0.1").authorities();

    assertThat(
            List.of(
                refusal(secured("127.0.0.1", List.of())), refusal(secured("127.0.0.1", others))))
        .allSatisfy(
            why ->
                assertThat(why)
                    .contains("is signed by nobody who is trusted")
                    .contains("redis.tls.authorities"));
  }

  @Test
  void theCertificateMustBeThatOfTheHost() {
    assertThat(refusal(secured("localhost", authorities)))
        .contains("is not that of the host in redis.servers")
        .contains("localhost");
  }

  @Test
  void aPortWithoutTlsIsTold() {
    RedisURI plainPort = RedisURI.Builder.redis("127.0.0.1", server.port()).withSsl(true).build();

    assertThat(refusal(new LettuceServer(plainPort, null, authorities, KEYS)))
        .contains("does not speak TLS");
  }

  @Test
  void aPortOfTlsIsTold() {
    assertThat(refusal(RedisServer.plain(tlsPort))).contains("rediss://");
  }

  @Test
  void eachRightThatIsDocumentedIsNeededAndNamedWhereItIsLacking() throws IOException {
    List<String> all = DocumentedRights.words();
    rights(all);
    LettuceServer user = as(PASSWORD);
    LayerRig.answer(dial(user));
    Map<String, String> unnamed = new TreeMap<>();
    for (String right : all) {
      rights(all.stream().filter(other -> !other.equals(right)).toList());
      String named = right.replace("+", "");
      String why = "";
      for (int dials = 0; dials < MOST_DIALS && !why.contains(named); dials++) {
        why = dial(user).handle((link, failure) -> String.valueOf(failure)).join();
      }
      if (!why.contains(named) && !right.equals("-@all")) {
        unnamed.put(right, why);
      }
    }

    assertThat(unnamed).isEmpty();
  }

  @Test
  void aRightThatIsTakenAwayEndsTheLinkAndIsNamedByTheNext() throws Exception {
    rights(DocumentedRights.words());
    Link link = LayerRig.answer(dial(as(PASSWORD)));
    rights(DocumentedRights.words().stream().filter(right -> !right.equals("+zadd")).toList());

    Throwable failure =
        catchThrowable(
            onLoop(
                    () ->
                        link.run(
                            Script.NODES,
                            List.of(KEYS.nodes()),
                            List.of(Request.text("n"), Request.text(1000), Request.text(0))))
                ::join);

    assertThat(failure.getCause())
        .hasMessageContaining("can't run")
        .extracting(cause -> ((LinkException) cause).mayHaveHappened())
        .isEqualTo(false);
    assertThat(ends.poll(10, TimeUnit.SECONDS)).contains("can't run");
    assertThat(refusal(as(PASSWORD))).contains("lacks the rights +zadd;");
  }

  @Test
  void aWrongPasswordIsTold() throws IOException {
    rights(DocumentedRights.words());

    assertThat(refusal(as("wrong"))).contains("WRONGPASS");
  }
}

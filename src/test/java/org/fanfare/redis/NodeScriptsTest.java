package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fanfare.gate.Law;
import org.fanfare.layer.LayerRig;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The scripts about nodes of a real server and those of {@link StoreFake} give the same replies to
 * the same calls, byte for byte, whatever is asked (R18).
 */
@Law({4, 7})
final class NodeScriptsTest {
  private static final Keys KEYS = new Keys("ff");
  private static final int CALLS = 1500;
  private static final long LASTS = 5_400_000; // never near a bound
  private static final List<NodeTag> NODES =
      IntStream.range(0, 6).mapToObj(i -> new NodeTag("node-" + i + "_AAAA")).toList();

  /** Of these somebody hears what is sent to them. */
  private static final List<NodeTag> HEARING = NODES.subList(0, 3);

  private static RedisServer server;
  private static RedisCommands<byte[], byte[]> redis;

  private final StoreFake fake =
      new StoreFake(System::currentTimeMillis, 1, StoreFake.Network.DIRECT, Set.of());
  private final Map<String, Integer> words = new TreeMap<>();
  private final ThreadLoop loop = new ThreadLoop(() -> System.nanoTime() / 1_000_000);
  private final List<GroupsContract.Line> lines = new ArrayList<>();
  private long shift;
  private int calls;

  @BeforeAll
  static void startServer() throws IOException {
    server = new RedisServer();
    redis = server.withScripts();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @BeforeEach
  void subscribe() {
    redis.flushall();
    subscribe(new LettuceLine(loop, server.port()));
    subscribe(fake.line(loop));
  }

  private void subscribe(GroupsContract.Line line) {
    lines.add(line);
    LayerRig.answer(
        CompletableFuture.supplyAsync(() -> line.dial(new Deaf()), loop)
            .thenCompose(link -> link)
            .thenComposeAsync(
                link -> link.subscribe(HEARING.stream().map(n -> KEYS.inbox(n.value())).toList()),
                loop)
            .thenApply(confirmed -> true));
  }

  @AfterEach
  void release() {
    lines.forEach(GroupsContract.Line::close);
    loop.close();
  }

  /** Hears what is sent, and does nothing. */
  private static final class Deaf implements Link.Listener {
    @Override
    public void heard(byte[] channel, byte[] payload) {
      assertThat(HEARING.stream().map(n -> text(KEYS.inbox(n.value())))).contains(text(channel));
    }

    @Override
    public void ended(String why) {
      // with the test
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void bothGiveTheSameReplies(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < CALLS; i++) {
      act(random, NODES.get(random.nextInt(NODES.size())));
    }
    assertThat(words)
        .containsOnlyKeys("ABSENT", "GONE", "KEPT", "NO_CHANNEL", "OK", "OTHERS", "OURS", "SENT");
  }

  private void act(Random random, NodeTag node) {
    byte[] lease = KEYS.lease(node.value());
    byte[] name = Request.text(node.value());
    byte[] lasts = Request.text(LASTS + 1000L * calls); // no two end at the same time
    switch (random.nextInt(8)) {
      case 0 -> delete(random.nextBoolean() ? lease : KEYS.once("feed-" + random.nextInt(3)));
      case 1 -> shift = Math.max(0, shift + 3_600_000L * (random.nextInt(4) - 1));
      case 2 -> call(Script.LEASE, List.of(lease), List.of(name, lasts));
      case 3, 4 ->
          call(Script.NODES, List.of(KEYS.nodes()), List.of(name, lasts, Request.text(shift)));
      case 5 ->
          call(Script.ONCE, List.of(KEYS.once("feed-" + random.nextInt(3))), List.of(name, lasts));
      default -> {
        ChannelRequest request = request(random, node);
        call(Script.SEND, Deliver.keys(KEYS, node), Deliver.arguments(KEYS, node, request));
      }
    }
  }

  private static ChannelRequest request(Random random, NodeTag node) {
    ChannelName channel = new ChannelName(node.value() + "c".repeat(24));
    ChannelRequest.Action action = new ChannelRequest.Remove(new GroupName("any.group"));
    return new ChannelRequest(random.nextLong(), NODES.get(0), channel, action);
  }

  private void delete(byte[] key) {
    redis.del(key);
    fake.forgetKey(key);
  }

  private void call(Script script, List<byte[]> keys, List<byte[]> arguments) {
    calls++;
    List<Object> reply =
        redis.evalsha(
            ScriptTexts.digest(script),
            ScriptOutputType.MULTI,
            keys.toArray(byte[][]::new),
            arguments.toArray(byte[][]::new));
    List<Object> same = fake.run(script, keys, arguments);
    assertThat(text(same)).as("call %d, %s", calls, script).isEqualTo(text(reply));
    words.merge(Request.wordOf(reply), 1, Integer::sum);
  }

  private static String text(Object reply) {
    if (reply instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
    return reply instanceof List<?> list
        ? list.stream().map(NodeScriptsTest::text).collect(Collectors.joining(" ", "[", "]"))
        : String.valueOf(reply);
  }
}

package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.fanfare.gate.Law;
import org.fanfare.layer.PublishKey;
import org.fanfare.log.Epoch;
import org.fanfare.log.GroupPolicy;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The scripts of a real server and those of {@link StoreFake} give the same replies to the same
 * calls, byte for byte, whatever is asked (R1, R3, R4, R10, R20).
 */
@Law({1, 2, 4, 6})
final class ScriptsTest {
  private static final Keys KEYS = new Keys("ff");
  private static final int CALLS = 2500;
  private static RedisServer server;
  private static RedisCommands<byte[], byte[]> redis;

  private final AtomicLong time = new AtomicLong();
  private final StoreFake fake = new StoreFake(time::get, 1, StoreFake.Network.DIRECT, Set.of());
  private final Map<String, Position> known = new HashMap<>();
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

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void bothGiveTheSameReplies(long seed) {
    redis.flushall();
    Random random = new Random(seed);
    Map<String, Integer> words = new TreeMap<>();
    for (int i = 0; i < CALLS; i++) {
      act(random, words);
    }
    assertThat(words).containsOnlyKeys("FULL", "LIFE", "NONE", "OK", "REPLAY", "REUSED");
  }

  private void act(Random random, Map<String, Integer> words) {
    GroupName group = new GroupName("g" + random.nextInt(4));
    GroupPolicy policy = policy(group);
    int what = random.nextInt(100);
    if (what < 2) {
      byte[] gone = random.nextBoolean() ? KEYS.log(group) : KEYS.meta(group);
      redis.del(gone);
      fake.forgetKey(gone);
    } else if (what < 5) {
      shift = Math.max(0, shift + 3_600_000L * (random.nextInt(4) - 1)); // never near a bound
    } else if (what < 12) {
      GroupName other = new GroupName("h" + random.nextInt(9));
      call(
          words,
          Script.ADMIT,
          Admit.keys(KEYS, policy),
          Admit.arguments(other, policy, 5_400_000, shift));
    } else {
      Request<?> request = request(random, group, policy);
      long life = 7L + random.nextInt(25) / 24;
      Long seen = random.nextBoolean() ? Long.valueOf(15 - life) : null;
      Request.Fence fence =
          new Request.Fence(life, seen, Epoch.random(random), mayBegin(random, request), shift);
      List<Object> reply =
          call(words, request.script(), request.keys(KEYS), request.arguments(fence, KEYS));
      if (Request.wordOf(reply).equals("OK") && request instanceof Publish publish) {
        known.put(
            group.value() + random.nextInt(5),
            ((Publish.Accepted) publish.answer(reply)).position());
      }
    }
  }

  private static boolean mayBegin(Random random, Request<?> request) {
    return random.nextInt(4) > 0 && !(request instanceof Discard);
  }

  private static GroupPolicy policy(GroupName group) {
    int kind = group.value().charAt(1) - '0';
    return new GroupPolicy(
        "rule",
        5,
        List.of(3, 1000, 20, 7).get(kind % 4),
        List.of(1_000_000L, 1500L, 900L, 5000L).get(kind % 4),
        Duration.ofMinutes(90),
        Duration.ofMinutes(90));
  }

  private Request<?> request(Random random, GroupName group, GroupPolicy policy) {
    if (random.nextInt(15) == 0) {
      return random.nextInt(3) > 0
          ? Discard.trim(group, policy, random.nextInt(30))
          : Discard.restart(group, policy);
    }
    if (random.nextInt(10) < 6) {
      Message message = Message.text("x".repeat(random.nextInt(300)));
      PublishKey key =
          random.nextInt(3) > 0
              ? null
              : new PublishKey("k" + random.nextInt(30), "f" + random.nextInt(2));
      return new Publish(group, policy, message, key, Duration.ofMinutes(90));
    }
    Position after =
        switch (random.nextInt(4)) {
          case 0 -> new Position(new Epoch(random.nextLong()), random.nextInt(9));
          case 1 -> null;
          default ->
              known.getOrDefault(group.value() + random.nextInt(5), new Position(new Epoch(1), 1));
        };
    if (after != null && random.nextBoolean()) {
      after = new Position(after.epoch(), Math.max(0, after.offset() + random.nextInt(9) - 6));
    }
    return new Read(group, policy, after, random.nextInt(9), random.nextBoolean());
  }

  private List<Object> call(
      Map<String, Integer> words, Script script, List<byte[]> keys, List<byte[]> arguments) {
    calls++;
    List<Object> reply =
        redis.evalsha(
            ScriptTexts.digest(script),
            ScriptOutputType.MULTI,
            keys.toArray(byte[][]::new),
            arguments.toArray(byte[][]::new));
    time.set(timeOf(script, reply));
    List<Object> same = fake.run(script, keys, arguments);
    assertThat(text(same)).as("call %d, %s", calls, script).isEqualTo(text(reply));
    words.merge(Request.wordOf(reply), 1, Integer::sum);
    return reply;
  }

  /** Returns the server's time of a reply, if it tells it. */
  private long timeOf(Script script, List<Object> reply) {
    boolean isOk = Request.wordOf(reply).equals("OK");
    int index =
        switch (script) {
          case PUBLISH -> 3;
          case READ -> 4;
          case TRIM, RESTART -> 2;
          case ADMIT, SEND, LEASE, NODES, ONCE, RIGHTS -> -1;
        };
    return isOk && index > 0 ? (long) reply.get(index) - shift : System.currentTimeMillis();
  }

  private static String text(Object reply) {
    if (reply instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    return reply instanceof List<?> list
        ? list.stream().map(ScriptsTest::text).collect(Collectors.joining(" ", "[", "]"))
        : String.valueOf(reply);
  }
}

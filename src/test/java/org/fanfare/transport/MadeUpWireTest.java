package org.fanfare.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fanfare.connection.ConnectionSettings;
import org.fanfare.connection.Connections;
import org.fanfare.connection.ConnectionsByUser;
import org.fanfare.connection.Ended;
import org.fanfare.connection.PendingBounds;
import org.fanfare.connection.SocketLimits;
import org.fanfare.gate.Law;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.HeldOpenings;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Policies;
import org.fanfare.log.Cursor;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.message.GroupName;
import org.fanfare.publish.PublishRig;
import org.fanfare.session.Encoders;
import org.fanfare.session.Sessions;
import org.fanfare.session.StartPositions;
import org.fanfare.session.StreamTimes;
import org.fanfare.session.Subscriptions;
import org.fanfare.threads.Shard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws hold with every protocol over a transport of which Fanfare knows nothing. */
final class MadeUpWireTest {
  private static final GroupName GROUP = PublishRig.OPEN;
  private static final Duration HEARTBEAT = Duration.ofSeconds(25);
  private static final Shard SHARD = new Shard(Runnable::run);
  private static final int MANY = 300;
  private static final int FEW = 10;
  private static final int WRITE_MAX = 2000;
  private static final int ROOM = 100_000;

  private final PublishRig publishing = new PublishRig();
  private final UnfinishedTotal begun = new UnfinishedTotal(ROOM, HEARTBEAT, System::nanoTime);

  private Sessions sessions(ChannelLayer layer) {
    Connections connections =
        new Connections(
            List.of((Executor) Runnable::run),
            new ConnectionSettings(
                100,
                WRITE_MAX,
                HEARTBEAT,
                SocketLimits.replies(MANY),
                new PendingBounds(1 << 20, 1 << 24),
                Duration.ZERO),
            System::nanoTime,
            new Random(1));
    return new Sessions(
        connections,
        new ConnectionsByUser(),
        layer,
        publishing.over(layer),
        publishing.rights,
        1 << 16,
        begun::take,
        new StreamTimes(HEARTBEAT, HEARTBEAT),
        new Random(1),
        Encoders.NONE);
  }

  private Sessions sessions(LayerRig memory) {
    return sessions(memory.layer());
  }

  static Stream<Arguments> protocolsAndSeeds() {
    return Stream.of(MadeUpClient.Protocol.values())
        .flatMap(each -> IntStream.range(0, 10).mapToObj(seed -> Arguments.of(each, seed)));
  }

  @ParameterizedTest
  @MethodSource("protocolsAndSeeds")
  @Law(
      value = {1, 2, 3},
      on = {})
  void whateverHappensToTheWireEachMessageComesOnceAndInOrder(
      MadeUpClient.Protocol protocol, int seed) {
    Random random = new Random(seed);
    LayerRig memory = MemoryRigs.rig(Policies.ROOMY);
    MadeUpClient client = new MadeUpClient(protocol, sessions(memory), GROUP, random);
    for (int i = 1; i <= MANY; i++) {
      memory.publish(GROUP, String.valueOf(i));
      if (random.nextInt(3) == 0) {
        client.wire().takes();
      }
      boolean leaves = protocol.hasCursor() && random.nextInt(20) == 0;
      if (leaves || client.wire().closed() != null) {
        client.comesBack();
      }
    }

    client.takesAll(MANY);

    assertThat(client.checker().isKept()).isTrue();
    assertThat(client.checker().given()).isEqualTo(MANY);
  }

  @ParameterizedTest
  @EnumSource
  @Law(
      value = 2,
      on = {})
  void whatIsLostToOneWhoTakesNothingIsNamed(MadeUpClient.Protocol protocol) {
    LayerRig memory = MemoryRigs.rig(Policies.count(FEW));
    MadeUpClient client = new MadeUpClient(protocol, sessions(memory), GROUP, new Random(1));
    client.wire().stick();
    memory.publishMany(GROUP, MANY);

    client.takesAll(MANY);

    assertThat(client.checker().isKept()).isTrue();
    if (protocol.hasCursor()) {
      assertThat(client.checker().given() + client.checker().missed()).isEqualTo(MANY);
      assertThat(client.checker().missed()).isPositive();
    } else {
      assertThat(client.wire().closed())
          .extracting(Ended::code, Ended::text)
          .satisfies(told -> assertThat(told.toString()).contains("4001, gap " + GROUP));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BARE", "FANFARE"})
  @Law(
      value = 2,
      on = {})
  void whatIsPublishedBetweenTheRequestAndTheSocketIsNotMissedHoweverLateTheLayerIs(
      MadeUpClient.Protocol protocol) {
    LayerRig memory = MemoryRigs.rig(Policies.ROOMY);
    HeldOpenings late = new HeldOpenings();
    ChannelLayer layer = late.of(memory.layer());
    CompletionStage<StartPositions> starts =
        new Subscriptions(layer).settled(SHARD, List.of(GROUP), StartPositions.NOW);
    memory.publish(GROUP, "1");
    MadeUpClient client = new MadeUpClient(protocol, sessions(layer), GROUP, new Random(1), starts);
    memory.publish(GROUP, "2");

    late.letGo();
    memory.publish(GROUP, "3");
    client.takesAll(3);

    assertThat(client.checker().isKept()).isTrue();
    assertThat(client.checker().given()).isEqualTo(3);
  }

  @Test
  @Law(
      value = {2, 3},
      on = {})
  void aSocketWithACursorMissesNothingHoweverLateTheLayerIs() {
    LayerRig memory = MemoryRigs.rig(Policies.ROOMY);
    HeldOpenings late = new HeldOpenings();
    Cursor held = Cursor.of(GROUP, memory.publish(GROUP, "1").position());
    memory.publish(GROUP, "2");
    MadeUpClient client =
        new MadeUpClient(
            MadeUpClient.Protocol.FANFARE,
            sessions(late.of(memory.layer())),
            GROUP,
            new Random(1),
            CompletableFuture.completedFuture(StartPositions.parse(held.text(), null)));
    client.checker().begin(0, 1);
    memory.publish(GROUP, "3");

    late.letGo();
    memory.publish(GROUP, "4");
    client.takesAll(4);

    assertThat(client.checker().isKept()).isTrue();
    assertThat(client.checker().given()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(names = {"BARE", "FANFARE"})
  @Law(
      value = {1, 2},
      on = {})
  void whatASocketSendsBeforeItsReadersAreOpenIsPublishedThenAndInOrder(
      MadeUpClient.Protocol protocol) {
    LayerRig memory = MemoryRigs.rig(Policies.ROOMY);
    HeldOpenings late = new HeldOpenings();
    ChannelLayer layer = late.of(memory.layer());
    MadeUpClient client =
        new MadeUpClient(
            protocol,
            sessions(layer),
            GROUP,
            new Random(1),
            CompletableFuture.completedFuture(StartPositions.NOW));
    String frame =
        protocol == MadeUpClient.Protocol.BARE ? "%d" : "{\"publish\":{\"text\":\"%d\"}}";
    for (int i = 1; i <= FEW; i++) {
      client.session().inbox().text(frame.formatted(i));
    }
    assertThat(memory.layer().statistics().logPublications()).isZero();

    late.letGo();
    client.session().inbox().text(frame.formatted(FEW + 1));
    client.takesAll(FEW + 1);

    assertThat(client.checker().isKept()).isTrue();
    assertThat(client.checker().given()).isEqualTo(FEW + 1);
  }

  @Test
  @Law(
      value = 6,
      on = {})
  void whoSendsTooMuchBeforeItsReadersAreOpenIsEnded() {
    LayerRig memory = MemoryRigs.rig(Policies.ROOMY);
    HeldOpenings late = new HeldOpenings();
    MadeUpClient client = early(sessions(late.of(memory.layer())));

    for (int i = 0; i < MANY; i++) {
      client.session().inbox().text("x");
    }

    assertThat(client.wire().closed())
        .isEqualTo(Ended.refused("it sends too much before what it reads is open"));
    late.letGo();
    assertThat(memory.layer().statistics().logPublications()).isZero();
    assertThat(memory.layer().statistics().readers()).isZero();
    assertThat(begun.used()).isZero();
  }

  @Test
  @Law(
      value = 6,
      on = {})
  void whatSocketsSendBeforeTheirReadersAreOpenHasOneBoundForAll() {
    LayerRig memory = MemoryRigs.rig(Policies.ROOMY);
    HeldOpenings late = new HeldOpenings();
    Sessions sessions = sessions(late.of(memory.layer()));
    MadeUpClient first = early(sessions);
    MadeUpClient second = early(sessions);
    String large = "x".repeat(ROOM / 4);

    first.session().inbox().text(large);
    second.session().inbox().text(large); // counts twice its characters, which no longer fits

    assertThat(second.wire().closed()).isEqualTo(Ended.BEGUN_TOTAL);
    assertThat(first.wire().closed()).isNull();
    assertThat(begun.used()).isBetween(ROOM / 2L, ROOM / 2L + 1000);
    late.letGo();
    assertThat(begun.used()).isZero();
    assertThat(memory.layer().statistics().published()).isEqualTo(1);
  }

  private static MadeUpClient early(Sessions sessions) {
    return new MadeUpClient(
        MadeUpClient.Protocol.BARE,
        sessions,
        GROUP,
        new Random(1),
        CompletableFuture.completedFuture(StartPositions.NOW));
  }

  @Test
  @Law(
      value = 4,
      on = {})
  void eachPublishIsAnsweredOnce() {
    LayerRig memory = MemoryRigs.rig(Policies.ROOMY);
    Random random = new Random(1);
    MadeUpClient client =
        new MadeUpClient(MadeUpClient.Protocol.FANFARE, sessions(memory), GROUP, random);
    for (int i = 1; i <= MANY; i++) {
      client
          .session()
          .inbox()
          .text("{\"publish\":{\"id\":\"%d\",\"text\":\"%d\"}}".formatted(i, i));
      if (random.nextInt(3) == 0) {
        client.wire().takes();
      }
    }

    client.takesAll(MANY);

    assertThat(client.replies()).hasSize(MANY).allMatch(reply -> reply.contains("202"));
    for (int i = 1; i <= MANY; i++) {
      String id = "\"id\":\"" + i + "\"";
      assertThat(client.replies()).filteredOn(reply -> reply.contains(id)).hasSize(1);
    }
    assertThat(client.checker().given()).isEqualTo(MANY);
  }

  @ParameterizedTest
  @EnumSource
  @Law(
      value = 5,
      on = {})
  void whoTakesNothingCostsOneWriteAndHarmsNobody(MadeUpClient.Protocol protocol) {
    LayerRig memory = MemoryRigs.rig(Policies.ROOMY);
    Sessions sessions = sessions(memory);
    MadeUpClient slow = new MadeUpClient(protocol, sessions, GROUP, new Random(1));
    slow.wire().stick();
    MadeUpClient quick =
        new MadeUpClient(MadeUpClient.Protocol.FANFARE, sessions, GROUP, new Random(2));
    for (int i = 1; i <= MANY; i++) {
      memory.publish(GROUP, String.valueOf(i));
      quick.wire().takesAll();
    }
    quick.understands();

    assertThat(quick.checker().isKept()).isTrue();
    assertThat(quick.checker().given()).isEqualTo(MANY);
    assertThat(slow.wire().waiting()).isLessThan(2L * WRITE_MAX);
    slow.takesAll(MANY);
    assertThat(slow.checker().isKept()).isTrue();
    assertThat(slow.checker().given()).isEqualTo(MANY);
  }
}

package org.fanfare.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.fanfare.gate.Law;
import org.fanfare.layer.LayerState;
import org.junit.jupiter.api.Test;

/** What an operator is told of a server that answers and does not do all that it is asked (R10). */
@Law(10)
final class HindrancesTest {
  private final Hindrances hindrances = new Hindrances();

  private static LinkException refused(String said) {
    return new LinkException(LinkException.Kind.REFUSED, said);
  }

  private LayerState.Kind worst(long now) {
    Hindrances.Hindrance worst = hindrances.worst(now);
    return worst == null ? LayerState.Kind.UP : worst.kind();
  }

  @Test
  void itIsOverWhenNothingHasShownItForAWhile() {
    hindrances.refused(refused("OOM command not allowed"), 1000);
    assertThat(worst(1000 + Hindrances.LASTS - 1)).isEqualTo(LayerState.Kind.FULL);

    hindrances.refused(refused("OOM command not allowed"), 4000);
    assertThat(worst(4000 + Hindrances.LASTS - 1)).isEqualTo(LayerState.Kind.FULL);

    assertThat(worst(4000 + Hindrances.LASTS)).isEqualTo(LayerState.Kind.UP);
  }

  @Test
  void ofSeveralTheWorstIsTold() {
    hindrances.looked(new ServerMemory("allkeys-lru", 100, false), 0);
    assertThat(hindrances.worst(0).kind()).isEqualTo(LayerState.Kind.MISCONFIGURED);
    assertThat(hindrances.worst(0).why()).contains("allkeys-lru").contains("noeviction");

    hindrances.looked(new ServerMemory("allkeys-lru", 100, true), 1);
    assertThat(worst(1)).isEqualTo(LayerState.Kind.FULL);

    hindrances.refused(refused("MISCONF Errors writing to the AOF file"), 2);
    assertThat(worst(2)).isEqualTo(LayerState.Kind.READ_ONLY);
    assertThat(hindrances.worst(2).why()).contains("AOF");

    hindrances.forget();
    assertThat(worst(2)).isEqualTo(LayerState.Kind.UP);
  }

  @Test
  void anotherRefusalIsNone() {
    hindrances.refused(refused("WRONGTYPE Operation against a key"), 0);
    hindrances.looked(new ServerMemory("noeviction", 0, false), 0);

    assertThat(worst(0)).isEqualTo(LayerState.Kind.UP);
  }

  @Test
  void aServerIsFullWhenItUsesMoreThanItMayNotCountingWhatRedisDoesNotCount() {
    Map<String, String> fields =
        Map.of(
            "used_memory",
            "1100",
            "mem_not_counted_for_evict",
            "100",
            "maxmemory",
            "1000",
            "maxmemory_policy",
            "noeviction");

    assertThat(ServerMemory.of(fields)).isEqualTo(new ServerMemory("noeviction", 1000, false));
    assertThat(ServerMemory.of(Map.of("used_memory", "1001", "maxmemory", "1000")).isFull())
        .isTrue();
    assertThat(ServerMemory.of(Map.of("used_memory", "1001", "maxmemory", "0")).isFull()).isFalse();
    assertThat(ServerMemory.of(Map.of()).evicts()).isFalse();
  }

  @Test
  void aServerThatIsTooOldIsNamed() {
    String info =
        """
        redis_version:6.2.14
        run_id:a
        role:master
        master_replid2:b
        second_repl_offset:-1
        """;

    assertThatThrownBy(ServerInfo.of(info)::check)
        .hasMessage("the server is Redis 6.2.14; right is 7.0 or newer, or Valkey");
    ServerInfo.of(info.replace("6.2.14", "7.0.0")).check();
    ServerInfo.of(info.replace("6.2.14", "255.255.255")).check();
    assertThatThrownBy(
            ServerInfo.of(info.replace("6.2.14", "7.0.0").replace("role:master", "role:slave"))
                ::check)
        .hasMessage("the server is not a master");
  }
}

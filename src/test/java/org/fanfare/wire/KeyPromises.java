package org.fanfare.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Answer;
import org.fanfare.wire.kit.Deployments;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Http;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What keys with a name and a scope permit. The key {@link #SHOP} may publish to {@code shop.*},
 * where {@code key:shop} may, and {@link #SCRAPER} may see the metrics.
 */
@Law(
    value = 9,
    on = {})
public interface KeyPromises extends OnTheWire {
  String SHOP = "shop-key-0123456789";
  String SCRAPER = "scraper-key-0123456789";

  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "X-API-Key"})
  @Law(9)
  default void aKeyPublishesWhereItsNameMay(String header) {
    String group = Groups.fresh("shop");

    assertThat(publish(group, header, SHOP).status()).isEqualTo(202);
    assertThat(publish(group, header, Deployments.KEY).problem()).isEqualTo("403 refused");
    assertThat(publish(group, header, SCRAPER).problem()).isEqualTo("403 refused");
    assertThat(publish(group, header, "wrong-key-0123456789").problem())
        .isEqualTo("401 unauthenticated");
    assertThat(read(group, header, Deployments.KEY).status()).isEqualTo(200);
    assertThat(read(group, header, SHOP).problem()).isEqualTo("403 refused");
  }

  @Test
  default void aKeyForOtherGroupsIsNoneWhereAnyKeyMay() {
    String group = Groups.fresh("key");

    assertThat(publish(group, "X-API-Key", Deployments.KEY).status()).isEqualTo(202);
    Answer refused = publish(group, "X-API-Key", SHOP);
    assertThat(refused.problem()).isEqualTo("403 refused");
    assertThat(refused.body()).contains("the key shop is not for this group, but for shop.*");
  }

  @Test
  default void theKeyThatScrapesSeesTheFiguresAndThatOfTheShopDoesNot() {
    for (String path : new String[] {"metrics", "statistics", "health"}) {
      assertThat(Http.get(server().api(path), "X-API-Key", SCRAPER).status()).isEqualTo(200);
      Answer refused = Http.get(server().api(path), "Authorization", "Bearer " + SHOP);
      assertThat(refused.problem()).isEqualTo("403 refused");
      assertThat(refused.body()).doesNotContain(SHOP);
    }
  }

  private Answer publish(String group, String header, String key) {
    return Http.post(server().groups(group, ""), "text/plain", "x", header, sent(header, key));
  }

  private Answer read(String group, String header, String key) {
    return Http.get(server().groups(group, "wait=0"), header, sent(header, key));
  }

  private static String sent(String header, String key) {
    return header.equals("Authorization") ? "Bearer " + key : key;
  }
}

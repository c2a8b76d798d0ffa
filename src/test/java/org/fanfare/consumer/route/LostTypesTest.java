package org.fanfare.consumer.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.consumer.route.ClassesOfConsumers.warnings;

import jakarta.annotation.security.PermitAll;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rule P11: the start warns of a record of which JSON-B loses the types of elements. Whether it
 * does depends on the Java that compiled and the one that runs, so it is asked.
 */
final class LostTypesTest {
  private static final Jsonb JSONB = JsonbBuilder.create();

  public record Photo(String title) {}

  public record Implicit(List<Photo> photos) {}

  public record Compact(List<Photo> photos) {
    public Compact {
      Objects.requireNonNull(photos);
    }
  }

  public record Whole(List<Photo> photos) {
    public Whole(List<Photo> photos) {
      this.photos = photos;
    }
  }

  public record Plain(String title, Photo cover) {
    public Plain {
      Objects.requireNonNull(cover);
    }
  }

  public record Album(Map<String, Compact> galleries) {}

  @ParameterizedTest
  @ValueSource(classes = {Implicit.class, Compact.class, Whole.class})
  void whatIsToldIsWhatJsonBDoes(Class<?> type) throws Exception {
    Object gallery = JSONB.fromJson("{\"photos\":[{\"title\":\"sea\"}]}", type);

    Object element = ((List<?>) type.getMethod("photos").invoke(gallery)).get(0);

    assertThat(LostTypes.in(type)).hasSize(element instanceof Photo ? 0 : 1);
  }

  @ParameterizedTest
  @ValueSource(classes = {Implicit.class, Whole.class, Plain.class, String.class, Map.class})
  void whatIsNeverLostIsNotTold(Class<?> type) {
    assertThat(LostTypes.in(type)).isEmpty();
  }

  @Test
  void recordsWithinRecordsAreLookedInto() {
    assertThat(LostTypes.in(Album.class)).isEqualTo(LostTypes.in(Compact.class));
  }

  public record Tree(String name, List<Tree> children) {}

  @Test
  void aRecordThatContainsItselfIsLookedIntoOnce() {
    assertThat(LostTypes.in(Tree.class)).isEmpty();
  }

  @Route("/albums")
  @PermitAll
  static class Albums implements Consumer {
    @FromClient("album")
    void album(Album album) {}
  }

  @Test
  void theWarningNamesClassHandlerAndMember() {
    assertThat(warnings(Albums.class))
        .hasSameSizeAs(LostTypes.in(Album.class))
        .allSatisfy(
            warning ->
                assertThat(warning)
                    .contains(Albums.class.getName() + " has the handler album(Album), which takes")
                    .contains("Compact, for whose member photos JSON-B may make a raw List"));
  }
}

package org.fanfare.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.fanfare.message.GroupName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CursorTest {
  private static final GroupName BOARD = new GroupName("demo.board");
  private static final String SIGNS =
      "ABCXYZabcxyz0123456789-_.~=+/ \u00e9\u0661\uff11\ud83d\ude00";

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @Test
  void itSaysWhereItIsInEachOfItsGroupsAndInNoOther() {
    Position position = new Position(new Epoch(-1), 12);

    Cursor cursor = Cursor.of(BOARD, position);

    assertThat(cursor.in(BOARD)).contains(position);
    assertThat(cursor.in(new GroupName("demo.other"))).isEmpty();
  }

  @Test
  void aLaterPositionTakesThePlaceOfTheEarlier() {
    Cursor.Key key = Cursor.Key.of(BOARD);
    Position later = new Position(new Epoch(1), 13);

    Cursor cursor = Cursor.of(BOARD, new Position(new Epoch(1), 12)).with(key, later);

    assertThat(cursor).isEqualTo(Cursor.of(BOARD, later));
  }

  @Test
  void itTellsNoNames() {
    assertThat(Cursor.of(BOARD, new Position(new Epoch(5), 1)).text())
        .doesNotContain("demo", "board");
  }

  @Test
  void theSamePlaceIsTheSameTextOnEveryNode() {
    assertThat(Cursor.of(BOARD, new Position(new Epoch(5), 35)).text())
        .isEqualTo("1" + Epoch.text(Cursor.Key.of(BOARD).hash()) + "AAAAAAAAAAU" + "z");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void itsTextIsReadBackAsItselfAndFitsIntoItsLengthAndCharacters(long seed) {
    Random random = new Random(seed);

    Cursor cursor = random(random, 1 + random.nextInt(16));

    assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor).hasSameHashCodeAs(cursor);
    assertThat(cursor.text()).matches("[A-Za-z0-9_.~-]{1,1024}");
  }

  @Test
  void sixteenGroupsAtTheirLargestOffsetsFit() {
    Cursor cursor = Cursor.empty();
    for (int i = 0; i < 16; i++) {
      Position last = new Position(new Epoch(-i), Long.MAX_VALUE - 1);
      cursor = cursor.with(Cursor.Key.of(new GroupName("g" + i)), last);
    }

    assertThat(cursor.text()).hasSizeLessThanOrEqualTo(Cursor.MAX_LENGTH);
    assertThat(Cursor.parse(cursor.text())).isEqualTo(cursor);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aDamagedTextIsEitherRefusedOrIsACursorOfItsOwn(long seed) {
    Random random = new Random(seed);

    for (int i = 0; i < 200; i++) {
      String damaged = damage(random(random, 1 + random.nextInt(3)).text(), random);
      parsed(damaged).ifPresent(c -> assertThat(c.text()).isEqualTo(damaged));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "2", "start", "now", "1~", "1AAAAAAAAAAAAAAAAAAAAAA", "null", "-1", " 1"})
  void whatIsNoCursorIsRefusedWithWhatWouldBeRight(String text) {
    assertThatThrownBy(() -> Cursor.parse(text))
        .isInstanceOf(InvalidCursorException.class)
        .hasMessageContaining("exactly as it was received");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1y2p0ij32e8e7", "1y2p0ij32e8e8", "-1", "+1", "01", "A", "\u0661"})
  void anOffsetThatNoPublicationCanHaveIsRefused(String offset) {
    String text = "1" + "A".repeat(22) + offset;

    assertThat(parsed("1" + "A".repeat(22) + "1y2p0ij32e8e6")).isPresent();
    assertThatThrownBy(() -> Cursor.parse(text)).isInstanceOf(InvalidCursorException.class);
  }

  @Test
  void aGroupNamedTwiceIsRefused() {
    String one = Cursor.of(BOARD, new Position(new Epoch(5), 1)).text();

    assertThatThrownBy(() -> Cursor.parse(one + "~" + one.substring(1)))
        .isInstanceOf(InvalidCursorException.class)
        .hasMessageContaining("twice");
  }

  @Test
  void aTextThatIsTooLongIsRefusedWhateverItSays() {
    StringBuilder text = new StringBuilder("1");
    Random random = new Random(1);
    while (text.length() <= Cursor.MAX_LENGTH) {
      text.append(text.length() == 1 ? "" : "~").append(random(random, 1).text().substring(1));
    }

    assertThatThrownBy(() -> Cursor.parse(text.toString()))
        .isInstanceOf(InvalidCursorException.class)
        .hasMessageContaining("characters");
  }

  private static Optional<Cursor> parsed(String text) {
    try {
      return Optional.of(Cursor.parse(text));
    } catch (InvalidCursorException refused) {
      return Optional.empty();
    }
  }

  private static Cursor random(Random random, int groups) {
    Cursor cursor = Cursor.empty();
    for (int i = 0; i < groups; i++) {
      Position position =
          new Position(
              new Epoch(random.nextLong()), random.nextLong() >>> (1 + random.nextInt(62)));
      cursor = cursor.with(Cursor.Key.of(new GroupName("g" + random.nextLong(1L << 40))), position);
    }
    return cursor;
  }

  private static String damage(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    int changes = 1 + random.nextInt(2);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(damaged.length());
      char sign = SIGNS.charAt(random.nextInt(SIGNS.length()));
      switch (random.nextInt(3)) {
        case 0 -> damaged.setCharAt(at, sign);
        case 1 -> damaged.insert(at, sign);
        default -> damaged.deleteCharAt(at);
      }
    }
    return damaged.toString();
  }
}

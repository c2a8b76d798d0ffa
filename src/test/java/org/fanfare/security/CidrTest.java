package org.fanfare.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
  @ParameterizedTest(name = "{1} in {0}: {2}")
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.1.2.3/8, 10.9.9.9, true",
    "192.168.0.0/20, 192.168.15.255, true",
    "192.168.0.0/20, 192.168.16.0, false",
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false",
    "::/0, 2001:db8::1, true",
    "::/0, 127.0.0.1, false",
    "fd00::/8, fdff::1, true",
    "fd00::/8, fe00::1, false",
    "2001:db8::/33, 2001:db8:7fff::, true",
    "2001:db8::/33, 2001:db8:8000::, false",
    "::1, 0:0:0:0:0:0:0:1, true",
    "10.0.0.0/8, ::ffff:10.1.1.1, true",
    "fe80::/10, fe80::1%eth0, true",
  })
  void aRangeHasTheAddressesThatShareItsFirstBits(String range, String address, boolean contains) {
    assertThat(Cidr.parse(range).contains(IpAddress.parse(address).orElseThrow()))
        .isEqualTo(contains);
  }

  static IntStream seeds() {
    return IntStream.range(0, 10);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void itAgreesWithArithmeticOnTheWholeNumber(int seed) throws UnknownHostException {
    Random random = new Random(seed);
    int contained = 0;

    for (int i = 0; i < 2_000; i++) {
      byte[] base = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(base);
      int widest = base.length * 8;
      int bits = random.nextInt(widest + 1);
      byte[] other = base.clone();
      int flipped = random.nextInt(widest);
      other[flipped / 8] ^= (byte) (0x80 >> (flipped % 8));
      InetAddress address = InetAddress.getByAddress(other);
      String range = InetAddress.getByAddress(base).getHostAddress() + "/" + bits;
      int shift = widest - bits;
      boolean expected =
          new BigInteger(1, base)
              .shiftRight(shift)
              .equals(new BigInteger(1, other).shiftRight(shift));

      assertThat(Cidr.parse(range).contains(address))
          .as("%s in %s", address.getHostAddress(), range)
          .isEqualTo(expected);
      contained += expected ? 1 : 0;
    }

    assertThat(contained).as("cases that are contained").isBetween(200, 1_800);
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "",
        "/",
        "/8",
        "localhost",
        "proxy.example/24",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/8/8",
        "10.0.0.0/999999999999",
        "10.0.0/8",
        "10.0.0.256/8",
        "010.0.0.0/8",
        "1",
        "::/129",
        "::1::/64",
        "[::1]",
        "::ffff:10.0.0.0/104",
        "face"
      })
  void anythingElseIsNamedAndNeverLookedUp(String range) {
    assertThatThrownBy(() -> Cidr.parse(range))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"" + range + "\" is not a range of addresses; right are such as");
  }

  @Test
  void aVeryLongTextIsNoAddress() {
    assertThat(IpAddress.parse(":".repeat(100_000))).isEmpty();
    assertThat(IpAddress.parse("f".repeat(100_000))).isEmpty();
  }
}

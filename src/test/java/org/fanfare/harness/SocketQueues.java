package org.fanfare.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The TCP sockets of this machine that hold bytes which a peer has not acknowledged or a program
 * has not read, as Linux lists them in {@code /proc/net/tcp} and {@code tcp6} (proc(5)). They tell
 * whether a delivery that does not come waits in a program or in the network. Empty on a machine
 * without these files. For use by any thread.
 */
public final class SocketQueues {
  /** The kernel's lists of sockets, of IPv4 and IPv6. */
  public static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

  private static final int TICKS_A_SECOND = 100; // USER_HZ, the same on every Linux
  private static final String RETRANSMISSION = "01"; // the kind of timer that runs

  private SocketQueues() {}

  /** Returns a line for each socket that holds something now. */
  public static List<String> now() {
    List<String> all = new ArrayList<>();
    for (Path table : TABLES) {
      try (Stream<String> lines = Files.lines(table)) {
        all.addAll(of(lines));
      } catch (IOException absent) {
        all.add(table + " cannot be read: " + absent);
      }
    }
    return all;
  }

  /** Returns a line for each socket of a kernel's list that holds something. */
  static List<String> of(Stream<String> table) {
    return table
        .skip(1) // the names of the columns
        .map(line -> line.strip().split("\\s+"))
        .filter(columns -> !columns[4].equals("00000000:00000000"))
        .map(SocketQueues::described)
        .toList();
  }

  private static String described(String[] columns) {
    String text =
        "port %d to %d: %d bytes not acknowledged, %d not read"
            .formatted(after(columns[1]), after(columns[2]), before(columns[4]), after(columns[4]));
    return columns[5].startsWith(RETRANSMISSION + ":")
        ? text
            + ", repeated %d times, again in %.1f s"
                .formatted(
                    Long.parseLong(columns[6], 16), after(columns[5]) / (double) TICKS_A_SECOND)
        : text;
  }

  private static long before(String pair) {
    return Long.parseLong(pair.substring(0, pair.indexOf(':')), 16);
  }

  private static long after(String pair) {
    return Long.parseLong(pair.substring(pair.indexOf(':') + 1), 16);
  }
}

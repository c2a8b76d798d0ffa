package org.fanfare.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The table in {@code laws.md}: for each server, transport and law how many tests passed. */
final class Matrix {
  private static final int LAWS = 10; // no transport has a part in law 11
  private static final Pattern PLACE =
      Pattern.compile("(?s)(<!-- matrix[^>]*-->\n).*(<!-- end of the matrix -->)");

  /** The wire's own classes, which run on every server; proxies and browsers come on top. */
  private static final Pattern ON_EVERY_SERVER =
      Pattern.compile(".*\\[class:org\\.fanfare\\.wire\\.[A-Z]\\w+].*");

  private static final Map<String, String> SERVERS = new LinkedHashMap<>();

  static {
    SERVERS.put("payara", "Payara Micro 6");
    SERVERS.put("payara7", "Payara Micro 7");
    SERVERS.put("wildfly", "WildFly 39");
    SERVERS.put("liberty", "Open Liberty 26");
    SERVERS.put("glassfish7", "GlassFish 7");
    SERVERS.put("glassfish8", "GlassFish 8");
  }

  private Matrix() {}

  /** Returns the table as Markdown. */
  static String of(List<Results.Test> tests) {
    StringBuilder table = new StringBuilder();
    table.append("| server | transport | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 |\n");
    table.append("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
    SERVERS.forEach(
        (run, name) -> {
          List<Results.Test> its =
              tests.stream()
                  .filter(test -> test.last().run().equals(run))
                  .filter(test -> ON_EVERY_SERVER.matcher(test.last().id()).matches())
                  .toList();
          String shown = name;
          for (Law.Transport transport : Law.Transport.values()) {
            table.append("| ").append(shown).append(" | ").append(transport.word).append(" |");
            for (int law = 1; law <= LAWS; law++) {
              table.append(' ').append(cell(its, transport, law)).append(" |");
            }
            table.append('\n');
            shown = "";
          }
        });
    return table.toString();
  }

  private static String cell(List<Results.Test> tests, Law.Transport transport, int law) {
    List<Results.Test> those =
        tests.stream()
            .filter(test -> test.last().laws().contains(law))
            .filter(test -> test.last().transports().contains(transport))
            .toList();
    if (those.isEmpty()) {
      return "–";
    }
    boolean holds = those.stream().allMatch(test -> test.passed() && !test.last().broken());
    return holds ? String.valueOf(those.size()) : "✗";
  }

  /** Puts the table into {@code readme}; tells whether that changed it. */
  static boolean write(Path readme, List<Results.Test> tests) throws IOException {
    String before = Files.readString(readme);
    if (!PLACE.matcher(before).find()) {
      throw new IllegalArgumentException("there is no place for the matrix in " + readme);
    }
    String after = PLACE.matcher(before).replaceFirst("$1" + of(tests) + "$2");
    Files.writeString(readme, after);
    return !after.equals(before);
  }
}

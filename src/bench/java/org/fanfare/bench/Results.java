package org.fanfare.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of results, one flat JSON object on a line; lines with the same label are runs of one
 * measurement.
 */
final class Results {
  private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":(?:\"([^\"]*)\"|([^,}]+))");

  private final Map<String, List<Map<String, String>>> runs = new LinkedHashMap<>();

  Results(Path file) throws IOException {
    for (String line : Files.readAllLines(file)) {
      Map<String, String> fields = new LinkedHashMap<>();
      Matcher field = FIELD.matcher(line);
      while (field.find()) {
        fields.put(field.group(1), field.group(2) == null ? field.group(3) : field.group(2));
      }
      runs.computeIfAbsent(fields.getOrDefault("label", "?"), label -> new ArrayList<>())
          .add(fields);
    }
  }

  /** In the order of the file. */
  List<String> labels() {
    return List.copyOf(runs.keySet());
  }

  List<Map<String, String>> runs(String label) {
    return runs.getOrDefault(label, List.of());
  }
}

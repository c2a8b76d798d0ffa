package org.fanfare.consumer.promises;

import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.Route;

/** What has happened to connections, which a test reads by connecting here. */
@Route("/promises/journal/{id}")
@PermitAll
public class Journal implements Consumer {
  private static final Map<String, List<String>> ENTRIES = new ConcurrentHashMap<>();

  static void note(String id, String entry) {
    ENTRIES.computeIfAbsent(id, key -> new CopyOnWriteArrayList<>()).add(entry);
  }

  @FromClient
  void read(String text, Connection client) {
    client.send(String.join(", ", ENTRIES.getOrDefault(client.scope().path("id"), List.of())));
  }
}

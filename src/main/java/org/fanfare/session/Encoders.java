package org.fanfare.session;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.fanfare.protocol.Encoder;
import org.fanfare.protocol.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** The encoders that an application brings, by what clients ask for. Immutable. */
public final class Encoders {
  /** None. */
  public static final Encoders NONE = of(List.of());

  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern TYPE = Pattern.compile("[a-z0-9.+_-]+/[a-z0-9.+_-]+");

  /** What has a meaning already. */
  private static final Set<String> TAKEN =
      Set.of(GroupSession.SUBPROTOCOL, "text/event-stream", "text/html", "application/json");

  private final Map<String, Encoder> bySubprotocol = new LinkedHashMap<>();
  private final Map<String, Encoder> byMediaType = new LinkedHashMap<>();

  private final Set<String> subprotocols = new LinkedHashSet<>(Set.of(GroupSession.SUBPROTOCOL));

  private Encoders() {}

  /**
   * Has each factory make its encoder; throws {@link IllegalArgumentException} for a name that is
   * none, or that has a meaning already.
   */
  public static Encoders of(Iterable<? extends EncoderFactory> factories) {
    Encoders encoders = new Encoders();
    for (EncoderFactory factory : factories) {
      Encoder encoder = factory.make();
      put(encoders.bySubprotocol, TOKEN, factory.subprotocol(), encoder);
      encoders.subprotocols.add(factory.subprotocol());
      put(encoders.byMediaType, TYPE, factory.mediaType(), encoder);
    }
    return encoders;
  }

  private static void put(
      Map<String, Encoder> known, Pattern pattern, String name, Encoder encoder) {
    if (!pattern.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' does not match %s, by which clients ask for %s"
              .formatted(name, pattern, encoder.getClass().getName()));
    }
    if (TAKEN.contains(name) || known.putIfAbsent(name, encoder) != null) {
      throw new IllegalArgumentException(
          "'%s', by which clients are to ask for %s, has a meaning already"
              .formatted(name, encoder.getClass().getName()));
    }
  }

  /** All subprotocols of WebSockets, {@link GroupSession#SUBPROTOCOL} with them. */
  public Set<String> subprotocols() {
    return subprotocols;
  }

  /** The names of those for streams. */
  public Set<String> mediaTypes() {
    return byMediaType.keySet();
  }

  @Nullable Encoder ofSubprotocol(String name) {
    return bySubprotocol.get(name);
  }

  @Nullable Encoder ofMediaType(String name) {
    return byMediaType.get(name);
  }
}

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

/**
 * The encoders that an application supplies, by the names with which clients request them.
 * Immutable.
 */
public final class Encoders {
  /** No encoders. */
  public static final Encoders NONE = of(List.of());

  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern TYPE = Pattern.compile("[a-z0-9.+_-]+/[a-z0-9.+_-]+");

  /** The names that have a meaning already. */
  private static final Set<String> TAKEN =
      Set.of(SocketSession.SUBPROTOCOL, "text/event-stream", "text/html", "application/json");

  private final Map<String, Encoder> bySubprotocol = new LinkedHashMap<>();
  private final Map<String, Encoder> byMediaType = new LinkedHashMap<>();

  private final Set<String> subprotocols = new LinkedHashSet<>(Set.of(SocketSession.SUBPROTOCOL));

  private Encoders() {}

  /**
   * Creates the encoder of each factory.
   *
   * @throws IllegalArgumentException if a name is not a valid subprotocol or media type, or has a
   *     meaning already
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

  /** Returns all subprotocols of WebSockets, including {@link SocketSession#SUBPROTOCOL}. */
  public Set<String> subprotocols() {
    return subprotocols;
  }

  /** Returns the media types of the streams that the application's encoders make. */
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

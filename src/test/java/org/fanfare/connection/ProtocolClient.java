package org.fanfare.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fanfare.harness.LawChecker;
import org.fanfare.harness.SeenEvents;
import org.fanfare.layer.Reader;
import org.fanfare.layer.Start;
import org.fanfare.log.Cursor;
import org.fanfare.message.GroupName;
import org.fanfare.protocol.BareEncoder;
import org.fanfare.protocol.Encoder;
import org.fanfare.protocol.EventEncoder;
import org.fanfare.protocol.FanfareEncoder;
import org.fanfare.protocol.PollEncoder;
import org.fanfare.transport.EncodedOutlet;
import org.fanfare.wire.kit.Json;

/**
 * A client of one protocol over {@link MadeUpWire}, which comes back with its cursor, and judges
 * what it is given. Every publication's text is its group and its offset.
 */
final class ProtocolClient {
  /** What a client may speak. */
  enum Protocol {
    BARE,
    FANFARE,
    EVENTS,
    POLL;

    private ConnectionProfile profile() {
      return switch (this) {
        case BARE -> ConnectionProfile.BARE;
        case FANFARE -> ConnectionProfile.FRAMED;
        case EVENTS -> ConnectionProfile.STREAM;
        case POLL -> ConnectionProfile.POLL;
      };
    }

    private Encoder encoder() {
      return switch (this) {
        case BARE -> new BareEncoder();
        case FANFARE -> new FanfareEncoder(Duration.ofSeconds(25), 1000);
        case EVENTS -> new EventEncoder(Duration.ofSeconds(2));
        case POLL -> new PollEncoder();
      };
    }
  }

  private final Protocol protocol;
  private final ConnectionRig rig;
  private final List<GroupName> groups;
  private final Map<GroupName, Long> heads;
  private final LawChecker laws;
  private MadeUpWire wire = new MadeUpWire();
  private ClientConnection connection;
  private Cursor cursor = Cursor.empty();
  private int seen; // messages or events of the wire

  /** A client that reads from now. */
  ProtocolClient(
      Protocol protocol, ConnectionRig rig, List<GroupName> groups, Map<GroupName, Long> heads) {
    this.protocol = protocol;
    this.rig = rig;
    this.groups = groups;
    this.heads = heads;
    this.laws = new LawChecker(groups.size());
    this.connection = connect();
  }

  private ClientConnection connect() {
    wire = new MadeUpWire();
    seen = 0;
    EncodedOutlet outlet = new EncodedOutlet(protocol.encoder(), wire);
    ClientConnection opened =
        rig.connections.connect(
            protocol.profile(), outlet, new ConnectionTimes(ConnectionRig.HEARTBEAT, null));
    opened.start(groups.stream().map(group -> reader(opened, group)).toList(), null);
    rig.workers.run();
    return opened;
  }

  private Reader reader(ClientConnection opened, GroupName group) {
    if (cursor.in(group).isPresent()) {
      return rig.reader(opened, group, new Start.After(cursor.in(group).orElseThrow()));
    }
    laws.begin(groups.indexOf(group), heads.getOrDefault(group, 0L));
    return rig.reader(opened, group, new Start.Now());
  }

  ClientConnection connection() {
    return connection;
  }

  /** Takes what waits, and comes back if that was the end; false if nothing waited. */
  boolean take() {
    boolean more = wire.isOutstanding();
    wire.take(connection);
    rig.workers.run();
    look();
    if (wire.closed() != null) {
      connection = connect();
      return true;
    }
    return more;
  }

  /** Leaves without a word, and comes back where it was. */
  void vanish() {
    look();
    connection.gone();
    rig.workers.run();
    connection = connect();
  }

  /** How many publications it was given. */
  long given() {
    return laws.given();
  }

  /** How many it was told it missed. */
  long missed() {
    return laws.missed();
  }

  /** Everything was given, or named as missing. */
  void hasAll() {
    groups.forEach(
        group ->
            assertThat(laws.at(groups.indexOf(group)))
                .as("%s %s", protocol, group)
                .isEqualTo(heads.getOrDefault(group, 0L)));
  }

  private void look() {
    switch (protocol) {
      case BARE -> wire.messages().stream().skip(seen).forEach(this::text);
      case EVENTS -> SeenEvents.of(wire.stream()).events().stream().skip(seen).forEach(this::event);
      case FANFARE, POLL ->
          wire.messages().stream().skip(seen).map(Json::object).forEach(this::frame);
    }
    seen =
        protocol == Protocol.EVENTS
            ? SeenEvents.of(wire.stream()).events().size()
            : wire.messages().size();
  }

  private void event(SeenEvents.Event event) {
    if (event.type().equals("gap")) {
      gap(Json.object(event.data()));
    } else {
      text(event.data());
    }
    cursor = Cursor.parse(event.lastId());
  }

  private void frame(Map<String, Object> frame) {
    if (!frame.containsKey("publications")) {
      return;
    }
    Json.asArray(frame.get("gaps")).forEach(gap -> gap(Json.asObject(gap)));
    Json.asArray(frame.get("publications"))
        .forEach(publication -> text((String) Json.asObject(publication).get("text")));
    cursor = Cursor.parse((String) frame.get("cursor"));
    groups.forEach(
        group ->
            assertThat(cursor.in(group).orElseThrow().offset())
                .as("the cursor covers what precedes it")
                .isEqualTo(laws.at(groups.indexOf(group))));
  }

  private void text(String text) {
    String[] words = text.split(" ", -1);
    assertThat(laws.publication(reader(words[0]), Long.parseLong(words[1])))
        .as("%s %s", protocol, text)
        .isZero();
  }

  private void gap(Map<String, Object> gap) {
    long first = ((Number) gap.get("first")).longValue();
    long last = ((Number) gap.get("last")).longValue();
    assertThat(laws.gap(reader((String) gap.get("group")), first, last))
        .as("%s %s", protocol, gap)
        .isZero();
  }

  private int reader(String group) {
    return groups.indexOf(new GroupName(group));
  }
}

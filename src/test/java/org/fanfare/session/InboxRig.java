package org.fanfare.session;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.ConnectionProfile;
import org.fanfare.connection.ConnectionSettings;
import org.fanfare.connection.ConnectionTimes;
import org.fanfare.connection.Connections;
import org.fanfare.connection.FakeOutlet;
import org.fanfare.connection.PendingBounds;
import org.fanfare.connection.SocketLimits;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Start;
import org.fanfare.message.GroupName;
import org.fanfare.publish.PublishRig;
import org.fanfare.publish.Publisher;
import org.fanfare.security.Caller;

/**
 * A client of the subprotocol who reads {@code open.a}; in its words {@code '} stands for quotes.
 */
final class InboxRig {
  static final int MAX_SIZE = 200;
  static final int MAX_REPLIES = 3;
  static final int MAX_REQUESTS = 20;
  private static final Duration HEARTBEAT = Duration.ofSeconds(25);

  final PublishRig publishing = new PublishRig();
  private final Connections connections =
      new Connections(
          List.of((Executor) Runnable::run),
          new ConnectionSettings(
              2,
              100_000,
              HEARTBEAT,
              SocketLimits.of(MAX_REPLIES, MAX_REQUESTS),
              new PendingBounds(1 << 20, 1 << 24),
              Duration.ZERO),
          () -> 0,
          new Random(1));
  final HeldAnswers held = new HeldAnswers();
  final FakeOutlet outlet;
  final ClientConnection connection;
  FramedInbox inbox;
  private final ChannelLayer layer;

  /** Of a client who reads at once, over a layer that answers at once. */
  InboxRig() {
    this(FakeOutlet.quick());
  }

  InboxRig(FakeOutlet outlet) {
    this(outlet, false);
  }

  private InboxRig(FakeOutlet outlet, boolean late) {
    this.outlet = outlet;
    this.layer = late ? held.of(publishing.layer) : publishing.layer;
    this.connection =
        connections.connect(ConnectionProfile.FRAMED, outlet, new ConnectionTimes(HEARTBEAT, null));
    connection.start(
        List.of(
            LayerRig.done(
                publishing
                    .memory
                    .layer()
                    .open(
                        PublishRig.OPEN, new Start.Now(), connection.shard(), connection::drain))),
        null);
    this.inbox = inbox(layer, PublishRig.NOBODY);
  }

  /** Over a layer of which the test lets the answers go. */
  static InboxRig late() {
    return new InboxRig(FakeOutlet.quick(), true);
  }

  /** The client is somebody. */
  void is(Caller caller) {
    inbox = inbox(layer, caller);
  }

  /** From now on it is another layer. */
  void over(ChannelLayer other) {
    inbox = inbox(other, PublishRig.NOBODY);
  }

  /** Somebody publishes texts. */
  void publish(GroupName group, String... texts) {
    for (String text : texts) {
      publishing.memory.publish(group, text);
    }
  }

  private FramedInbox inbox(ChannelLayer over, Caller caller) {
    Publisher publisher = publishing.over(over);
    return new FramedInbox(
        new GroupRequest.Read(List.of(PublishRig.OPEN), caller, StartPositions.NOW, Duration.ZERO),
        connection,
        publisher,
        publishing.rights,
        over,
        new Membership(connection, new Subscriptions(over), problem -> {}),
        MAX_SIZE);
  }

  /** The client sends a text. */
  void says(String text) {
    inbox.text(text.replace('\'', '"'));
  }

  /** All that it was told, as {@link FakeOutlet#told} has it. */
  List<String> told() {
    return outlet.told().stream().map(words -> words.replace('"', '\'')).toList();
  }

  /** The answers that it was given. */
  List<String> answers() {
    return told().stream()
        .filter(words -> words.startsWith("reply "))
        .map(words -> words.substring("reply ".length()))
        .toList();
  }

  /** The bytes of its requests that are not answered. */
  long waiting() {
    return connections.requestBytes();
  }

  List<String> texts(GroupName group) {
    return publishing.texts(group);
  }
}

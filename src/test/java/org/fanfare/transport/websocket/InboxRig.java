package org.fanfare.transport.websocket;

import java.util.List;
import org.fanfare.connection.Connection;
import org.fanfare.connection.Face;
import org.fanfare.connection.FakeOutlet;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.Start;
import org.fanfare.message.GroupName;
import org.fanfare.publish.PublishRig;
import org.fanfare.publish.Publisher;
import org.fanfare.security.Caller;
import org.fanfare.transport.Ask;
import org.fanfare.transport.HeldAnswers;
import org.fanfare.transport.Opening;

/**
 * A client of the subprotocol who reads {@code open.a}; in its words {@code '} stands for quotes.
 */
final class InboxRig {
  final SocketRig sockets = new SocketRig();
  final HeldAnswers held = new HeldAnswers();
  final FakeOutlet outlet;
  final Connection connection;
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
    this.layer = late ? held.of(sockets.publishing.layer) : sockets.publishing.layer;
    this.connection = sockets.connect(Face.FRAMED, outlet, new Start.Now(), PublishRig.OPEN);
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

  private FramedInbox inbox(ChannelLayer over, Caller caller) {
    Publisher publisher = sockets.publishing.over(over);
    Ask asked = SocketRig.ask(PublishRig.OPEN);
    return new FramedInbox(
        new Ask(asked.want(), asked.groups(), asked.starts(), caller, asked.waiting()),
        connection,
        publisher,
        over,
        new Membership(connection, new Opening(over), problem -> {}),
        SocketRig.MAX_SIZE);
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

  List<String> texts(GroupName group) {
    return sockets.publishing.texts(group);
  }
}

package org.fanfare.bench;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** What every command that publishes needs: the loop, the mark, the account and a publisher. */
final class Scene implements AutoCloseable {
  final Loop loop;
  final Ledger ledger;
  final Target target;
  final Traffic traffic;
  private final WebSocketLink publisher;

  private Scene(Loop loop, Ledger ledger, Target target, WebSocketLink publisher) {
    this.loop = loop;
    this.ledger = ledger;
    this.target = target;
    this.publisher = publisher;
    traffic = new Traffic(loop, ledger, target, publisher);
  }

  /**
   * Reads where to go from {@code --url}, {@code --publisher} and {@code --publisher-face}. The
   * publisher reads a group of its own, so that it is not a subscriber too, and names the group it
   * publishes to in each frame.
   */
  static Scene of(Options options, int subscribers, int size) throws IOException {
    return of(options, subscribers, 1, size);
  }

  /** The same with subscribers and messages spread over groups; their names are numbered. */
  static Scene of(Options options, int subscribers, int groups, int size) throws IOException {
    URI url = options.url("url", "http://127.0.0.1:8080/fanfare/groups/demo.bench");
    URI from = options.url("publisher", url + "-publisher");
    Face publisherFace = options.choice("publisher-face", Face.class, Face.FANFARE);
    options.refuseUnknown();
    Mark mark = new Mark(ThreadLocalRandom.current().nextInt(), size);
    Ledger ledger = new Ledger(subscribers, groups);
    Loop loop = new Loop(url);
    WebSocketLink publisher =
        publisherFace.publisher(loop, new Target(from, mark, Deliveries.none()));
    return new Scene(loop, ledger, new Target(url, mark, ledger), publisher);
  }

  /** Opens the subscribers, then the publisher, and gives the server a moment to settle. */
  void open(List<Link> subscribers) throws IOException {
    loop.open(subscribers);
    loop.open(List.of(publisher));
    loop.runFor(0.5);
  }

  @Override
  public void close() throws IOException {
    publisher.leave();
    loop.close();
  }
}

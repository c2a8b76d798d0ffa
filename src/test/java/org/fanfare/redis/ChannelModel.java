package org.fanfare.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.fanfare.layer.LayerException;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Owner;
import org.fanfare.message.Message;
import org.fanfare.redis.NodesUnderTest.Node;

/**
 * Three nodes that send to each other's channels, while nodes freeze and are cut off, notifications
 * are lost, and the store is started again. All of it is decided by a seed. For one thread.
 */
final class ChannelModel {
  private static final int STEPS = 6000;

  /** What became of a message. */
  enum End {
    /** It is in the mailbox. */
    DONE,
    /** It is not, and will not be. */
    NOT_DONE,
    /** Nobody knows. */
    UNKNOWN
  }

  /** A channel, and what its owner took from it. */
  private record Channel(Mailbox mailbox, List<String> taken) {
    void takeAll() {
      for (Message message = mailbox.take(); message != null; message = mailbox.take()) {
        taken.add(message.text());
      }
    }
  }

  /** A message that was sent, from the moment when that began to the moment when it was done. */
  private static final class Sent {
    private final Channel channel;
    private final String text;
    private final long begun;
    private long ended = Long.MAX_VALUE;
    private End end; // null while it is not answered
    private int place; // how many others came before it; -1 if it did not come

    Sent(Channel channel, String text, long begun) {
      this.channel = channel;
      this.text = text;
      this.begun = begun;
    }
  }

  private final Random random;
  private final NodesUnderTest nodes;
  private final List<Node> all;
  private final List<Channel> channels = new ArrayList<>();
  private final List<Sent> sent = new ArrayList<>();
  private long moment;

  ChannelModel(long seed) {
    this.random = new Random(seed);
    this.nodes = new NodesUnderTest(seed);
    this.all = IntStream.range(0, 3).mapToObj(i -> nodes.start()).toList();
    for (Node node : all) {
      channels.add(
          new Channel(LayerRig.answer(node.layer().openMailbox(new Owner())), new ArrayList<>()));
    }
  }

  /** Lets all of it happen, and returns what is against the laws. */
  List<String> run() {
    for (int i = 0; i < STEPS; i++) {
      if (random.nextInt(100) < 90) {
        nodes.goOn();
      } else {
        happen(random.nextInt(1000));
      }
    }
    calm();
    return broken();
  }

  private void happen(int what) {
    Node node = all.get(random.nextInt(all.size()));
    if (what < 500) {
      send(node);
    } else if (what < 650) {
      channels.get(random.nextInt(channels.size())).takeAll();
    } else if (what < 655) {
      node.cut();
    } else if (what < 700) {
      node.mend();
    } else if (what < 715) {
      node.freeze(true);
    } else if (what < 770) {
      node.freeze(false);
    } else if (what < 774) {
      nodes.store().muteOne();
    } else if (what < 780) {
      nodes.store().lose(random.nextInt(3) * 0.1);
    } else if (what < 783) {
      nodes.store().restart(random.nextBoolean() ? StoreFake.Disk.KEPT : StoreFake.Disk.EMPTY);
    } else {
      nodes.tick(Duration.ofMillis(random.nextInt(600)));
    }
  }

  private void send(Node from) {
    Channel to = channels.get(random.nextInt(channels.size()));
    Sent message = new Sent(to, "m" + sent.size(), moment++);
    sent.add(message);
    from.layer()
        .send(to.mailbox.name(), Message.text(message.text))
        .whenComplete(
            (outcome, failure) -> {
              message.ended = moment++;
              message.end =
                  failure instanceof LayerException known && known.mayHaveHappened()
                      ? End.UNKNOWN
                      : outcome instanceof Outcome.Done<Void> ? End.DONE : End.NOT_DONE;
            });
  }

  /** Everything works again, and some seconds pass. */
  private void calm() {
    nodes.store().lose(0);
    all.forEach(node -> node.freeze(false));
    all.forEach(Node::mend);
    nodes.seconds(20);
    channels.forEach(Channel::takeAll);
  }

  private List<String> broken() {
    List<String> broken = new ArrayList<>();
    for (Sent message : sent) {
      message.place = message.channel.taken.indexOf(message.text);
      long times = message.channel.taken.stream().filter(message.text::equals).count();
      if (message.end == null) {
        broken.add("%s was never answered".formatted(message.text));
      } else if (times > 1
          || (message.end == End.DONE && times == 0)
          || (message.end == End.NOT_DONE && times > 0)) {
        broken.add("%s is %s, and came %d times".formatted(message.text, message.end, times));
      }
    }
    judgeOrder(broken);
    return broken;
  }

  /** Of two messages of which one was done before the other began, the first comes first. */
  private void judgeOrder(List<String> broken) {
    for (Sent first : sent) {
      for (Sent then : sent) {
        if (first.end == End.DONE
            && first.channel.equals(then.channel)
            && first.ended < then.begun
            && then.place >= 0
            && then.place < first.place) {
          broken.add("%s came before %s".formatted(then.text, first.text));
        }
      }
    }
  }

  /** Returns how many messages had an end. */
  long count(End end) {
    return sent.stream().filter(message -> message.end == end).count();
  }
}

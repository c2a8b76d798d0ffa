package org.fanfare.demo;

import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.PlainHttp;
import org.fanfare.consumer.Refused;
import org.fanfare.consumer.Route;
import org.fanfare.consumer.Ticking;
import org.fanfare.layer.Receipt;
import org.fanfare.layer.Start;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;

/**
 * A note that several people edit at once, and their pointers above it. Each connection has an
 * instance of its own, whose callbacks are called one at a time.
 *
 * <p>The text is a document of Yjs, of which the server understands nothing: it appends each change
 * to the log of the note's group, and whoever enters is relayed that log from its beginning, also
 * when all others have left. But a log keeps only the newest. So all of the note is put into it
 * again, now and then:
 *
 * <ol>
 *   <li>A {@link #MARK} is published that asks for it.
 *   <li>A page that has read the mark, and misses nothing, answers with a {@link #WHOLE} that names
 *       the mark.
 *   <li>So a page that reads both has all that came before the mark, whatever the log has lost.
 * </ol>
 *
 * <p>A page is told by a gap that the log has lost its beginning, and then calls the note
 * incomplete until it has read such a pair.
 */
@Route("/demo/note/{note}")
@PermitAll
public class Note implements Consumer, PlainHttp {
  private static final DemoPage PAGE = new DemoPage("note", "Shared note");

  // What a message is says its first byte. A number has four bytes, a coordinate two.
  static final byte SYNC = 0; // Yjs: a question, if 0 follows, or a change
  static final byte AWARENESS = 1; // y-websocket, of its user: there are pointers instead
  static final byte HELLO = 64; // to a page: its number
  static final byte POINTER = 65; // of a page: x, y; to all: its number, x, y; it left: its number

  /** The number of a place in the log, then 1 if all of the note is wanted. A page may ask, too. */
  static final byte MARK = 66;

  /** The number of a mark, then all that was before it, as one change. */
  static final byte WHOLE = 67;

  private static final byte[] NOTHING = {SYNC, 1, 2, 0, 0}; // is missing but what is relayed
  private static final int MOST_BYTES = 60_000;
  private static final int MANY_BYTES = 1_000; // push more than one change out of the log
  private static final int WANTED_AFTER = 200; // publications; the log keeps many more
  private static final Duration LATELY = Duration.ofHours(1); // the log keeps for much longer
  private static final int MOST_POINTERS = 20; // in a second

  private final int number = ThreadLocalRandom.current().nextInt();
  private int pointersLeft = MOST_POINTERS;
  private boolean wantedLately;
  private Ticking lately = Ticking.NONE;

  @Override
  public void connect(Connection client) {
    client.send(bytes(HELLO, number));
    Position entered = publish(note(client), bytes(MARK, number, (byte) 0), client).position();
    client.relay(note(client), new Start.After(new Position(entered.epoch(), 0)));
    client.relay(pointers(client), new Start.Now());
  }

  @FromClient
  void message(byte[] message, Connection client) {
    int size = message.length;
    int kind = size == 0 ? -1 : message[0];
    int second = size < 2 ? -1 : message[1];
    if (size > MOST_BYTES) {
      throw new Refused(413, "too-large", "a message has at most " + MOST_BYTES + " bytes");
    } else if (kind == SYNC && second == 0) {
      client.send(NOTHING);
    } else if (kind == SYNC && (second == 1 || second == 2)) {
      change(message, client);
    } else if (kind == POINTER && size == 5) {
      point(message, client);
    } else if (kind == MARK && size == 1) {
      wantWhole(client);
    } else if (kind == WHOLE && size > 5) {
      publish(note(client), message, client);
    } else if (kind != AWARENESS) {
      throw new Refused(400, "invalid-message", "no message of a note begins like this");
    }
  }

  private void change(byte[] change, Connection client) {
    long offset = publish(note(client), change, client).offset();
    if (!wantedLately || change.length > MANY_BYTES || offset % WANTED_AFTER == 0) {
      wantWhole(client);
    }
  }

  private void wantWhole(Connection client) {
    int name = ThreadLocalRandom.current().nextInt();
    publish(note(client), bytes(MARK, name, (byte) 1), client);
    wantedLately = true;
    lately.stop();
    lately = client.after(LATELY, () -> wantedLately = false);
  }

  private void point(byte[] to, Connection client) {
    if (pointersLeft == MOST_POINTERS) { // the first in this second
      client.after(Duration.ofSeconds(1), () -> pointersLeft = MOST_POINTERS);
    }
    if (pointersLeft-- > 0) {
      publish(pointers(client), bytes(POINTER, number, to[1], to[2], to[3], to[4]), client);
    }
  }

  @Override
  public void disconnect(Ended why, Connection client) {
    publish(pointers(client), bytes(POINTER, number), client);
  }

  private static GroupName note(Connection client) {
    return client.scope().group("demo-note.{note}");
  }

  /** Has a log of its own, so that pointers push no changes out of that of the note. */
  private static GroupName pointers(Connection client) {
    return client.scope().group("demo-pointers.{note}");
  }

  private static Receipt publish(GroupName group, byte[] message, Connection client) {
    return client.publish(group, Message.bytes(MediaType.BYTES, message));
  }

  private static byte[] bytes(byte kind, int number, byte... more) {
    return ByteBuffer.allocate(5 + more.length).put(kind).putInt(number).put(more).array();
  }

  @Override
  public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    PAGE.send(request, response);
  }
}

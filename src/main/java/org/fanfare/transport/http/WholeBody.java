package org.fanfare.transport.http;

import org.fanfare.protocol.MessageParser;
import org.fanfare.transport.UnfinishedMessage;

/** A body that is used when the whole of it has come. */
abstract class WholeBody extends Body {
  private final int maxSize;
  private final Arrival arrival;
  private final UnfinishedMessage content;
  private boolean used;

  /**
   * Creates a body of which nothing has come.
   *
   * @param maxSize the maximum size in bytes
   * @param arrival how fast it must come
   */
  WholeBody(Channel channel, int maxSize, UnfinishedMessage content, Arrival arrival) {
    super(channel);
    this.maxSize = maxSize;
    this.content = content;
    this.arrival = arrival;
  }

  /** Called once, when the body has ended properly; throws a problem if it is refused. */
  abstract void use(byte[] whole);

  final int maxSize() {
    return maxSize;
  }

  @Override
  final boolean ready() {
    return !used;
  }

  @Override
  final void taken(byte[] bytes, int length) {
    if (content.size() + length > maxSize) {
      throw MessageParser.tooLarge(maxSize);
    }
    content.add(bytes, 0, length);
  }

  @Override
  final void paused() {
    if (!used && content.size() > 0 && !content.hold()) {
      throw content.problem().thrown();
    }
  }

  @Override
  final void letGo() {
    content.end();
  }

  @Override
  final void ended() {
    byte[] whole = content.take();
    if (whole == null) {
      refuse(BROKE_OFF); // unless it has been answered
      return;
    }
    used = true;
    use(whole);
  }

  @Override
  String members() {
    return "";
  }

  @Override
  final boolean isLate(long now) {
    return !used && arrival.isLate(now, content.size());
  }
}

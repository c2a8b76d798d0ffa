package org.fanfare.transport.http;

import org.fanfare.protocol.MessageParser;
import org.fanfare.transport.UnfinishedMessage;
import org.fanfare.transport.UnfinishedTotal;

/** A body that is used when the whole of it has come. */
abstract class WholeBody extends Body {
  private final int maxSize;
  private final long deadline;
  private final UnfinishedMessage content;
  private boolean used;

  /**
   * Creates a body of which nothing has come.
   *
   * @param maxSize the maximum size in bytes
   * @param deadline when it must have come, in nanoseconds
   */
  WholeBody(Channel channel, int maxSize, UnfinishedMessage content, long deadline) {
    super(channel);
    this.maxSize = maxSize;
    this.content = content;
    this.deadline = deadline;
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
      throw UnfinishedTotal.full();
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
    return !used && now - deadline > 0;
  }
}

package org.fanfare.transport.http;

import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import org.fanfare.transport.UnfinishedMessage;
import org.fanfare.transport.UnfinishedTotal;

/**
 * A request body in the content coding gzip, whose bytes are inflated as they are read, a buffer
 * full at a time. For threads see {@link BodyInput}; {@link #end} may be called by any.
 */
final class GzipInput extends BodyInput {
  private final Gunzip gunzip = new Gunzip();
  private final UnfinishedMessage held;
  private volatile boolean discards;

  /**
   * @param held counts the memory for inflating in the node's total, while more is awaited
   */
  GzipInput(ServletInputStream in, long announced, boolean endsEarly, UnfinishedMessage held) {
    super(in, announced, endsEarly);
    this.held = held;
  }

  @Override
  boolean isComplete() {
    return super.isComplete() && (discards || !gunzip.hasMore());
  }

  @Override
  boolean isWhole() {
    return super.isWhole() && gunzip.isWhole();
  }

  @Override
  boolean mayRead() {
    return super.mayRead() || (!discards && gunzip.hasMore());
  }

  @Override
  int read(byte[] buffer) throws IOException {
    if (discards) {
      return super.read(buffer);
    }
    while (true) {
      int inflated = gunzip.inflate(buffer);
      if (inflated != 0) {
        return inflated;
      }
      int length = super.mayRead() ? super.read(gunzip.input()) : -1;
      if (length < 0) {
        return -1;
      }
      gunzip.filled(length);
    }
  }

  @Override
  void hold() {
    if (!held.hold(Gunzip.MEMORY) && !gunzip.hasEnded()) {
      throw UnfinishedTotal.full();
    }
  }

  @Override
  void discard() {
    discards = true;
  }

  @Override
  void end() {
    gunzip.end();
    held.end();
  }
}

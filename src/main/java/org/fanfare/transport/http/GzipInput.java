package org.fanfare.transport.http;

import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import org.fanfare.transport.UnfinishedMessage;

/**
 * A request body in the content coding gzip, whose bytes are inflated as they are read, a buffer
 * full at a time. For threads see {@link BodyInput}; {@link #end} may be called by any.
 */
final class GzipInput extends BodyInput {
  private static final byte FIRST = 0x1f; // of all that is gzip (RFC 1952, section 2.3.1)

  private final Gunzip gunzip = new Gunzip();
  private final UnfinishedMessage held;
  private volatile boolean undecided; // whether it is still gzip: nothing of it was read yet
  private volatile boolean asItComes;

  /**
   * @param held counts the memory for inflating in the node's total, while more is awaited
   */
  GzipInput(ServletInputStream in, long announced, boolean endsEarly, UnfinishedMessage held) {
    super(in, announced, endsEarly);
    this.held = held;
  }

  /**
   * Returns what reads a body of a server that may have inflated it already, and does not say so
   * ({@link org.fanfare.transport.Quirk#INFLATES_BODIES}). It has not if the body begins as gzip
   * does.
   *
   * @param announced the length of the body as it was sent, or -1
   */
  static GzipInput unlessInflated(
      ServletInputStream in, long announced, boolean endsEarly, UnfinishedMessage held) {
    boolean isEmpty = announced == 0;
    GzipInput input = new GzipInput(in, isEmpty ? 0 : -1, endsEarly, held);
    input.undecided = !isEmpty;
    return input;
  }

  @Override
  boolean isComplete() {
    return super.isComplete() && (asItComes || !gunzip.hasMore());
  }

  /** {@inheritDoc} A body that is undecided at its end was inflated to nothing. */
  @Override
  boolean isWhole() {
    return super.isWhole() && (asItComes || undecided || gunzip.isWhole());
  }

  @Override
  boolean mayRead() {
    return super.mayRead() || (!asItComes && gunzip.hasMore());
  }

  @Override
  int read(byte[] buffer) throws IOException {
    if (asItComes) {
      return super.read(buffer);
    }
    if (undecided) {
      return decide(buffer);
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

  /** Reads the first byte, which tells whether it is to be inflated. */
  private int decide(byte[] buffer) throws IOException {
    byte[] first = new byte[1];
    int length = 0;
    while (length == 0) {
      length = super.mayRead() ? super.read(first) : -1;
    }
    if (length < 0) {
      return -1;
    }
    undecided = false;
    if (first[0] == FIRST) {
      gunzip.input()[0] = first[0];
      gunzip.filled(length);
      return read(buffer);
    }
    asItComes = true;
    gunzip.end();
    buffer[0] = first[0];
    return length;
  }

  @Override
  void hold() {
    if (!asItComes && !held.hold(Gunzip.MEMORY) && !gunzip.hasEnded()) {
      throw held.problem().thrown();
    }
  }

  @Override
  void discard() {
    asItComes = true;
  }

  @Override
  void end() {
    gunzip.end();
    held.end();
  }
}

package org.fanfare.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A stream that has room when the test says so. */
public final class ScriptedStream extends ServletOutputStream {
  public final ByteArrayOutputStream written = new ByteArrayOutputStream();
  public boolean room = true;
  public boolean recycled;
  public int roomFor = Integer.MAX_VALUE; // so many writes, then there is none
  public Runnable atEachFlush = () -> {};
  public final List<String> calls = new ArrayList<>();

  /** Whether the client has left, as a container tells who writes. */
  public boolean closed;

  private @Nullable WriteListener listener;
  private boolean flushing;

  /** Says, as a container does, that there is room from now on. */
  public void makeRoom() throws IOException {
    room = true;
    Objects.requireNonNull(listener, "nobody listens").onWritePossible();
  }

  /** Says, as a container does, that nothing can be written any more. */
  public void breakDown() {
    Objects.requireNonNull(listener, "nobody listens").onError(new IOException("broken pipe"));
  }

  @Override
  public boolean isReady() {
    if (recycled) {
      throw new NullPointerException("this.outputBuffer is null");
    }
    return room;
  }

  @Override
  public void setWriteListener(WriteListener who) {
    listener = who;
  }

  @Override
  public void write(int b) {
    written.write(b);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    if (closed) {
      throw new IOException("Connection is closed");
    }
    calls.add(new String(bytes, from, count, US_ASCII));
    written.write(bytes, from, count);
    room = --roomFor > 0;
  }

  @Override
  public void flush() {
    calls.add("flush");
    flushing = true;
    atEachFlush.run();
    flushing = false;
  }

  /** Whether somebody is within a write, as what happens at a flush may ask. */
  public boolean isBeingWritten() {
    return flushing;
  }
}

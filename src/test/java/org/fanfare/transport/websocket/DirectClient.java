package org.fanfare.transport.websocket;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fanfare.harness.ClientFrames;
import org.fanfare.message.GroupName;
import org.fanfare.session.SocketOpening;
import org.fanfare.session.SocketSession;
import org.fanfare.session.StartPositions;
import org.fanfare.transport.ArrivingStream;
import org.fanfare.transport.ScriptedStream;
import org.fanfare.transport.WritePolicy;

/** A client of an upgraded connection, and the container between it and its socket. */
final class DirectClient implements WebConnection {
  final ArrivingStream in = new ArrivingStream();
  final ScriptedStream out = new ScriptedStream();
  final DirectSocket socket = new DirectSocket();
  private int closed;
  private boolean closedInUse;

  /** Upgrades as the servlet and the container do. */
  DirectClient(SocketRig rig, boolean framed, GroupName... groups) {
    this(rig, framed, false, groups);
  }

  private DirectClient(SocketRig rig, boolean framed, boolean deflates, GroupName... groups) {
    this(rig, CompletableFuture.completedFuture(StartPositions.NOW), framed, deflates, groups);
  }

  private DirectClient(
      SocketRig rig,
      CompletionStage<StartPositions> starts,
      boolean framed,
      boolean deflates,
      GroupName... groups) {
    this(
        rig,
        rig.sessions.opening(SocketRig.read(groups), starts),
        framed ? SocketSession.SUBPROTOCOL : "",
        deflates,
        true);
  }

  /**
   * One of something else than groups.
   *
   * @param pauses whether the server leaves what is not read
   */
  DirectClient(SocketRig rig, SocketOpening opening, boolean pauses) {
    this(rig, opening, "", false, pauses);
  }

  private DirectClient(
      SocketRig rig, SocketOpening opening, String subprotocol, boolean deflates, boolean pauses) {
    socket.begin(
        rig.upgrade,
        opening,
        subprotocol,
        deflates,
        pauses,
        new WritePolicy(Runnable::run, false, Integer.MAX_VALUE));
    socket.init(this);
    takes();
  }

  /** One that begins when {@code starts} is known. */
  static DirectClient late(
      SocketRig rig, CompletionStage<StartPositions> starts, boolean framed, GroupName... groups) {
    return new DirectClient(rig, starts, framed, false, groups);
  }

  /** One with whom {@code permessage-deflate} was agreed on. */
  static DirectClient deflating(SocketRig rig, GroupName... groups) {
    return new DirectClient(rig, false, true, groups);
  }

  /** The client takes what is written to it, from now on. */
  void takes() {
    try {
      out.makeRoom();
    } catch (IOException e) {
      throw new AssertionError("it could not be written to", e);
    }
  }

  /** The client sends frames. */
  void sends(ClientFrames frames) {
    in.arrive(frames.bytes());
  }

  @Override
  public ServletInputStream getInputStream() {
    return in;
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return out;
  }

  @Override
  public void close() {
    closed++;
    closedInUse |= in.isInUse() || out.isBeingWritten();
    in.takeBack();
  }

  /** Whether the container was told to end TCP while somebody read or wrote. */
  boolean closedInUse() {
    return closedInUse;
  }

  /** How often the container was told to end TCP. */
  int closed() {
    return closed;
  }

  /** The server's frames, as words. */
  List<String> said() {
    byte[] bytes = out.written.toByteArray();
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      int opcode = bytes[at] & 0xFF;
      int length = bytes[at + 1] & 0xFF;
      at += 2;
      if (length == 126) {
        length = (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
        at += 2;
      }
      words.add(words(opcode, bytes, at, length));
      at += length;
    }
    return words;
  }

  private static String words(int opcode, byte[] bytes, int at, int length) {
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    return switch (opcode) {
      case 0x81 -> "text " + text;
      case 0x82 -> "binary " + text;
      case 0x89 -> "ping with " + length + " bytes"; // nobody can foretell them
      case 0x8A -> "pong " + text;
      case 0x88 ->
          length == 0
              ? "close"
              : "close "
                  + ((bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF))
                  + " "
                  + new String(bytes, at + 2, length - 2, StandardCharsets.UTF_8);
      case 0xC1 -> "deflated text of " + length;
      default -> throw new AssertionError("not a frame of a server: " + opcode);
    };
  }
}

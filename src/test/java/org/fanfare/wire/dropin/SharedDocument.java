package org.fanfare.wire.dropin;

import jakarta.annotation.security.PermitAll;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.Route;
import org.fanfare.layer.Start;
import org.fanfare.message.GroupName;
import org.fanfare.message.MediaType;
import org.fanfare.message.Message;

/**
 * The messages of Yjs, which go to all who have the document open: its clients ask each other for
 * what they have not, and what comes twice does no harm.
 */
@Route("/notes/{note}")
@PermitAll
public class SharedDocument implements Consumer {
  private GroupName note;

  @Override
  public void connect(Connection client) {
    note = client.scope().group("notes.{note}");
    client.relay(note, new Start.Now());
  }

  @FromClient
  void change(byte[] change, Connection client) {
    client.publish(note, Message.bytes(MediaType.BYTES, change));
  }
}

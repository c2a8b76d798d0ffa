package org.fanfare.wire.callbacks;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.Route;
import org.fanfare.consumer.Sender;
import org.fanfare.layer.Start;
import org.fanfare.message.GroupName;

/** Books in a transaction, and tells the group of the account after its commit. */
@Route("/ledger/{account}")
@PermitAll
public class Ledger implements Consumer {
  /** A text. */
  public record Text(String text) {}

  @Inject Sender sender;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  TransactionSynchronizationRegistry transactions;

  private GroupName group;

  @Override
  public void connect(Connection client) {
    group = client.scope().group("open.{account}");
    client.relay(group, new Start.Now());
    client.send("opened", null);
  }

  @FromClient("book")
  @Transactional
  void book(Text entry, Connection client) {
    sender.afterCommit().publish(group, "booked", entry);
    sender.publish(group, "at once", entry);
    client.send("transaction", new Text(transaction()));
    if (entry.text().equals("wrong")) {
      throw new IllegalArgumentException("provoked by a test in a transaction");
    }
  }

  @FromClient("without")
  void without(Connection client) {
    client.send("transaction", new Text(transaction()));
  }

  private String transaction() {
    return transactions.getTransactionStatus() == Status.STATUS_ACTIVE ? "active" : "none";
  }

  @Override
  public void failed(Exception failure, Connection client) {
    client.send("failed", new Text(transaction()));
  }
}

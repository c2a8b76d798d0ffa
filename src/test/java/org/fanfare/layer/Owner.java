package org.fanfare.layer;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.fanfare.log.Position;
import org.fanfare.message.GroupName;

/** The owner of a mailbox, who remembers what it was told. */
public final class Owner implements MailboxOwner {
  /** That the channel was added to a group. */
  public record Added(GroupName group, Position from) {}

  final AtomicInteger arrivals = new AtomicInteger();
  final List<Added> added = new CopyOnWriteArrayList<>();
  final List<GroupName> removed = new CopyOnWriteArrayList<>();

  /** Returns the groups to which the channel was added. */
  public List<GroupName> addedTo() {
    return added.stream().map(Added::group).toList();
  }

  /** Returns the groups from which the channel was removed. */
  public List<GroupName> removedFrom() {
    return List.copyOf(removed);
  }

  @Override
  public void arrived() {
    arrivals.incrementAndGet();
  }

  @Override
  public void added(GroupName group, Position from) {
    added.add(new Added(group, from));
  }

  @Override
  public void removed(GroupName group) {
    removed.add(group);
  }
}

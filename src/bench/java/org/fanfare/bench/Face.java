package org.fanfare.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The ways to read a group. */
enum Face {
  BARE,
  FANFARE,
  SSE,
  POLL;

  Link link(Loop loop, int number, Target target) throws IOException {
    return switch (this) {
      case BARE -> new BareLink(loop, number, target);
      case FANFARE -> new FanfareLink(loop, number, target);
      case SSE -> new EventStreamLink(loop, number, target);
      case POLL -> new PollLink(loop, number, target);
    };
  }

  WebSocketLink publisher(Loop loop, Target target) throws IOException {
    return switch (this) {
      case BARE -> new BareLink(loop, -1, target);
      case FANFARE -> new FanfareLink(loop, -1, target);
      default ->
          throw new IllegalArgumentException(
              "--publisher-face " + this + ": bare or fanfare is needed");
    };
  }

  /** Links numbered from {@code first} on. */
  List<Link> links(Loop loop, int first, int count, Target target) throws IOException {
    List<Link> links = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      links.add(link(loop, first + i, target));
    }
    return links;
  }

  /** Links spread over groups, as a {@link Ledger} has it. */
  List<Link> spread(Loop loop, int count, int groups, Target target) throws IOException {
    List<Link> links = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      links.add(link(loop, i, target.among(groups, i)));
    }
    return links;
  }
}

package org.fanfare.bench;

import java.net.URI;

/** Where a link goes, what it should bring, and who is told. */
record Target(URI url, Mark mark, Deliveries deliveries) {
  String authority() {
    return url.getRawAuthority();
  }

  String path() {
    return url.getRawPath();
  }

  /** The last part of the path: the group's name. */
  String group() {
    return path().substring(path().lastIndexOf('/') + 1);
  }
}

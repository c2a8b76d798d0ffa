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

  /** The path, and from where to read on, if that is said. */
  String resource() {
    return url.getRawQuery() == null ? path() : path() + "?" + url.getRawQuery();
  }

  /** The same, to be read on from a cursor. */
  Target after(String cursor) {
    return new Target(URI.create(url + "?after=" + cursor), mark, deliveries);
  }

  /** The same for one of so many groups, which are named after this one; for one, this. */
  Target among(int groups, int index) {
    return groups == 1
        ? this
        : new Target(URI.create(url + "-" + index % groups), mark, deliveries);
  }

  /** The last part of the path: the group's name. */
  String group() {
    return path().substring(path().lastIndexOf('/') + 1);
  }
}

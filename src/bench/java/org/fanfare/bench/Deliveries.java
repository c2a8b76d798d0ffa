package org.fanfare.bench;

/** Who is told what a connection received. Called on the loop's thread and does not block. */
interface Deliveries {
  /** For a link that reads nothing: whatever comes is an error. */
  static Deliveries none() {
    return new Deliveries() {
      @Override
      public void delivered(int subscriber, int number, long time, long now) {
        throw new IllegalStateException("the publisher was given message " + number);
      }

      @Override
      public void damaged(int subscriber) {
        throw new IllegalStateException("the publisher was given a message");
      }

      @Override
      public void gap(int subscriber, String group, long first, long last) {
        throw new IllegalStateException("the publisher was told of a gap");
      }
    };
  }

  /** A whole payload came; {@code time} is the one it carries, {@code now} when it was read. */
  void delivered(int subscriber, int number, long time, long now);

  /** Something came that is not a whole payload of this run, but should have been. */
  void damaged(int subscriber);

  /** The server said that the group's offsets from first to last are missing. */
  void gap(int subscriber, String group, long first, long last);
}

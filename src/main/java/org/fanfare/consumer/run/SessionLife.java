package org.fanfare.consumer.run;

/** Is told what becomes of a session; on any thread. */
interface SessionLife {
  /** It goes on: after a break, or over another transport than before. */
  void resumed();

  /** Nothing came to carry it, so that it ends. */
  void expired();

  /** Nobody can come back to it any more. Called once. */
  void over();
}

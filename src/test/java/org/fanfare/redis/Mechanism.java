package org.fanfare.redis;

/** What keeps the laws, and can be switched off in a {@link StoreFake} to see that it does. */
enum Mechanism {
  /** An epoch belongs to one life of one server (R1). */
  FENCE,

  /** The life is read on the link, before anything else is asked there (R2). */
  LIFE_OF_THE_LINK,

  /** What was kept of an ended epoch stays readable (R3). */
  ANCESTORS,

  /** A position of an unknown epoch is never given an ancestor's publications (R4). */
  UNKNOWN_EPOCH,

  /** A subscription is confirmed when it has begun (R8). */
  CONFIRMATION,

  /** What may have been done is not repeated (R13). */
  AT_MOST_ONCE,

  /** The positions of quiet groups are compared (R9). */
  CHECK,

  /** A beacon shows whether notifications come (R9). */
  BEACON
}

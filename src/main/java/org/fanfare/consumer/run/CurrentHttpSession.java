package org.fanfare.consumer.run;

import org.jspecify.annotations.Nullable;

/**
 * The HTTP session of a request, as it is while {@code connect} runs. Used by the thread of the
 * request, and only as long as the request lasts.
 */
public interface CurrentHttpSession {
  /** There is none. */
  CurrentHttpSession NONE =
      new CurrentHttpSession() {
        @Override
        public @Nullable String id() {
          return null;
        }

        @Override
        public @Nullable Object attribute(String name) {
          return null;
        }
      };

  /** Returns the id that it has now; null if there is none, or none any more. */
  @Nullable String id();

  /** Returns one of its attributes; null if it has none of that name. */
  @Nullable Object attribute(String name);
}

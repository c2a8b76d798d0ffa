package org.fanfare.encoding;

import org.jspecify.annotations.Nullable;

/**
 * An object that keeps its encoded forms, one for each {@link WireFormat} that was requested.
 *
 * <p>Safe for use by any thread. The lock is taken in two cases: a reader creates a form for the
 * first time, or a thread discards all forms because the memory total of all logs is reached. In no
 * other case does a publisher wait for it. A form for which there is no memory is returned but not
 * kept.
 */
public abstract class Encodable {
  private record Form(WireFormat<?, ?> format, Object value, @Nullable Form next) {}

  private volatile @Nullable Form forms;

  /** Returns whether a new form of {@code bytes} bytes may be kept; called once for each format. */
  protected abstract boolean mayGrow(long bytes);

  /** Returns this object in {@code format}; encodes it if that form does not exist yet. */
  @SuppressWarnings("unchecked") // the format that is the key has made the value
  public final <S extends Encodable, T> T encoded(WireFormat<S, T> format) {
    Object known = find(format);
    return (T) (known != null ? known : fill(format));
  }

  private @Nullable Object find(WireFormat<?, ?> format) {
    for (Form form = forms; form != null; form = form.next) {
      if (form.format == format) {
        return form.value;
      }
    }
    return null;
  }

  @SuppressWarnings("unchecked") // callers use a format only with the type that it encodes
  private synchronized <S extends Encodable, T> Object fill(WireFormat<S, T> format) {
    Object known = find(format);
    if (known != null) {
      return known;
    }
    T value = format.encode((S) this);
    if (mayGrow(format.weigh(value))) {
      forms = new Form(format, value, forms);
    }
    return value;
  }

  /** Discards all forms; a later request encodes again. */
  protected final synchronized void forget() {
    forms = null;
    forgot();
  }

  /** Called when all forms have been discarded, with the lock held. */
  protected abstract void forgot();
}

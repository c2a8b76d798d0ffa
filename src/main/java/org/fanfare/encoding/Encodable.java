package org.fanfare.encoding;

import org.jspecify.annotations.Nullable;

/**
 * Something that keeps its encoded forms, one for each {@link WireFormat} that was asked for.
 *
 * <p>Safe for use by any thread. The lock is taken to fill a form for the first time, by readers,
 * and to forget all of them, by who needs their memory at the total of all logs: else no publisher
 * ever waits for it. A form for which there is no memory is given without being kept.
 */
public abstract class Encodable {
  private record Form(WireFormat<?, ?> format, Object value, @Nullable Form next) {}

  private volatile @Nullable Form forms;

  /** Asked, once for each format, whether a new form of so many bytes may be kept. */
  protected abstract boolean mayGrow(long bytes);

  /** Gives this in {@code format}, encoding it if nobody has yet. */
  @SuppressWarnings("unchecked") // a form was put there by the format that is its key
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

  @SuppressWarnings("unchecked") // callers pair a format with what it encodes
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

  /** Forgets all forms: who asks for one has it encoded again. */
  protected final synchronized void forget() {
    forms = null;
    forgot();
  }

  /** Told, under the lock, that no form is kept any more. */
  protected abstract void forgot();
}

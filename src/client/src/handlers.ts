/** Defines an attribute. */
export function define(on: object, name: string, get: () => unknown, set?: (value: unknown) => void): void {
  Object.defineProperty(on, name, { configurable: true, enumerable: true, get, set });
}

/**
 * Defines the attribute on… of each event on a prototype. A handler that is replaced keeps its place among the
 * listeners; what is no function takes it away.
 */
export function defineHandlers(prototype: EventTarget, types: string[]): void {
  for (const type of types) {
    const handlers = new WeakMap<EventTarget, { now: Function | null; listener: (event: Event) => void }>();
    define(
      prototype,
      "on" + type,
      function (this: EventTarget) {
        return handlers.get(this)?.now ?? null;
      },
      function (this: EventTarget, handler: unknown) {
        const known = handlers.get(this);
        if (typeof handler !== "function") {
          if (known) this.removeEventListener(type, known.listener);
          handlers.delete(this);
        } else if (known) known.now = handler;
        else {
          const made = { now: handler as Function | null, listener: (event: Event) => made.now!.call(this, event) };
          handlers.set(this, made);
          this.addEventListener(type, made.listener);
        }
      },
    );
  }
}

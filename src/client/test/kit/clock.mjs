/** A clock that stands still until it is turned: for timers, dates and the performance clock of the whole process. */

const real = { setImmediate };

export class Clock {
  now = 1_000_000;
  #timers = new Map();
  #last = 0;

  install() {
    globalThis.setTimeout = (run, ms = 0, ...args) => {
      const id = ++this.#last;
      this.#timers.set(id, { at: this.now + Math.max(0, ms), id, run: () => run(...args) });
      return id;
    };
    globalThis.clearTimeout = (id) => this.#timers.delete(id);
    Date.now = () => this.now;
    performance.now = () => this.now;
  }

  /** Forgets all timers. */
  reset() {
    this.#timers.clear();
  }

  /** Lets everything happen that needs no time, timers that are due included. */
  async settle() {
    for (let quiet = 0; quiet < 4; quiet++) {
      await new Promise((done) => real.setImmediate(done));
      if (this.#fire(this.now)) quiet = 0;
    }
  }

  /** Turns the clock on, and runs the timers in the order in which they are due. */
  async advance(ms) {
    const end = this.now + ms;
    await this.settle();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.now = Math.max(this.now, next.at);
      this.#fire(this.now);
      await this.settle();
    }
    this.now = end;
  }

  #next(until) {
    const due = [...this.#timers.values()].filter(({ at }) => at <= until);
    return due.sort((a, b) => a.at - b.at || a.id - b.id)[0];
  }

  #fire(until) {
    const next = this.#next(until);
    if (!next) return false;
    this.#timers.delete(next.id);
    next.run();
    return true;
  }
}

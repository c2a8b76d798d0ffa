import { rest } from "./backoff.js";
import type { Detail, State } from "./conversation.js";
import { Fault } from "./fault.js";
import type { Asked } from "./http.js";
import { Subscription } from "./subscription.js";
import type { Entry, Face, Talk, TalkOptions } from "./talk.js";

/** Reads groups, and publishes to them: each message until it is answered, with a key, and before the next one. */
export class GroupTalk extends Subscription implements Talk {
  private _entries: Entry[] = [];
  private _busy = false;
  private _begun = false;
  private _key = crypto.getRandomValues(new Uint32Array(4)).join("-");
  private _published = 0;

  constructor(
    url: Asked<string | URL>,
    options: TalkOptions,
    private readonly _face: Face,
  ) {
    super(url, { ...options, onMessage: (message) => _face._message(message), onGap: (gap) => _face._gap(gap) });
  }

  _send(entry: Entry): void {
    this._entries.push(entry);
    this._flush();
  }

  async _flush(): Promise<void> {
    if (this._busy) return;
    this._busy = true;
    for (let failed = 0; this._entries[0]?.message !== undefined && !this._isOver(); ) {
      const { message, size } = this._entries[0];
      try {
        await this.publish(message, { key: `${this._key}-${this._published}` });
      } catch (error) {
        if (error instanceof Fault && !error.final) {
          await rest(error, ++failed, this._resting);
          continue;
        }
        if (this._isOver()) return; // nothing is told after its end
        this._face._error((error as Fault).problem);
      }
      failed = 0;
      this._published++;
      this._entries.shift();
      this._face._acked(size);
    }
    this._busy = false;
    if (this._face._ending && !this._entries.length) this._face._ended();
  }

  _lives(): boolean {
    return this._begun; // a URL of groups has no session that could be lost
  }

  override _told(state: State, detail: Detail): void {
    this._face._state(state, detail);
    if (state === "open" && !this._begun) {
      this._begun = true;
      this._face._open("");
    }
  }
}

import type { Detail, State } from "./conversation.js";
import type { Asked } from "./http.js";
import { Subscription } from "./subscription.js";
import type { Entry, Face, Talk, TalkOptions } from "./talk.js";
/** Reads groups, and publishes to them: each message until it is answered, with a key, and before the next one. */
export declare class GroupTalk extends Subscription implements Talk {
    private readonly _face;
    private _entries;
    private _busy;
    private _begun;
    private _key;
    private _published;
    constructor(url: Asked<string | URL>, options: TalkOptions, _face: Face);
    _send(entry: Entry): void;
    _flush(): Promise<void>;
    _lives(): boolean;
    _told(state: State, detail: Detail): void;
}

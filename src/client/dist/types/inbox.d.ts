/** How far the server's messages and relayed publications have come to the page, and how far the server knows it. */
export declare class Inbox {
    private readonly _whenDue;
    _cursor: string;
    private _received;
    private _told;
    private _due;
    private _timer?;
    /** @param _whenDue is called when an acknowledgement has waited for long enough */
    constructor(_whenDue: () => void);
    /** Whether a message is the next, and not one that was here before. */
    _takes(number: number): boolean;
    /** Where the page is; the server is told. */
    _where(): {
        ack: number;
        cursor?: string;
    };
    /** The number up to which all messages have come; the server is told. */
    _ack(): number;
    /** What the server was told did not reach it: it has to be told now. */
    _unheard(): void;
    /** Whether the server has to be told now. If it has to be told later, the time runs from now on. */
    _owes(): boolean;
}

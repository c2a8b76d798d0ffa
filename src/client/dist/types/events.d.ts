/** One event of a stream, with the fields that it had. */
export interface StreamEvent {
    id?: string;
    event?: string;
    data?: string;
    breaks?: string;
    retry?: string;
}
/** Reads an event stream piece by piece; onEvent is given each event at its end. */
export declare function eventParser(onEvent: (event: StreamEvent) => void): (text: string) => void;
/**
 * The text of a message, of which an event knows only where lines end. Where they end otherwise than with LF it says
 * how.
 */
export declare function withBreaks({ data, breaks }: StreamEvent): string;

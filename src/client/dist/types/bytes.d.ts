export declare const isBytes: (value: unknown) => value is ArrayBuffer | ArrayBufferView;
/** The bytes themselves, not a copy. */
export declare const viewOf: (bytes: ArrayBuffer | ArrayBufferView) => Uint8Array;
export declare function toBase64(bytes: Uint8Array): string;
export declare const fromBase64: (text: string) => Uint8Array<ArrayBuffer>;
export declare const utf8Length: (text: string) => number;

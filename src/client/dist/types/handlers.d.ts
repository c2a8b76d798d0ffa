/** Defines an attribute. */
export declare function define(on: object, name: string, get: () => unknown, set?: (value: unknown) => void): void;
/**
 * Defines the attribute on… of each event on a prototype. A handler that is replaced keeps its place among the
 * listeners; what is no function takes it away.
 */
export declare function defineHandlers(prototype: EventTarget, types: string[]): void;

/**
 * An application with Fanfare in it: {@link sample.Lobby} is a first consumer and needs nothing of
 * the rest, {@link sample.Chat} keeps what is said in a database, and {@link sample.OrderResource}
 * tells sellers of their orders.
 */
package sample;

/**
 * Consumers whose callbacks have transactions and timers, or block, of an application that has
 * Fanfare in its {@code WEB-INF/lib}: deployed, not run here.
 */
package org.fanfare.wire.callbacks;

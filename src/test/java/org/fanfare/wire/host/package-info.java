/**
 * An application that has Fanfare in its {@code WEB-INF/lib}, and a life of its own: it is
 * deployed, not run here. Its pages are in {@code src/it/host}.
 */
package org.fanfare.wire.host;

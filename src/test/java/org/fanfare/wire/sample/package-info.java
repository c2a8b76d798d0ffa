/**
 * The sample of {@code src/it/sample}, deployed as its own build packs it, and used as browsers use
 * it: by people with cookies, over WebSockets, sessions and forms.
 */
package org.fanfare.wire.sample;

/**
 * What a person meets in a browser: the pages, their script, and the platform's own {@code
 * EventSource} and {@code WebSocket}, in the system's Chromium.
 *
 * <p>A test opens a {@link org.fanfare.wire.browser.Tab} through {@link
 * org.fanfare.wire.browser.Chromium}, which afterwards asks every tab for complaints (errors on the
 * console, uncaught exceptions, violations of the content security policy): a test in which a page
 * complained has failed, unless it said that the tab may.
 *
 * <pre>{@code
 * @RegisterExtension final Chromium chromium = new Chromium();
 *
 * @Test
 * void whatIsPublishedByHttpAppearsOnTheBoard() {
 *   Tab tab = chromium.open(server.context(), Look.WIDE_LIGHT);
 *   ...
 *   tab.shows("hello");
 * }
 * }</pre>
 *
 * <p>Decisions: a driver of Chromium belongs to one thread, so waiting is done with its own bounded
 * assertions and not with Awaitility. Pages are asked what they show, not how they are built; where
 * a promise is about the script and not about a page, the test runs the script in a page.
 */
@NullMarked
package org.fanfare.wire.browser;

import org.jspecify.annotations.NullMarked;

/**
 * The documentation, held to what it says of itself: each block of code on a page is run as it is
 * printed, or says why it is not.
 *
 * <p>{@link org.fanfare.site.Page} reads a page. A comment before a block names the test that runs
 * it:
 *
 * <pre>{@code
 * <!-- run: PublishingPageTest -->
 * <!-- not run: it goes on for ever -->
 * }</pre>
 *
 * <p>Decisions: what needs a server is left to the tests over the network, which read the same
 * pages. Programs in other languages are run against a server of the JDK that fails before it
 * answers, so that what they retry is tested too. Pages that were written before the rule have
 * blocks without a comment; {@code src/test/snippets.txt} counts them, and no count may grow.
 */
package org.fanfare.site;

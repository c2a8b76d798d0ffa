/**
 * What decides whether a change is good: which tests held which law, on which server, and what the
 * servers wrote into their logs meanwhile.
 *
 * <p>{@link org.fanfare.gate.Law} marks a test that holds a law. While tests run, {@link
 * org.fanfare.gate.Recorder} writes one line for each into {@code target/gate/NAME.results}, where
 * NAME is the run: {@code plain} for tests without a server, else a server, with {@code -direct}
 * behind it for the other carrier. {@link org.fanfare.gate.Evidence} keeps what is known at the
 * moment of a failure. When all runs are over, {@link org.fanfare.gate.Verdict} reads all that and
 * judges:
 *
 * <pre>{@code
 * java -cp target/test-classes org.fanfare.gate.Verdict quick
 * }</pre>
 *
 * <p>Decisions: a law's test that failed and passed when it was repeated is a fault until shown
 * otherwise, so the quick gate lets one pass, told loudly, and the full matrix none. What must have
 * run stands in {@code src/test/counts.txt} as numbers, not as names, so that no new class is
 * forgotten. Lines of a server's log that tell of an error are allowed only if {@code
 * src/test/known-log-lines.txt} names them, with server, version and reason. The verdict needs
 * nothing but the JDK.
 */
package org.fanfare.gate;

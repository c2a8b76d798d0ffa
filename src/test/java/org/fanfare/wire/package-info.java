/**
 * The promises of the one URL, kept on the wire, against a server that runs.
 *
 * <p>Each {@code …IT} class is one deployment with its settings; what it promises stands in itself
 * or in the interfaces that it implements, so that one start of a server serves many tests. {@link
 * org.fanfare.wire.kit} has the clients.
 *
 * <pre>{@code
 * mvn verify -Dit.test=LawsIT
 * }</pre>
 *
 * <p>Decisions: no test knows which server it runs on, and none uses a class of Fanfare; only the
 * two that count the objects left in a server take the names of the classes from the classes, so
 * that they do not go on counting a name that no class has. Each test has groups of its own, so
 * that tests of a class need no order.
 */
package org.fanfare.wire;

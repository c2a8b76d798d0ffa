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
 * <p>Which tests run where is chosen by tags, of classes: {@code core} is what each server and each
 * carrier shows at each change, {@code admission} what depends on how a server lets requests in,
 * {@code api} what back ends do and whom tickets let in, {@code blocking} what differs where a
 * write waits for its client, {@code frames} what comes in as WebSocket frames, {@code bounds} what
 * costs time and depends little on the server, {@code conformance} the suite that is not ours.
 * {@code payara} runs on Payara Micro alone: what is behind a {@code proxy}, in a {@code browser},
 * or starts servers itself. {@code direct} is for that carrier alone, {@code undeploy} for servers
 * to which Arquillian deploys more than once, {@code resource} has polls carried by JAX-RS, where
 * that loses none, {@code guest} has Fanfare in an application of another's, {@code consumers} has
 * consumers in one, {@code sample} is the sample, {@code database} needs a database that the server
 * brings, {@code full} is for the full matrix. Which run has which: {@code src/test/run.sh}. {@link
 * org.fanfare.gate.Law} tags tests.
 *
 * <p>Decisions: no test knows which server it runs on, and none uses a class of Fanfare; only the
 * two that count the objects left in a server take the names of the classes from the classes, so
 * that they do not go on counting a name that no class has, and the one of a made-up layer puts
 * that into the WAR. Each test has groups of its own, so that tests of a class need no order.
 */
package org.fanfare.wire;

/**
 * Undeploying by Arquillian's deployer, on the servers that it deploys to by themselves; Payara
 * Micro is told in its own way, see {@code wire.payara}. Not on Open Liberty 26.0.0.3, which keeps
 * what was undeployed: a defect that is known, and not understood yet.
 */
package org.fanfare.wire.redeploy;

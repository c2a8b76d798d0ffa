/**
 * Undeploying by Arquillian's deployer, on the servers that it deploys to by themselves; Payara
 * Micro is told in its own way, see {@code wire.payara}.
 */
package org.fanfare.wire.redeploy;

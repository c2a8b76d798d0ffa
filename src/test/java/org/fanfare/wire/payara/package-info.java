/**
 * What can be shown on Payara Micro alone, since each server is told in its own way to deploy and
 * undeploy.
 */
package org.fanfare.wire.payara;

/**
 * What stands for an application of its own, in a WAR with Fanfare: it is deployed, not run here.
 */
package org.fanfare.wire.application;

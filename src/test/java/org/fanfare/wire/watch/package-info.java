/**
 * A consumer that writes down what happens to it, in a file that stays when its application and its
 * server have gone: deployed, not run here.
 */
package org.fanfare.wire.watch;

/** What is promised of consumers, and the consumers of whom it is: for the kit, and for servers. */
package org.fanfare.consumer.promises;

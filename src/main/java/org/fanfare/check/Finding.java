package org.fanfare.check;

/**
 * A recommended change for an operator, with its place.
 *
 * @param what what is wrong, and its consequences
 * @param fanfare the setting of Fanfare to change; empty if there is none
 * @param httpd the configuration line for Apache httpd; empty if there is none
 * @param nginx the configuration line for nginx; empty if there is none
 */
public record Finding(String what, String fanfare, String httpd, String nginx) {}

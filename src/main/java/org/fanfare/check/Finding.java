package org.fanfare.check;

/**
 * Something that an operator should change, and where.
 *
 * @param what what is wrong, and what follows from it
 * @param fanfare the setting of Fanfare; empty if there is none
 * @param httpd the line for Apache httpd; empty if there is none
 * @param nginx the line for nginx; empty if there is none
 */
public record Finding(String what, String fanfare, String httpd, String nginx) {}

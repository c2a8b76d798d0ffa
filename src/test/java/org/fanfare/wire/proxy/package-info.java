/**
 * Fanfare behind a real Apache httpd and a real nginx, with the very files that the repository
 * offers for them.
 *
 * <p>{@link org.fanfare.wire.proxy.PortablePromises} gathers what must hold on the wire through
 * every proxy with each of its files, {@link org.fanfare.wire.proxy.ProxyPromises} all the rest,
 * which is tried with one file of each; a class for each file only says which it is. How each is
 * used stands in {@link org.fanfare.wire.kit.ProxyFile}. What consumers need of a proxy, {@link
 * org.fanfare.wire.proxy.RoutesIT}, goes through all files in one class.
 *
 * <p>Decisions: the proxies run as Debian configures them, so that its defaults (request time-outs,
 * compression, limits) are met here and not by the first user. The WAR is deployed once for each
 * class and trusts 127.0.0.1, from where the proxy comes.
 */
package org.fanfare.wire.proxy;

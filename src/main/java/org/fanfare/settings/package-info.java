/**
 * The settings of one node: read once at the start, from the environment, system properties, files
 * and {@code reference.conf}.
 *
 * <p>Begin with {@link org.fanfare.settings.SettingsLoader}, which makes {@link
 * org.fanfare.settings.Settings}; only {@code boot} calls it, and hands the parts on.
 *
 * <pre>{@code
 * Settings settings = SettingsLoader.ofProcess(getClass().getClassLoader()).load();
 * scheduler.every(settings.times().heartbeat(), ...);
 * }</pre>
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>{@code reference.conf} is the list of what exists: a setting that it lacks is a typing
 *       error, as is a value out of its range, and nothing is served then. A server that runs with
 *       other settings than its operator believes is worse than one that serves nothing.
 *   <li>Every message says where the value stands, what it is, and what would be right. Keys are
 *       never shown.
 *   <li>Durations need a unit, because Typesafe Config takes a bare number for milliseconds and
 *       people mean seconds.
 *   <li>None of the caches of Typesafe Config is used, so that a redeploy reads everything anew and
 *       nothing holds the class loader of an application that has gone.
 * </ul>
 */
package org.fanfare.settings;

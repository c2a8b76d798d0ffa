/**
 * The settings of one node: read once at the start, from the environment, system properties, files
 * and {@code reference.conf}.
 *
 * <p>Begin with {@link org.fanfare.settings.SettingsLoader}, which creates {@link
 * org.fanfare.settings.Settings}. Only {@code boot} calls it, and passes the parts on.
 *
 * <pre>{@code
 * Settings settings = SettingsLoader.ofProcess(getClass().getClassLoader()).load();
 * scheduler.every(settings.times().heartbeat(), ...);
 * }</pre>
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>{@code reference.conf} lists all settings. An unknown setting or a value out of its range
 *       is an error, and nothing is served then. A server that runs with other settings than its
 *       operator believes is worse than one that serves nothing.
 *   <li>Every error message says where the value is, what it is, and what would be right. Secret
 *       keys are never shown.
 *   <li>Durations need a unit, because Typesafe Config reads a number without a unit as
 *       milliseconds, while people mean seconds.
 *   <li>The caches of Typesafe Config are not used, so that a redeployment reads everything again
 *       and nothing retains the class loader of an undeployed application.
 * </ul>
 */
package org.fanfare.settings;

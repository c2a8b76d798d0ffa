package org.fanfare.boot;

import org.fanfare.message.GroupName;
import org.fanfare.security.Right;
import org.fanfare.security.Rule;
import org.fanfare.settings.Settings;

/**
 * Whether the applications of the demo are served. Immutable.
 *
 * <p>They are open to everyone, as the groups {@code demo.*} of the first start are. An operator
 * who closes those, by rules of his own, wants no demo: then the applications are closed, too.
 */
record DemoRoutes(boolean served) {
  private static final String DEMO = "org.fanfare.demo"; // is in the WAR alone
  private static final GroupName GROUP = new GroupName("demo.applications");

  /** Decides it by the settings. */
  static DemoRoutes of(Settings settings) {
    return new DemoRoutes(
        settings.demo().applications()
            && settings.access().rules().ruleFor(GROUP).filter(DemoRoutes::isOpen).isPresent());
  }

  private static boolean isOpen(Rule rule) {
    return rule.join() == Right.Plain.ANYONE && rule.publish() == Right.Plain.ANYONE;
  }

  /** Returns whether this consumer is to be served: those that are not the demo's always are. */
  boolean serve(Class<?> consumer) {
    return served || !consumer.getPackageName().equals(DEMO);
  }
}

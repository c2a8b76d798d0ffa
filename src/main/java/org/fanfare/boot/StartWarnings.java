package org.fanfare.boot;

import jakarta.servlet.ServletContext;
import java.lang.System.Logger.Level;
import java.util.regex.Pattern;
import org.fanfare.security.Right;
import org.fanfare.security.Rule;
import org.fanfare.settings.Settings;
import org.fanfare.transport.Quirk;

/**
 * Logs warnings at the start about settings that have no effect on this server, or need more than
 * it has. Called by the thread that starts the application.
 */
final class StartWarnings {
  private static final System.Logger LOG = System.getLogger(StartWarnings.class.getName());

  /** A pattern that looks as if each user had a group of its own. */
  private static final Pattern USER_NAMES = Pattern.compile("(?i)users?[._-].*[*~].*");

  private final Settings settings;
  private final ServletContext server;
  private final boolean direct;

  /**
   * Creates the warnings for a server.
   *
   * @param direct whether WebSockets are carried by the upgrade
   */
  StartWarnings(Settings settings, ServletContext server, boolean direct) {
    this.settings = settings;
    this.server = server;
    this.direct = direct;
  }

  void tell() {
    ofEndpoints();
    ofPolls();
    ofCompression();
    ofQueues();
    ofLargeMessages();
    ofOpenFiles();
    ofNamesOfUsers();
  }

  private void ofEndpoints() {
    if (Quirk.LOCKS_UP_ENDPOINTS.isOf(server) && !direct) {
      LOG.log(
          Level.WARNING,
          "With fanfare.websocket = endpoint one client can stop {0}: if it leaves while a message is written to it, the"
              + " server''s WebSocket code may lock up a thread that writes to many others. Set fanfare.websocket = auto,"
              + " which is not affected",
          server.getServerInfo());
    }
  }

  private void ofPolls() {
    if (settings.poll() == Settings.Poll.RESOURCE
        && Quirk.LOSES_POLLS_AFTER_REDEPLOYMENT.isOf(server)) {
      LOG.log(
          Level.WARNING,
          "With fanfare.poll = resource polls may lose their answers on {0} after an application was deployed again,"
              + " until the server is started anew. Set fanfare.poll = direct, which is not affected",
          server.getServerInfo());
    }
  }

  private void ofCompression() {
    if (settings.webSocketDeflate() && !direct) {
      LOG.log(
          Level.WARNING,
          "fanfare.websocket-deflate = true does nothing here: WebSockets are carried by the endpoints of {0},"
              + " which decide about compression themselves. It is for fanfare.websocket = direct",
          server.getServerInfo());
    }
  }

  private void ofQueues() {
    if (Quirk.QUEUES_WRITES.isOf(server)
        && QueueBound.isMissing(System.getProperty(QueueBound.ROOT))) {
      LOG.log(
          Level.WARNING,
          "{0} queues megabytes of the heap for each client that reads nothing. Set socket-write-buffer-size=65536 of"
              + " the transport tcp, by the line \"set configs.config.server-config.network-config.transports.transport"
              + ".tcp.socket-write-buffer-size=65536\" of server-config/payara/preboot.txt, or by"
              + " server-config/glassfish/configure.sh",
          server.getServerInfo());
    }
  }

  private void ofLargeMessages() {
    if (!Quirk.ENDS_LARGE_WRITES.isOf(server) || direct) {
      return;
    }
    Settings.Limits limits = settings.limits();
    int maxSize = Math.max(limits.messageMaxSize(), limits.writeMaxSize());
    int needed = QueueBound.neededFor(maxSize, System.getProperty(QueueBound.ROOT));
    if (needed > 0) {
      LOG.log(
          Level.WARNING,
          "A WebSocket that is sent {0} bytes at once, as fanfare.message.max-size or fanfare.write.max-size allow,"
              + " will be ended by {1}: it lets one write have sixteen times its socket-write-buffer-size. Set that to {2} at least, in"
              + " server-config/payara/preboot.txt, or set fanfare.websocket = direct",
          String.valueOf(maxSize),
          server.getServerInfo(),
          String.valueOf(needed));
    }
  }

  private void ofOpenFiles() {
    long needed = OpenFiles.neededFor(settings.limits());
    long most = OpenFiles.most().orElse(needed);
    if (most < needed) {
      LOG.log(
          Level.WARNING,
          "This process may open {0} files, and each client is one: fanfare.connections.max and"
              + " fanfare.connections.publishing allow {1} with those of the server. Run it with"
              + " ulimit -n {1} or more, or lower fanfare.connections.max to {2}",
          String.valueOf(most),
          String.valueOf(needed),
          String.valueOf(OpenFiles.roomFor(settings.limits(), most)));
    }
  }

  private void ofNamesOfUsers() {
    for (Rule rule : settings.groups()) {
      if (rule.join().includes(Right.Plain.USER) && USER_NAMES.matcher(rule.match()).matches()) {
        LOG.log(
            Level.WARNING,
            "The rule \"{0}\" lets every user who has logged in read every group of that name, those of other users"
                + " too. For a group that only the user of that name reads, write match = \"user.~\", join = own",
            rule.match());
      }
    }
  }
}

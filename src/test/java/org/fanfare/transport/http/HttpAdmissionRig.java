package org.fanfare.transport.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.fanfare.admission.Admission;
import org.fanfare.connection.ClientConnection;
import org.fanfare.connection.ConnectionProfile;
import org.fanfare.connection.ConnectionSettings;
import org.fanfare.connection.ConnectionTimes;
import org.fanfare.connection.Connections;
import org.fanfare.connection.PendingBounds;
import org.fanfare.connection.SocketLimits;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Policies;
import org.fanfare.memory.MemoryRigs;
import org.fanfare.message.GroupName;
import org.fanfare.publish.Rights;
import org.fanfare.security.Access;
import org.fanfare.security.CheckGroups;
import org.fanfare.security.Hosts;
import org.fanfare.security.Keys;
import org.fanfare.security.Origins;
import org.fanfare.security.Right;
import org.fanfare.security.Rule;
import org.fanfare.security.Rules;
import org.fanfare.security.TrustedProxies;
import org.fanfare.session.GroupRequest;
import org.fanfare.session.NoOutlet;
import org.fanfare.session.Subscriptions;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Refusals;
import org.fanfare.status.Status;

/**
 * A dooradmission of a node with some rules, one listed origin, one key and room for one client.
 */
final class HttpAdmissionRig {
  static final GroupName OPEN = new GroupName("open.a");
  static final GroupName OPEN_TOO = new GroupName("open.b");
  static final Duration HEARTBEAT = Duration.ofSeconds(25);
  static final Duration SPREAD = Duration.ofSeconds(10);
  static final String FRIEND = "https://friend.example";
  static final String KEY = "0123456789-0123456789";
  static final String PROXY = "10.1.2.3";

  private static final Rules RULES =
      rules(
          Right.Plain.ANYONE,
          rule("open.*", Right.Plain.ANYONE, Right.Plain.ANYONE),
          rule("notices.*", Right.Plain.ANYONE, Right.Plain.KEY),
          rule("inbox.*", Right.Plain.KEY, Right.Plain.ANYONE),
          rule("own.~", Right.Plain.OWN, Right.Plain.OWN),
          rule("staff.*", new Right.Role("editor"), new Right.Role("editor")));

  final LayerRig memory = MemoryRigs.rig(Policies.ROOMY);
  final Connections connections =
      new Connections(
          List.of(Runnable::run),
          new ConnectionSettings(
              1, 1000, HEARTBEAT, SocketLimits.replies(3), new PendingBounds(1000, 1000), SPREAD),
          () -> 0,
          new Random(1));
  final Refusals refusals = new Refusals(() -> 0);
  final HttpAdmission admission = admission(RULES);

  /** A dooradmission of the same node under other rules. */
  HttpAdmission admission(Rules rules) {
    return admission(rules, Hosts.UNSET);
  }

  /** A dooradmission of the same node for browsers that name one of these hosts. */
  HttpAdmission admission(Hosts hosts) {
    return admission(RULES, hosts);
  }

  private HttpAdmission admission(Rules rules, Hosts hosts) {
    return new HttpAdmission(
        new Admission(
            new Access(
                rules,
                new Origins(Set.of(FRIEND)),
                hosts,
                new TrustedProxies(List.of("10.0.0.0/8")),
                new Keys(List.of(Keys.Entry.plain(KEY)))),
            new Rights(rules),
            refusals,
            connections,
            new Subscriptions(memory.layer())));
  }

  /** The rules, and before them the one of the check page. */
  static Rules rules(Right check, Rule... rules) {
    List<Rule> all = new ArrayList<>(List.of(rules));
    all.add(0, CheckGroups.rule(check, List.of(rules), Policies.IDLE));
    return new Rules(all);
  }

  static Rule rule(String match, Right join, Right publish) {
    return new Rule(match, join, publish, Policies.ROOMY);
  }

  /** A request that reads, from a program. */
  static FakeRequest get(String target) {
    return new FakeRequest("GET", target).with("Host", "board.example");
  }

  /** A request for a stream, from a program. */
  static FakeRequest stream(String target) {
    return get(target).with("Accept", "text/event-stream");
  }

  /** A request that publishes, from a program. */
  static FakeRequest post(String target) {
    return new FakeRequest("POST", target).with("Host", "board.example");
  }

  /** A handshake as it should be, from a program. */
  static FakeRequest handshake(String target) {
    return get(target)
        .with("Upgrade", "websocket")
        .with("Connection", "Upgrade")
        .with("Sec-WebSocket-Version", "13")
        .with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
  }

  /** The only client that there is room for comes. */
  ClientConnection fill() {
    return connections.connect(
        ConnectionProfile.STREAM, new NoOutlet(), new ConnectionTimes(HEARTBEAT, null));
  }

  RequestKind kind(FakeRequest request) {
    return admission.kind(request.request());
  }

  GroupRequest admit(FakeRequest request) {
    return admission.admit(request.request(), kind(request));
  }

  /** Admits what is to be read. */
  GroupRequest.Read read(FakeRequest request) {
    return (GroupRequest.Read) admit(request);
  }

  /** Why a request is not let in. */
  Problem refusal(FakeRequest request) {
    try {
      throw new AssertionError("it was let in: " + admit(request));
    } catch (ProblemException e) {
      return e.problem();
    }
  }

  Status refused(FakeRequest request) {
    return refusal(request).status();
  }
}

package org.fanfare.transport.http;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.fanfare.consumer.Plain;
import org.fanfare.consumer.run.ConsumerRoute;
import org.fanfare.consumer.run.LoginExpiries;
import org.fanfare.consumer.run.SessionRig;
import org.fanfare.consumer.run.Surroundings;
import org.fanfare.session.StreamTimes;

/** The requests of one route whose consumers have sessions; nothing else of it is under test. */
final class RouteRig {
  private static final Duration HOUR = Duration.ofHours(1);

  private RouteRig() {}

  static RouteRequests requests(SessionRig rig, ConsumerRoute route) {
    return new RouteRequests(
        Set.of(route),
        Plain.REFUSE,
        rig.sessions,
        new SessionRequests(
            rig.sessions, null, null, HttpAdmissionRig.HEARTBEAT, new StreamTimes(HOUR, HOUR)),
        new HttpAdmissionRig().admission,
        null,
        null,
        null,
        () -> Surroundings.NONE,
        new LoginExpiries(caller -> Optional.empty()));
  }
}

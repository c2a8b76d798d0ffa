package org.fanfare.transport.http;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.fanfare.connection.CallerShares;
import org.fanfare.connection.ConnectionSettings;
import org.fanfare.connection.Connections;
import org.fanfare.connection.ConnectionsByUser;
import org.fanfare.connection.PendingBounds;
import org.fanfare.connection.SocketLimits;
import org.fanfare.message.GroupName;
import org.fanfare.publish.Permit;
import org.fanfare.publish.PublishRates;
import org.fanfare.publish.PublishRig;
import org.fanfare.publish.Publisher;
import org.fanfare.security.Caller;
import org.fanfare.session.Encoders;
import org.fanfare.session.GroupRequest;
import org.fanfare.session.HeldAnswers;
import org.fanfare.session.Sessions;
import org.fanfare.session.StreamTimes;
import org.fanfare.transport.UnfinishedTotal;
import org.fanfare.transport.WritePolicies;

/** A face that reads bodies and publishes them, with its clock in the test's hand. */
final class BodyRig {
  static final int MAX_SIZE = 20;
  static final int AT_ONCE = 2;
  static final int BEGUN_TOTAL = 10_000;
  private static final int ROOMY_TOTAL = 1 << 20;
  static final Duration TIMEOUT = Duration.ofSeconds(30);
  static final Duration IDLE = Duration.ofHours(1);
  static final Duration STRANGER_IDLE = Duration.ofMinutes(20);
  static final int LEAST_RATE = 2;

  final PublishRig publishing = new PublishRig();
  final HeldAnswers answers = new HeldAnswers();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // a ticker may wrap
  final UnfinishedTotal begun;
  final BodyRequests face;
  final ReadRequests reading;

  private BodyRig(boolean late, long total) {
    this(late, total, CallerShares.undivided(), IDLE, 0);
  }

  private BodyRig(
      boolean late, long total, CallerShares shares, Duration strangerIdle, int leastRate) {
    begun = new UnfinishedTotal(total, TIMEOUT, nanos::get);
    Publisher publisher =
        late ? publishing.over(answers.of(publishing.layer)) : publishing.publisher;
    face = face(publisher, shares, strangerIdle, leastRate);
    reading = reading(publisher, shares);
  }

  private BodyRig(int rate, Publisher.Later later) {
    begun = new UnfinishedTotal(ROOMY_TOTAL, TIMEOUT, nanos::get);
    Publisher publisher =
        new Publisher(
            publishing.layer,
            publishing.refusals,
            nanos::get,
            new PublishRates(rate, nanos::get),
            later);
    face = face(publisher, CallerShares.undivided(), IDLE, 0);
    reading = reading(publisher, CallerShares.undivided());
  }

  private ReadRequests reading(Publisher publisher, CallerShares shares) {
    return new ReadRequests(
        sessions(publisher, shares), new WritePolicies(() -> Runnable::run), true);
  }

  private BodyRequests face(
      Publisher publisher, CallerShares shares, Duration strangerIdle, int leastRate) {
    return new BodyRequests(
        sessions(publisher, shares),
        new BodyLimits(MAX_SIZE, TIMEOUT, IDLE, strangerIdle, AT_ONCE, leastRate),
        nanos::get,
        new WritePolicies(() -> Runnable::run),
        begun);
  }

  /** The same, where a caller publishes no faster than a rate. */
  static BodyRig paced(int rate, Publisher.Later later) {
    return new BodyRig(rate, later);
  }

  private Sessions sessions(Publisher publisher, CallerShares shares) {
    return new Sessions(
        new Connections(
            List.of(Runnable::run),
            new ConnectionSettings(
                1,
                1000,
                IDLE,
                SocketLimits.replies(3),
                new PendingBounds(1000, 1000),
                Duration.ZERO),
            shares,
            nanos::get,
            new Random(1)),
        new ConnectionsByUser(),
        publishing.layer,
        publisher,
        publishing.rights,
        MAX_SIZE,
        begun::take,
        new StreamTimes(IDLE, IDLE),
        new Random(1),
        Encoders.NONE);
  }

  /** Over a layer that answers at once. */
  static BodyRig quick() {
    return new BodyRig(false, BEGUN_TOTAL);
  }

  /**
   * The same, where strangers may be silent for less time, bodies have a least rate, and callers
   * have shares.
   */
  static BodyRig shared(CallerShares shares) {
    return new BodyRig(false, BEGUN_TOTAL, shares, STRANGER_IDLE, LEAST_RATE);
  }

  /** The same with memory for bodies that are inflated. */
  static BodyRig roomy() {
    return new BodyRig(false, ROOMY_TOTAL);
  }

  /** Over a layer of which the test lets the answers go. */
  static BodyRig late() {
    return new BodyRig(true, ROOMY_TOTAL);
  }

  /** Reads the body of a request that somebody made who is nobody. */
  FakeRequest read(FakeRequest request, RequestKind kind, GroupName... groups) {
    return read(PublishRig.NOBODY, request, kind, groups);
  }

  /** Reads the body of a request of this caller. */
  FakeRequest read(Caller caller, FakeRequest request, RequestKind kind, GroupName... groups) {
    Permit permit = publishing.rights.requirePublishing(caller, List.of(groups));
    try {
      ReturnGate gate = ReturnGate.before(request.request());
      face.read(
          request.request(), request.response.response(), kind, new GroupRequest.Publish(permit));
      gate.open();
      if (request.response.status() == 0) {
        request.response.stream.makeRoom();
      }
      return request;
    } catch (IOException e) {
      throw new AssertionError("it could not be read", e);
    }
  }

  /** Reads a body that is one message. */
  FakeRequest post(String type) {
    return read(request(type), RequestKind.MESSAGE, PublishRig.OPEN);
  }

  /** Reads a body that is one message, of a request with a further header. */
  FakeRequest post(String type, String header, String value) {
    return read(request(type).with(header, value), RequestKind.MESSAGE, PublishRig.OPEN);
  }

  /** Reads a body of which each line is a message. */
  FakeRequest lines(String type) {
    return read(request(type), RequestKind.LINES, PublishRig.OPEN);
  }

  static FakeRequest request(String type) {
    return new FakeRequest("POST", "/groups/open.a").with("Content-Type", type);
  }

  /** Time passes, and the timer ticks. */
  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    face.tick();
  }

  /** The texts that are in the group's log. */
  List<String> published() {
    return publishing.texts(PublishRig.OPEN);
  }
}

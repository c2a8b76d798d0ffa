package org.fanfare.boot;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.bind.Jsonb;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.fanfare.api.ApiBodies;
import org.fanfare.api.DrainCalls;
import org.fanfare.api.GroupCalls;
import org.fanfare.api.KeyCheck;
import org.fanfare.api.MetricsPage;
import org.fanfare.api.NodeState;
import org.fanfare.api.PublishCalls;
import org.fanfare.api.TicketCalls;
import org.fanfare.api.UserCalls;
import org.fanfare.consumer.LoginExpiry;
import org.fanfare.consumer.SendFailed;
import org.fanfare.consumer.Sender;
import org.fanfare.consumer.SentAfterCommit;
import org.fanfare.consumer.Transactions;
import org.fanfare.consumer.TypedJson;
import org.fanfare.consumer.run.Logins;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.LayerFactory;
import org.fanfare.protocol.EncoderFactory;
import org.fanfare.session.Encoders;
import org.fanfare.settings.Settings;
import org.fanfare.settings.SettingsException;
import org.fanfare.settings.SettingsLoader;
import org.fanfare.status.Refusals;
import org.fanfare.transport.http.BodyRequests;
import org.fanfare.transport.http.HttpAdmission;
import org.fanfare.transport.http.LoginRequests;
import org.fanfare.transport.http.ReadRequests;
import org.fanfare.transport.http.RouteRequests;
import org.fanfare.transport.http.TicketLogins;
import org.fanfare.transport.websocket.SocketServices;
import org.fanfare.transport.websocket.Upgrade;
import org.jspecify.annotations.Nullable;

/** Creates the node, and makes its parts available for injection. */
@ApplicationScoped
public class Wiring {
  private static final String WORKERS = "java:comp/DefaultManagedExecutorService";
  private static final System.Logger LOG = System.getLogger(Wiring.class.getName());
  private static final String TRANSACTIONS = "java:comp/TransactionSynchronizationRegistry";
  private static final String THREADS = "java:comp/DefaultManagedThreadFactory";

  @Inject @Any private Instance<LayerFactory> factories;
  @Inject @Any private Instance<EncoderFactory> encoders;
  @Inject private ConsumerBeans consumers;
  @Inject private CallbackContexts contexts;
  @Inject private Instance<Jsonb> jsonb;
  @Inject private Instance<LoginExpiry> expiries;
  @Inject private Event<SendFailed> failures;
  private @Nullable Node node;
  private @Nullable Misconfiguration misconfiguration;

  @PostConstruct
  void make() {
    ManagedExecutorService workers = theDefault(WORKERS, ManagedExecutorService.class);
    ManagedThreadFactory threads = theDefault(THREADS, ManagedThreadFactory.class);
    ClassLoader application = Wiring.class.getClassLoader();
    Settings settings;
    try {
      settings = SettingsLoader.ofProcess(application).load();
    } catch (SettingsException wrong) {
      misconfiguration = new Misconfiguration(String.valueOf(wrong.getMessage()));
      settings = SettingsLoader.unchanged(application); // for parts that are not used then
    }
    node =
        new Node(
            settings,
            new Application(
                layers(settings, threads),
                Encoders.of(encoders),
                consumers.routes(DemoRoutes.of(settings)),
                json(),
                contexts::capture,
                expiry()),
            workers,
            threads);
  }

  /**
   * Looks up one of the server's default objects. {@code @Resource} is not processed where a
   * web.xml or a fragment is marked as metadata-complete, as that of {@code fanfare-classes.jar}
   * is.
   */
  @SuppressWarnings("BanJNDI") // the names are those of the standard, not input
  static <T> T theDefault(String name, Class<T> type) {
    try {
      return type.cast(InitialContext.doLookup(name));
    } catch (NamingException e) {
      throw new IllegalStateException(
          "the server has no default " + type.getSimpleName() + ", which is " + name, e);
    }
  }

  private LayerFactory layers(Settings settings, ThreadFactory threads) {
    if (factories.isAmbiguous()) {
      throw new IllegalStateException(
          "a node has one channel layer, but several beans would make it: "
              + factories.stream().map(each -> each.getClass().getName()).sorted().toList());
    }
    return factories.isUnsatisfied() ? SetLayer.of(settings, threads) : factories.get();
  }

  private LoginExpiry expiry() {
    if (expiries.isAmbiguous()) {
      throw new IllegalStateException(
          "one bean says when logins expire, but several would: "
              + expiries.stream().map(each -> each.getClass().getName()).sorted().toList());
    }
    return expiries.isUnsatisfied() ? caller -> Optional.empty() : expiries.get();
  }

  /** Sends after commits, where the server has transactions; else at once. */
  SentAfterCommit afterCommit(Node node) {
    return new SentAfterCommit(
        node.sender,
        node.json,
        node.settings.limits().messageMaxSize(),
        commits(node),
        failures::fireAsync);
  }

  private static SentAfterCommit.Commits commits(Node node) {
    try {
      return new Transactions(
          theDefault(TRANSACTIONS, TransactionSynchronizationRegistry.class),
          node.threads.blocking());
    } catch (IllegalStateException | LinkageError none) {
      LOG.log(Level.DEBUG, "there are no transactions here: nothing waits for a commit", none);
      return SentAfterCommit.Step::send;
    }
  }

  /** Uses the application's own JSON-B, if it has exactly one as a bean. */
  private TypedJson json() {
    return jsonb.isResolvable() ? new TypedJson(jsonb.get()) : new TypedJson();
  }

  /**
   * Returns what is wrong with the settings, so that no request may be served; null if they are
   * valid.
   */
  @Nullable Misconfiguration misconfiguration() {
    return misconfiguration;
  }

  Node node() {
    if (node == null) {
      throw new IllegalStateException("the node was asked for before it was made");
    }
    return node;
  }

  @Produces
  @Singleton
  HttpAdmission httpAdmission() {
    return node().httpAdmission;
  }

  @Produces
  @Singleton
  ReadRequests reading() {
    return node().reading;
  }

  @Produces
  @Singleton
  Logins logins() {
    return node().consumers.logins();
  }

  @Produces
  @Singleton
  RouteRequests routes() {
    return node().routes;
  }

  @Produces
  @Singleton
  BodyRequests bodies() {
    return node().bodies;
  }

  @Produces
  @Singleton
  SocketServices sockets() {
    return node().sockets;
  }

  @Produces
  @Singleton
  Upgrade upgrade() {
    return node().upgrade;
  }

  @Produces
  @Singleton
  KeyCheck keys() {
    return new KeyCheck(node().settings.access().keys());
  }

  @Produces
  @Singleton
  PublishCalls publishing() {
    return node().publishing;
  }

  @Produces
  @Singleton
  GroupCalls groups() {
    return new GroupCalls(node().layer);
  }

  @Produces
  @Singleton
  ApiBodies bodiesOfApi() {
    return new ApiBodies(
        ApiBodies.TOTAL, node().settings.times().publishTimeout(), System::nanoTime);
  }

  @Produces
  @Singleton
  TicketCalls tickets() {
    return new TicketCalls(node().tickets);
  }

  @Produces
  @Singleton
  TicketLogins ticketLogins() {
    return node().ticketLogins;
  }

  @Produces
  @Singleton
  LoginRequests logging() {
    return node().logins;
  }

  @Produces
  @Singleton
  UserCalls users() {
    return node().userCalls;
  }

  @Produces
  @Singleton
  DrainCalls drains() {
    return new DrainCalls(node()::drain, node().connections::count);
  }

  @Produces
  @Singleton
  Refusals refusals() {
    return node().refusals;
  }

  @Produces
  @Singleton
  NodeState state() {
    return node().state;
  }

  @Produces
  @ApplicationScoped
  ChannelLayer layer() {
    return node().layer;
  }

  @Produces
  @ApplicationScoped
  Sender sender() {
    return node().sender;
  }

  @Produces
  @Singleton
  MetricsPage metrics() {
    return node().metrics;
  }
}

package org.fanfare.wire.consumers;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.fanfare.connection.Ended;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.FromLayer;
import org.fanfare.consumer.Route;
import org.fanfare.consumer.Sender;
import org.fanfare.layer.Start;
import org.fanfare.log.Publication;
import org.fanfare.message.GroupName;
import org.fanfare.message.Message;

/** What only the staff may have; tells in which contexts its callbacks run. */
@Route("/staff/{desk}")
@RolesAllowed("staff")
public class Desk implements Consumer {
  /** The instances that have been destroyed. */
  static final AtomicInteger DESTROYED = new AtomicInteger();

  /**
   * In which contexts a callback runs.
   *
   * @param user who has logged in
   * @param request which request context it is
   * @param names whether the application's names can be looked up
   * @param loader whether the application's classes are those of the thread
   */
  public record Contexts(String user, int request, boolean names, boolean loader) {}

  /** A number. */
  public record Count(int count) {}

  @Inject OfRequest ofRequest;
  @Inject Sender sender;
  private GroupName group;

  @Override
  public void connect(Connection client) {
    group = client.scope().group("desk.{desk}");
    client.send("contexts", contexts(client));
  }

  @FromClient("contexts")
  void contextsAgain(Connection client) {
    client.send("contexts", contexts(client));
  }

  @FromClient("join")
  void join(Connection client) {
    client.join(group, new Start.Now());
    client.send("joined", null);
  }

  @FromLayer("news")
  void news(Count news, Publication publication, Connection client) {
    client.send("heard", new Count(news.count()));
  }

  @FromClient("later")
  void later(Connection client) {
    client.after(Duration.ofMillis(50), () -> client.send("contexts", contexts(client)));
  }

  @FromClient("mail")
  void mail(Connection client) {
    sender.send(client.channel(), Message.text("by the channel"));
  }

  @FromLayer
  void mailed(String text, Connection client) {
    client.send("mailed", new Chat.Who(text));
  }

  @FromClient("boss")
  @RolesAllowed("boss")
  void boss(Connection client) {
    client.send("boss", null);
  }

  @Override
  public void disconnect(Ended why, Connection client) {
    sender.publish(
        new GroupName("open.desk-" + client.scope().path("desk")),
        "left",
        new Chat.Who(client.scope().user().orElse("nobody")));
  }

  @PreDestroy
  void destroyed() {
    DESTROYED.incrementAndGet();
  }

  private Contexts contexts(Connection client) {
    return new Contexts(
        client.scope().user().orElse("nobody"), ofRequest.number(), hasNames(), hasClasses());
  }

  /** A server may wrap the application's class loader. */
  private static boolean hasClasses() {
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      return Class.forName(Desk.class.getName(), false, loader) == Desk.class;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  @SuppressWarnings("BanJNDI") // the name is the standard's
  private static boolean hasNames() {
    try {
      return InitialContext.doLookup("java:comp/DefaultManagedExecutorService") != null;
    } catch (NamingException e) {
      return false;
    }
  }
}

package org.fanfare.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.connection.ConnectionRig.GROUP;
import static org.fanfare.connection.ConnectionRig.OTHER;

import java.security.Principal;
import java.util.List;
import org.fanfare.layer.LayerRig;
import org.fanfare.layer.Mailbox;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Owner;
import org.fanfare.layer.Policies;
import org.fanfare.layer.Refusal;
import org.fanfare.layer.Start;
import org.fanfare.log.GroupPolicy;
import org.fanfare.message.GroupName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The connections of a user are found by the user's name, and those of nobody else. */
final class UsersTest {
  private final ConnectionRig rig = new ConnectionRig();
  private final ConnectionsByUser byUser = new ConnectionsByUser();
  private final Users users =
      new Users(rig.memory.layer(), List.of(byUser, new NotedUsers("nobody")));

  /** A login; each is equal to others of its name, and yet another one. */
  private record Login(String name) implements Principal {
    @Override
    public String getName() {
      return name;
    }
  }

  private ConnectionsByUser.Member connect(String user, @Nullable Principal login, Outlet outlet) {
    ConnectionsByUser.Member member = byUser.member(user, login);
    ClientConnection connection =
        rig.connections.connect(
            ConnectionProfile.FRAMED,
            outlet,
            new ConnectionTimes(ConnectionRig.HEARTBEAT, null),
            member);
    member.is(connection);
    rig.start(connection, new Start.Now(), GROUP);
    return member;
  }

  @Test
  void theConnectionsOfAUserAreCountedAndEndedByName() {
    FakeOutlet first = FakeOutlet.quick();
    FakeOutlet second = FakeOutlet.quick();
    FakeOutlet bertas = FakeOutlet.quick();
    connect("anna", null, first);
    connect("anna", null, second);
    connect("berta", null, bertas);
    assertThat(users.count("anna")).isEqualTo(2);

    assertThat(users.end("anna", Ended.DISCONNECTED)).isEqualTo(2);
    rig.workers.run();

    assertThat(List.of(first, second))
        .allSatisfy(o -> assertThat(o.told()).containsExactly("hello", "farewell 4005"));
    assertThat(bertas.closed()).isNull();
    assertThat(users.count("anna")).isZero();
    assertThat(users.count("berta")).isEqualTo(1);
    assertThat(users.end("anna", Ended.DISCONNECTED)).isZero();
  }

  @Test
  void ofTheLoginsOfAUserOneEndsAlone() {
    Login phone = new Login("anna");
    Login desk = new Login("anna");
    FakeOutlet onPhone = FakeOutlet.quick();
    FakeOutlet atDesk = FakeOutlet.quick();
    connect("anna", phone, onPhone);
    connect("anna", desk, atDesk);

    assertThat(users.end(phone, Ended.LOGGED_OUT)).isEqualTo(1);
    rig.workers.run();

    assertThat(onPhone.closed()).isEqualTo(Ended.LOGGED_OUT);
    assertThat(atDesk.closed()).isNull();
  }

  @Test
  void aConnectionThatEndsIsForgottenAlsoIfItEndsBeforeItIsKnown() {
    connect("anna", null, FakeOutlet.quick());
    ConnectionsByUser.Member late = byUser.member("anna", null);
    ClientConnection connection =
        rig.connections.connect(
            ConnectionProfile.STREAM,
            FakeOutlet.quick(),
            new ConnectionTimes(ConnectionRig.HEARTBEAT, null),
            late);
    connection.gone();
    rig.workers.run();

    late.is(connection);

    assertThat(users.count("anna")).isEqualTo(1);
    users.end("anna", Ended.DISCONNECTED);
    rig.workers.run();
    assertThat(users.count("anna")).isZero();
  }

  @Test
  void thoseWithAChannelAreAddedToAGroupAndRemoved() {
    connect("anna", null, FakeOutlet.quick());
    Owner owner = new Owner();
    Mailbox mailbox = LayerRig.answer(rig.memory.layer().openMailbox(owner));
    connect("anna", null, FakeOutlet.quick()).has(mailbox.name());

    assertThat(LayerRig.answer(users.add(OTHER, "anna"))).isEqualTo(Outcome.done(1));
    assertThat(owner.addedTo()).containsExactly(OTHER);
    assertThat(LayerRig.answer(users.remove(OTHER, "anna"))).isEqualTo(Outcome.done(1));
    assertThat(owner.removedFrom()).containsExactly(OTHER);
    mailbox.close();
    assertThat(LayerRig.answer(users.add(OTHER, "anna")))
        .as("it has ended meanwhile")
        .isEqualTo(Outcome.done(0));
    assertThat(LayerRig.answer(users.add(OTHER, "berta"))).isEqualTo(Outcome.done(0));
  }

  @Test
  void whatTheLayerRefusesIsRefused() {
    ConnectionRig one =
        new ConnectionRig(new GroupPolicy("one", 1, 10, 1 << 20, Policies.AGE, Policies.IDLE));
    one.memory.publish(GROUP, "the only group that there may be");
    Mailbox mailbox = LayerRig.answer(one.memory.layer().openMailbox(new Owner()));
    ConnectionsByUser.Member member = byUser.member("anna", null);
    member.is(one.open(ConnectionProfile.FRAMED, FakeOutlet.quick(), null));
    member.has(mailbox.name());

    assertThat(
            LayerRig.answer(
                new Users(one.memory.layer(), List.of(byUser)).add(new GroupName("new"), "anna")))
        .isEqualTo(Outcome.refused(Refusal.TOO_MANY_GROUPS));
  }
}

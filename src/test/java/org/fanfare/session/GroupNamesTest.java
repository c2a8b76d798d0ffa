package org.fanfare.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.fanfare.publish.PublishRig.NOBODY;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.fanfare.message.GroupName;
import org.fanfare.publish.PublishRig;
import org.fanfare.security.Caller;
import org.fanfare.security.Key;
import org.fanfare.security.KeyHolder;
import org.fanfare.security.KeyPermission;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.junit.jupiter.api.Test;

/** The names of groups as clients write them. Rule P34: {@code ~} is the client's own name. */
final class GroupNamesTest {
  private static final Caller BACK_END =
      new KeyHolder(Key.named("shop", Set.of(KeyPermission.READ), Key.ALL_GROUPS));

  @Test
  void theyAreReadInTheirOrder() {
    assertThat(GroupNames.of(List.of("b", "a"), NOBODY))
        .containsExactly(new GroupName("b"), new GroupName("a"));
  }

  @Test
  void sixteenAreReadTogetherAndNoMore() {
    List<String> names = IntStream.range(0, 17).mapToObj(i -> "g" + i).toList();

    assertThat(GroupNames.of(names.subList(0, 16), NOBODY)).hasSize(16);
    assertRefused(names, "there are 17 names; at most 16");
  }

  @Test
  void emptyAndDoubledNamesAreRefused() {
    assertRefused(List.of(), "there is no name");
    assertRefused(List.of("a", ""), "begins with a letter or digit");
    assertRefused(List.of("a", "b", "a"), "twice");
    assertRefused(List.of("a", "b c"), "A-Z a-z 0-9 . _ -");
  }

  @Test
  void aTildeStandsForTheEncodedNameOfTheUser() {
    PublishRig.Person anna = new PublishRig.Person("user:anna@example.org", true);

    assertThat(GroupNames.of(List.of("user.~", "inbox.~.mail", "news"), anna))
        .containsExactly(
            new GroupName("user.anna_40example_2eorg"),
            new GroupName("inbox.anna_40example_2eorg.mail"),
            new GroupName("news"));
    assertRefused(
        List.of("user.~", "user.anna_40example_2eorg"), anna, Status.INVALID_NAME, "twice");
  }

  @Test
  void whoHasNoNameIsToldThatTheTildeStandsForOne() {
    assertRefused(
        List.of("news", "user.~"), NOBODY, Status.UNAUTHENTICATED, "a user who has logged in");
    assertRefused(List.of("user.~"), BACK_END, Status.REFUSED, "a key is no user");
    assertRefused(
        List.of("user.~"), new PublishRig.Person("user:", true), Status.REFUSED, "this user");
  }

  @Test
  void aNameThatBecomesTooLongIsRefused() {
    PublishRig.Person anna = new PublishRig.Person("user:" + "@".repeat(42), true);

    assertRefused(List.of("user.~"), anna, Status.INVALID_NAME, "each ~ stands for the encoded");
    assertRefused(List.of("~".repeat(129)), anna, Status.INVALID_NAME, "1 to 128 characters");
  }

  private static void assertRefused(List<String> names, String detail) {
    assertRefused(names, NOBODY, Status.INVALID_NAME, detail);
  }

  private static void assertRefused(
      List<String> names, Caller caller, Status status, String detail) {
    assertThatThrownBy(() -> GroupNames.of(names, caller))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(status);
              assertThat(e.problem().detail()).contains(detail);
            });
  }
}

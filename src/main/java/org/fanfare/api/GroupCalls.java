package org.fanfare.api;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.Excerpt;
import org.fanfare.layer.GroupState;
import org.fanfare.layer.LayerAnswer;
import org.fanfare.layer.Outcome;
import org.fanfare.layer.Refusal;
import org.fanfare.layer.Start;
import org.fanfare.log.Cursor;
import org.fanfare.log.InvalidCursorException;
import org.fanfare.message.ChannelName;
import org.fanfare.message.GroupName;
import org.fanfare.protocol.ApiJson;
import org.fanfare.publish.KeyRights;
import org.fanfare.security.Key;
import org.fanfare.security.KeyPermission;
import org.fanfare.security.NamePattern;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * What back ends do with groups: list them, look at them, read, trim and begin anew, and add and
 * remove channels. Nothing tells which channels a group has. Safe for use by any thread that may
 * wait.
 *
 * <p>Parameters are the texts of the request. A method returns JSON. It throws a {@link
 * ProblemException} if the request is refused, and a {@link org.fanfare.layer.LayerException} if
 * the layer fails.
 */
public final class GroupCalls {
  private static final int MOST_GROUPS = 16;
  private static final int MOST_NAMES = 1000;
  private static final int MOST_PUBLICATIONS = 500;
  private static final int USUAL = 100;
  private static final long MOST_BYTES = 1 << 20;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final ChannelLayer layer;

  /** Creates the calls to a layer. */
  public GroupCalls(ChannelLayer layer) {
    this.layer = layer;
  }

  /** Returns the groups of these names, 1 to 16, none of them twice. */
  static List<GroupName> names(List<String> names) {
    List<GroupName> groups = names.stream().map(GroupCalls::group).toList();
    if (groups.isEmpty()
        || groups.size() > MOST_GROUPS
        || groups.stream().distinct().count() < groups.size()) {
      throw new Problem(
              Status.INVALID_NAME,
              "there are %d names; right are 1 to %d, each once"
                  .formatted(names.size(), MOST_GROUPS))
          .thrown();
    }
    return groups;
  }

  static GroupName group(String name) {
    try {
      return new GroupName(name);
    } catch (IllegalArgumentException e) {
      throw new Problem(Status.INVALID_NAME, String.valueOf(e.getMessage())).thrown();
    }
  }

  /** Returns the channel of a name; nobody has one whose name is invalid. */
  static ChannelName channel(String name) {
    try {
      return new ChannelName(name);
    } catch (IllegalArgumentException e) {
      throw Refusal.NO_CHANNEL.problem("").thrown();
    }
  }

  /**
   * Returns a page of the names of those groups that the key is for.
   *
   * @param match a pattern as in a rule's {@code match}; null for all
   * @param after the last name of the page before; null for the first page
   * @param limit the most names, 1 to 1,000; null for 100
   */
  public String list(
      Key key, @Nullable String match, @Nullable String after, @Nullable String limit) {
    Predicate<GroupName> wanted = key::isFor;
    if (match != null) {
      wanted = wanted.and(pattern(match)::matches);
    }
    Predicate<GroupName> all = wanted;
    GroupName from = after == null ? null : group(after);
    int most = limit(limit, MOST_NAMES);
    List<GroupName> page =
        LayerAnswer.await("list groups", () -> layer.groups().list(all, from, most));
    return ApiJson.groups(page, page.size() < most);
  }

  private static NamePattern pattern(String match) {
    try {
      return new NamePattern(match);
    } catch (IllegalArgumentException e) {
      throw invalid("'match': " + e.getMessage());
    }
  }

  /** Returns how a group is. */
  public String state(Key key, String name) {
    GroupName group = permitted(key, name);
    return json(group, done(group, () -> layer.groups().state(group)));
  }

  /** Ends the present life of a group and discards its log; returns how it is then. */
  public String restart(Key key, String name) {
    GroupName group = permitted(key, name);
    return json(group, done(group, () -> layer.groups().restart(group)));
  }

  /**
   * Discards the publications of a group up to an offset; returns how the group is then.
   *
   * @param through the offset; null is refused
   */
  public String trim(Key key, String name, @Nullable String through) {
    GroupName group = permitted(key, name);
    long last = number("through", through);
    return json(group, done(group, () -> layer.groups().trim(group, last)));
  }

  /**
   * Returns publications of a group, with the cursor after them. Of {@code after}, {@code last} and
   * {@code before} the first that is given counts; without any it is the oldest publications.
   *
   * @param after a cursor, or {@code start}
   * @param last the number of the newest publications
   * @param before an offset
   * @param limit the most publications, 1 to 500; null for 100
   */
  public String publications(
      Key key,
      String name,
      @Nullable String after,
      @Nullable String last,
      @Nullable String before,
      @Nullable String limit) {
    KeyRights.require(key, KeyPermission.READ);
    GroupName group = permitted(key, name);
    int most = limit(limit, MOST_PUBLICATIONS);
    Excerpt excerpt;
    if (after == null && last == null && before != null) {
      long offset = Math.max(1, number("before", before));
      excerpt = done(group, () -> layer.groups().readBefore(group, offset, most, MOST_BYTES));
    } else {
      Start start = start(group, after, last);
      excerpt = done(group, () -> layer.groups().read(group, start, most, MOST_BYTES));
    }
    return ApiJson.publications(group, excerpt.reading(), excerpt.position());
  }

  private static Start start(GroupName group, @Nullable String after, @Nullable String last) {
    if (after == null) {
      return last == null ? new Start.Oldest() : new Start.Newest(number("last", last));
    }
    if (after.equals("start")) {
      return new Start.Oldest();
    }
    try {
      return Cursor.parse(after)
          .in(group)
          .<Start>map(Start.After::new)
          .orElseThrow(() -> invalid("'after' is the cursor of another group"));
    } catch (InvalidCursorException e) {
      throw new Problem(Status.INVALID_CURSOR, String.valueOf(e.getMessage())).thrown();
    }
  }

  /** Adds a channel to a group, from now on; returns the cursor from which it reads. */
  public String add(Key key, String name, String channel) {
    GroupName group = permitted(key, name);
    ChannelName added = channel(channel);
    return ApiJson.cursor(group, done(group, () -> layer.add(group, added)));
  }

  /** Removes a channel from a group. */
  public void remove(Key key, String name, String channel) {
    GroupName group = permitted(key, name);
    ChannelName removed = channel(channel);
    LayerCall.done("remove a channel", group.value(), () -> layer.remove(group, removed));
  }

  private static GroupName permitted(Key key, String name) {
    GroupName group = group(name);
    KeyRights.requireGroup(key, group);
    return group;
  }

  /** Returns what a layer has answered for a group. */
  static <T> T done(GroupName group, Supplier<CompletionStage<Outcome<T>>> ask) {
    return LayerCall.done("answer for " + group, group.value(), ask).get();
  }

  private static String json(GroupName group, GroupState state) {
    return ApiJson.group(group, state.epoch(), state.first(), state.head(), state.readers());
  }

  private static int limit(@Nullable String text, int most) {
    long limit = text == null ? USUAL : NUMBER.matcher(text).matches() ? Long.parseLong(text) : 0;
    if (limit < 1 || limit > most) {
      throw invalid("'limit' is a whole number from 1 to " + most);
    }
    return (int) limit;
  }

  private static long number(String parameter, @Nullable String text) {
    if (text == null || !NUMBER.matcher(text).matches()) {
      throw invalid("'" + parameter + "' is a whole number from 0 on, of at most 18 digits");
    }
    return Long.parseLong(text);
  }

  private static ProblemException invalid(String detail) {
    return new Problem(Status.INVALID_PARAMETER, detail).thrown();
  }
}

package org.fanfare.redis;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.fanfare.message.GroupName;

/** The rights that the layer needs from its user of Redis; {@link Script#RIGHTS} looks for them. */
final class Rights {
  private static final GroupName ANY = new GroupName("rights"); // nothing is stored for it

  private Rights() {}

  /** Returns what the script has to know. */
  static List<byte[]> arguments(Keys keys) {
    return List.of(keys.meta(ANY), keys.channel(ANY));
  }

  /** Throws {@link LinkException} that names the rights that are lacking, if any are. */
  static void check(List<Object> reply, Keys keys) {
    List<?> lacking = (List<?>) reply.get(1);
    if (!lacking.isEmpty()) {
      throw new LinkException(
          LinkException.Kind.NOT_ASKED,
          "the user of Redis lacks the rights "
              + lacking.stream()
                  .map(name -> right(new String((byte[]) name, StandardCharsets.US_ASCII), keys))
                  .collect(Collectors.joining(" "))
              + "; what is right is an ACL SETUSER with all that settings.md lists");
    }
  }

  /** Returns a right as {@code ACL SETUSER} takes it. */
  private static String right(String name, Keys keys) {
    return switch (name) {
      case "~", "&" -> name + keys.prefix() + ":*";
      default -> "+" + name;
    };
  }
}

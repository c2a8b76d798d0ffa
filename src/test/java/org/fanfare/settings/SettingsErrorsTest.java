package org.fanfare.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsErrorsTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "heartbeet = 3s | fanfare.heartbeet is not a setting; the nearest is fanfare.heartbeat",
        "sse.lifetimes = 3s"
            + " | fanfare.sse.lifetimes is not a setting; the nearest is fanfare.sse.lifetime",
        "message.max.size = 3"
            + " | fanfare.message.max.size is not a setting; the nearest is fanfare.message.max-size",
        "mailboxes { count = 3 }"
            + " | fanfare.mailboxes.count is not a setting; the nearest is fanfare.mailbox.count",
        "worker { } | fanfare.worker is not a setting; the nearest is fanfare.workers",
        "rule-defaults.histroy.count = 3 | fanfare.rule-defaults.histroy.count is not a setting;"
            + " the nearest is fanfare.rule-defaults.history.count",
        "groups = [{ match = a }, { match = b, joim = user }] | fanfare.groups[1].joim is not a"
            + " setting; the nearest is fanfare.groups[1].join",
        "groups = [{ match = a, history { counts = 1 } }] | fanfare.groups[0].history.counts is not"
            + " a setting; the nearest is fanfare.groups[0].history.count",
        "groups { 0 { match = a }, first { match = b } } | fanfare.groups.first is not the number"
            + " of an entry; right are 0, 1 and so on",
        "sse = 3s | fanfare.sse has a value of its own; right is one for each setting in it, such as"
            + " fanfare.sse.retry",
        "heartbeat = soon | fanfare.heartbeat is \"soon\"; right is a duration with its unit, from"
            + " 100ms to 10m",
        "heartbeat = 25 | fanfare.heartbeat is 25; right is a duration with its unit, from 100ms to"
            + " 10m",
        "heartbeat = 99ms | fanfare.heartbeat is \"99ms\"; right is a duration with its unit, from"
            + " 100ms to 10m",
        "heartbeat = -1s | fanfare.heartbeat is \"-1s\"; right is a duration with its unit, from"
            + " 100ms to 10m",
        "heartbeat = 99999999999999d | fanfare.heartbeat is \"99999999999999d\"; right is a duration"
            + " with its unit, from 100ms to 10m",
        "heartbeat = null | fanfare.heartbeat is null; right is a duration with its unit, from 100ms"
            + " to 10m",
        "heartbeat { every = 3s } | fanfare.heartbeat is a section; right is a duration with its unit,"
            + " from 100ms to 10m",
        "heartbeat = [3s] | fanfare.heartbeat is a list; right is a duration with its unit, from"
            + " 100ms to 10m",
        "message.max-size = 17 MiB | fanfare.message.max-size is \"17 MiB\"; right is a size from 1"
            + " to 16 MiB",
        "message.max-size = big | fanfare.message.max-size is \"big\"; right is a size from 1 to 16"
            + " MiB",
        "message.max-size = 1 MiB, log.total = 64 KiB | fanfare.log.total is wrong: log.total"
            + " (65536 bytes) is smaller than message.max-size (1048576 bytes), so that the largest"
            + " message could never be published",
        "log.total = 1 MiB, groups = [{ match = a, log.share = 900 KiB }, { match = b, log.share = 125 KiB }] |"
            + " fanfare.log.total is wrong: the rules have 1025 KiB of it together (log.share), and it is"
            + " 1 MiB; right is at least that, or less for the rules",
        "per-caller.percent = 101 | fanfare.per-caller.percent is 101; right is a whole number from 1 to 100",
        "per-caller.conections = 5 | fanfare.per-caller.conections is not a setting; the nearest is"
            + " fanfare.per-caller.connections",
        "connections { pending-bytes = 2 MiB, pending-total = 1 MiB } |"
            + " fanfare.connections.pending-total is wrong: it is smaller than"
            + " connections.pending-bytes, 2 MiB; right is at least that",
        "workers = 1.5 | fanfare.workers is 1.5; right is a whole number from 0 to 64",
        "workers = -1 | fanfare.workers is -1; right is a whole number from 0 to 64",
        "workers = 1e300 | fanfare.workers is 1.0E300; right is a whole number from 0 to 64",
        "workers = NaN | fanfare.workers is \"NaN\"; right is a whole number from 0 to 64",
        "websocket-deflate = direct | fanfare.websocket-deflate is \"direct\"; right is true or false",
        "poll = servlet | fanfare.poll is wrong: \"servlet\" is no way to carry a poll; right is resource"
            + " or direct",
        "address = www.example.org | fanfare.address is wrong: \"www.example.org\" is not such; right"
            + " is none or the address at which Fanfare is opened, such as"
            + " http://localhost:8080/fanfare/",
        "demo.clock = perhaps | fanfare.demo.clock is \"perhaps\"; right is true or false",
        "origins = [\"https://*.example\"] | fanfare.origins is wrong: \"https://*.example\" is"
            + " not an origin; right is scheme://host or scheme://host:port, such as"
            + " \"https://www.example.org\", or whatever else a program sends, without * and blanks;"
            + " null cannot be listed",
        "hosts = [\"a.example:80\"] | fanfare.hosts is wrong: \"a.example:80\" is not the name of a host;"
            + " right is a name or an address as browsers show it, without scheme, port and path, such"
            + " as \"live.example.org\" or \"[2001:db8::1]\"",
        "trusted-proxies = [localhost] | fanfare.trusted-proxies is wrong: \"localhost\" is not a"
            + " range of addresses; right are such as \"10.0.0.0/8\", \"fd00::/8\" or \"127.0.0.1\""
            + " (names are not looked up)",
        "origins = \"https://a.example\" | fanfare.origins is not a list of texts; right is"
            + " [\"…\", \"…\"] in a file, or one variable or property for each, its name ending with"
            + " the number: _0, _1 or .0, .1",
        "groups = [{ match = a, join = everyone }] | fanfare.groups[0].join is wrong: \"everyone\" is"
            + " not a right; right is nobody, anyone, user, own, \"role:NAME\", key or \"key:NAME\"",
        "rule-defaults.publish = all | fanfare.rule-defaults.publish is wrong: \"all\" is not a"
            + " right; right is nobody, anyone, user, own, \"role:NAME\", key or \"key:NAME\"",
        "groups = [{ match = \"user.*\", join = own }] | fanfare.groups[0].match is wrong: \"user.*\" has"
            + " no ~ to say whose a group is, as the right own needs; right is one ~, such as \"user.~\"",
        "groups = [{ match = \"~.~\", join = own }] | fanfare.groups[0].match is wrong: \"~.~\" has more"
            + " than one ~; right is one, such as \"user.~\"",
        "groups = [{ match = \"*.~.*\", join = own }] | fanfare.groups[0].match is wrong: \"*.~.*\" leaves"
            + " open what stands at the ~; right is a ~ between dots or at an end, and * on one side of"
            + " it only, such as \"user.~\" or \"inbox.~.*\"",
        "rule-defaults.join = own | fanfare.rule-defaults.join is wrong: own is the right of the user"
            + " whose name stands at the ~ of a rule's match, and here is no match; right is nobody,"
            + " anyone, user, \"role:NAME\", key or \"key:NAME\"",
        "check = own | fanfare.check is wrong: own is the right of the user whose name stands at the ~"
            + " of a rule's match, and here is no match; right is nobody, anyone, user, \"role:NAME\", key"
            + " or \"key:NAME\"",
        "groups = [{ match = a, publish = [] }] | fanfare.groups[0].publish is wrong: a list has at least"
            + " one right; right is nobody, if it is meant for no one",
        "groups = [{ match = a, publish = [key, anyone] }] | fanfare.groups[0].publish is wrong: nobody"
            + " and anyone decide alone; right is one of them without a list, or a list of the other rights",
        "groups = [{ match = a, join = [user, [key]] }] | fanfare.groups[0].join is not a list of texts;"
            + " right is [\"…\", \"…\"] in a file, or one variable or property for each, its name ending"
            + " with the number: _0, _1 or .0, .1",
        "groups = [{ match = a, join = [user, own] }] | fanfare.groups[0].match is wrong: \"a\" has no ~ to"
            + " say whose a group is, as the right own needs; right is one ~, such as \"user.~\"",
        "groups = [{ match = a, publish = \"key:shop\" }] | fanfare.groups[0].publish is wrong: fanfare.keys"
            + " has no key of the name \"shop\"; right is one with it, such as { name = shop, key ="
            + " ${SHOP_KEY}, may = [publish] }",
        "check = [user, \"key:\"] | fanfare.check is wrong: \"key:\" is not a right; right is nobody, anyone,"
            + " user, own, \"role:NAME\", key or \"key:NAME\"",
        "keys = [[a]] | fanfare.keys[0] is no text; right is a key, or one with a name, such as { name ="
            + " shop, key = ${SHOP_KEY}, may = [publish] }",
        "keys = [{ key = 0123456789abcdef, may = [read] }] | fanfare.keys[0].name is missing; right is the"
            + " name of the key, such as shop",
        "keys = [{ name = \"my shop\", key = 0123456789abcdef, may = [read] }] | fanfare.keys[0].name is"
            + " wrong: \"my shop\" cannot name a key; right are 1 to 64 characters of A-Z a-z 0-9 . _ -, the"
            + " first a letter or digit",
        "keys = [{ name = shop, key = 0123456789abcdef }] | fanfare.keys[0].may is missing; right is a list"
            + " of what the key may: publish, read, api, tickets, metrics",
        "keys = [{ name = shop, key = 0123456789abcdef, may = [write] }] | fanfare.keys[0].may is wrong:"
            + " \"write\" is nothing that a key may; right are publish, read, api, tickets, metrics",
        "keys = [{ name = shop, key = 0123456789abcdef, may = [] }] | fanfare.keys[0].may is wrong: a key"
            + " that may do nothing is of no use; right is at least one of publish, read, api, tickets,"
            + " metrics",
        "keys = [{ name = shop, key = 0123456789abcdef, may = [read], groups = [\"a b\"] }] |"
            + " fanfare.keys[0].groups is wrong: \"a b\" matches no group; right are the characters of a"
            + " group's name, A-Z a-z 0-9 . _ -, * for any run of them, and ~ for one part without dots",
        "keys = [{ name = shop, key = 0123456789abcdef, may = [read], groups = [] }] |"
            + " fanfare.keys[0].groups is wrong: a key for no group is of no use; right is at least one"
            + " pattern, such as \"shop.*\"",
        "keys = [{ name = shop, may = [read] }] | fanfare.keys[0].key is missing; right is the key itself,"
            + " such as ${SHOP_KEY}",
        "keys = [{ name = shop, key = short, may = [read] }] | fanfare.keys[0].key is wrong: has 5"
            + " characters; right are at least 16",
        "keys = [{ name = shop, kay = 0123456789abcdef, may = [read] }] | fanfare.keys[0].kay is not a"
            + " setting; the nearest is fanfare.keys[0].key",
        "keys = [{ name = a, key = 0123456789abcdef, may = [read] }, { name = a, key = 123456789abcdef0,"
            + " may = [read] }] | fanfare.keys[1] has the name of fanfare.keys[0]; right is a name for each",
        "keys = [0123456789abcdef, { name = a, key = 0123456789abcdef, may = [read] }] | fanfare.keys[1] is"
            + " the same key as fanfare.keys[0]; right is a key of its own for each",
        "rule-defaults.idle = 1ms | fanfare.rule-defaults.idle is \"1ms\"; right is a duration with"
            + " its unit, from 100ms to 365d",
        "groups = [{ join = anyone }] | fanfare.groups[0].match is missing; right is the name of a"
            + " group or a pattern, such as \"news.*\"",
        "groups = [{ match = \"a/b\" }] | fanfare.groups[0].match is wrong: \"a/b\" matches no group;"
            + " right are the characters of a group's name, A-Z a-z 0-9 . _ -, * for any run of them,"
            + " and ~ for one part without dots",
        "groups = [{ match = a }, { match = a }] | fanfare.groups[1] has the match \"a\" of a rule"
            + " before it, so that it would never decide; right is one rule for each",
        "groups = [a] | fanfare.groups[0] is \"a\"; right is a rule, such as { match = \"news\", join"
            + " = anyone, publish = key }",
        "groups = a | fanfare.groups is \"a\"; right is a list of rules, such as [{ match ="
            + " \"news\", join = anyone, publish = key }]",
        "groups = [{ match = a, history.count = 0 }] | fanfare.groups[0].history.count is 0; right is"
            + " a whole number from 1 to 10000000",
      })
  void whatIsWrongStopsTheStartWithFileAndLineAndWhatWouldBeRight(String line, String message) {
    Sources.refuse(folder, line, message);
  }

  @Test
  void keysAreNeverShown() {
    Path file = folder.resolve("own.conf");

    assertThatThrownBy(Sources.none().file(file, "fanfare.keys = [short-secret]")::load)
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            file
                + ": 1: fanfare.keys is wrong: key 1 of 1 has 12 characters; right are at least 16");
    assertThatThrownBy(Sources.none().file(file, "fanfare.keys = a-secret-that-is-no-list")::load)
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(file + ": 1: fanfare.keys is not a list of texts")
        .hasMessageNotContaining("secret");
    assertThat(Sources.none().file(file, "fanfare.keys = [a-secret-of-length]").load().toString())
        .doesNotContain("secret");
  }

  @Test
  void aVariableOrPropertyIsNamedAsItWasGiven() {
    assertThatThrownBy(Sources.none().variable("CONFIG_FORCE_fanfare_workers", "many")::load)
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "environment variable CONFIG_FORCE_fanfare_workers: fanfare.workers is \"many\"; right is"
                + " a whole number from 0 to 64");
    assertThatThrownBy(Sources.none().property("fanfare.sse.retries", "1s")::load)
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "system property fanfare.sse.retries: fanfare.sse.retries is not a setting; the nearest"
                + " is fanfare.sse.retry");
    assertThatThrownBy(
            Sources.none().variable("CONFIG_FORCE_fanfare_message_max_size", "1 KiB")::load)
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "environment variable CONFIG_FORCE_fanfare_message_max_size: fanfare.message.max.size is"
                + " not a setting; the nearest is fanfare.message.max-size");
  }

  @Test
  void aVariableInCapitalsIsNotSilentlyIgnored() {
    assertThatThrownBy(Sources.none().variable("CONFIG_FORCE_FANFARE_WORKERS", "1")::load)
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "environment variable CONFIG_FORCE_FANFARE_WORKERS: capitals count; right is"
                + " CONFIG_FORCE_fanfare_…");
    assertThatThrownBy(Sources.none().variable("CONFIG_FORCE_fanfare_max____size", "1")::load)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("more than three underscores in a row");
  }

  @Test
  void aFileThatIsNamedMustBeThere() {
    Path missing = folder.resolve("missing.conf");

    assertThatThrownBy(Sources.none().property("fanfare.config", missing.toString())::load)
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "system property fanfare.config names "
                + missing
                + ", which is not a file that can be read");
    assertThatThrownBy(Sources.none().variable("FANFARE_CONFIG", folder.toString())::load)
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "environment variable FANFARE_CONFIG names "
                + folder
                + ", which is not a file that can be read");
  }

  @Test
  void aFileThatCannotBeParsedIsNamedWithTheLine() {
    Path file = folder.resolve("own.conf");

    assertThatThrownBy(
            Sources.none().file(file, "fanfare {\n  heartbeat = 1s\n  groups = [\n}\n")::load)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(file + ": 4: ");
    assertThatThrownBy(
            Sources.none().file(file, "fanfare {\n  groups = [{ match = demo.* }]\n}\n")::load)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(file + ": 2: ")
        .hasMessageContaining("'*'");
    assertThatThrownBy(Sources.none().file(file, "\nfanfare.keys = [${NOT_SET}]")::load)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(file + ": 2: ")
        .hasMessageContaining("${NOT_SET}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fanfare.keys = \"first-secret-0123456789\", \"second-secret-0123456789\"",
        "fanfare.keys = \"first-secret-0123456789\"\nfanfare.keys += \"second-secret-0123456789\"",
        "fanfare.keys = [\"first-secret-0123456789\" }",
        "fanfare.keys = [[\"first-secret-0123456789\"]]",
        "fanfare.keys = [{ name = a, key = [\"first-secret-0123456789\"], may = [read] }]",
        "fanfare.keys = [{ name = a, key = { secret = \"first-secret-0123456789\" }, may = [read] }]",
        "fanfare.keys = [{ name = a, key = \"first-secret 0123456789\", may = [read] }]"
      })
  void noMistakeShowsAKey(String text) {
    Path file = folder.resolve("own.conf");

    assertThatThrownBy(Sources.none().file(file, text)::load)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("own.conf: 1")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
  }

  @Test
  void aFileWithoutFanfareIsNotSilentlyIgnored() {
    Path file = folder.resolve("own.conf");

    assertThatThrownBy(Sources.none().file(file, "heartbeat = 1s")::load)
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            file + " has nothing under fanfare; right is fanfare { … } around the settings");
    assertThatThrownBy(Sources.none().file(file, "fanfare = 3")::load)
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(file + ": 1: fanfare has a value of its own");
    assertThat(Sources.none().file(file, "# nothing yet").load().workers()).isZero();
  }

  @Test
  void aMistakeInAFileOnTheClassPathIsFoundToo() {
    assertThatThrownBy(Sources.none().onClassPath(folder, "\n\nfanfare.worker = 1")::load)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(
            folder.resolve("fanfare.conf") + ": 3: fanfare.worker is not a setting");
  }
}

package org.fanfare;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fanfare.boot.Lifecycle;
import org.fanfare.gate.Law;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rooms of the house, and which doors there are between them. */
@Law(11)
final class ArchitectureTest {
  private static final String ROOT = "org.fanfare.";

  /** What each room may know besides itself. */
  private static final Map<String, Set<String>> DOORS =
      Map.ofEntries(
          entry("message", Set.of()),
          entry("threads", Set.of()),
          entry("encoding", Set.of()),
          entry("status", Set.of()),
          entry("log", Set.of("message", "encoding")),
          entry("layer", Set.of("message", "log", "status")),
          entry("fanout", Set.of("message", "log", "layer")),
          entry("memory", Set.of("message", "log", "layer", "fanout")),
          entry("redis", Set.of("message", "log", "layer", "fanout", "threads")),
          entry("connection", Set.of("message", "log", "layer", "status", "threads")),
          entry("rfc6455", Set.of()),
          entry("protocol", Set.of("message", "log", "encoding", "connection", "status")),
          entry("security", Set.of("message", "log")),
          entry("check", Set.of("security")),
          entry("settings", Set.of("message", "log", "security")),
          entry("publish", Set.of("message", "log", "layer", "connection", "status", "security")),
          entry(
              "session",
              Set.of(
                  "message",
                  "log",
                  "layer",
                  "threads",
                  "connection",
                  "protocol",
                  "status",
                  "security",
                  "publish")),
          entry(
              "transport",
              Set.of("message", "encoding", "threads", "connection", "protocol", "status")),
          entry(
              "transport.websocket",
              Set.of(
                  "message",
                  "threads",
                  "encoding",
                  "connection",
                  "protocol",
                  "rfc6455",
                  "status",
                  "session",
                  "transport")),
          entry(
              "transport.http", // which tells the handshake what it found out
              Set.of(
                  "message",
                  "threads",
                  "encoding",
                  "connection",
                  "protocol",
                  "status",
                  "security",
                  "check",
                  "session",
                  "admission",
                  "consumer",
                  "consumer.route",
                  "consumer.run",
                  "transport",
                  "transport.websocket")),
          entry("transport.resource", Set.of("protocol", "status", "transport.http")),
          entry(
              "admission",
              Set.of("message", "connection", "status", "security", "check", "publish", "session")),
          entry(
              "api",
              Set.of(
                  "message",
                  "log",
                  "encoding",
                  "layer",
                  "connection",
                  "protocol",
                  "status",
                  "security",
                  "publish")),
          entry("api.resource", Set.of("layer", "protocol", "status", "security", "api")),
          entry(
              "demo", // applications of consumers, which use what any application does
              Set.of("message", "log", "layer", "connection", "status", "consumer")),
          entry("consumer", Set.of("message", "log", "layer", "connection", "status")),
          entry("consumer.route", Set.of("message", "log", "status", "security", "consumer")),
          entry(
              "consumer.run",
              Set.of(
                  "message",
                  "threads",
                  "log",
                  "layer",
                  "connection",
                  "protocol",
                  "status",
                  "security",
                  "session",
                  "consumer",
                  "consumer.route")),
          entry(
              "consumer.test", // makes a node of all that a consumer runs on
              Set.of(
                  "message",
                  "threads",
                  "log",
                  "encoding",
                  "layer",
                  "memory",
                  "connection",
                  "protocol",
                  "status",
                  "security",
                  "settings",
                  "session",
                  "transport",
                  "consumer",
                  "consumer.route",
                  "consumer.run")),
          entry(
              "boot",
              Set.of(
                  "message",
                  "threads",
                  "log",
                  "encoding",
                  "layer",
                  "memory",
                  "redis",
                  "connection",
                  "protocol",
                  "status",
                  "security",
                  "settings",
                  "publish",
                  "session",
                  "admission",
                  "transport",
                  "transport.websocket",
                  "transport.http",
                  "api",
                  "consumer",
                  "consumer.route",
                  "consumer.run")));

  private static final Set<String> CORE =
      Set.of(
          "message",
          "threads",
          "encoding",
          "status",
          "log",
          "layer",
          "fanout",
          "memory",
          "redis",
          "connection",
          "rfc6455",
          "protocol",
          "publish",
          "session",
          "admission",
          "security",
          "check",
          "settings");

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.fanfare");

  static Stream<String> rooms() {
    return DOORS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomKnowsOnlyThoseToWhichItHasADoor(String room) {
    String[] known =
        Stream.concat(Stream.of(room), DOORS.get(room).stream())
            .map(ROOT::concat)
            .toArray(String[]::new);

    classes()
        .that()
        .resideInAPackage(ROOT + room)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(known).or(resideOutsideOfPackage("org.fanfare..")))
        .check(MAIN);
  }

  @Test
  void everyRoomIsInThePlan() {
    Set<String> built =
        MAIN.stream()
            .map(c -> c.getPackageName().substring(ROOT.length()))
            .collect(Collectors.toSet());

    assertThat(built).isEqualTo(DOORS.keySet());
  }

  @Test
  void noRoomIsBehindItself() {
    slices().matching("org.fanfare.(**)").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void nobodyKnowsBootAndOnlyWhoMakesANodeKnowsWhichLayerItIs() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.fanfare.boot")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.fanfare.boot")
        .check(MAIN);
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.fanfare.boot", "org.fanfare.consumer.test", "org.fanfare.memory")
        .should()
        .dependOnClassesThat(resideInAPackage("org.fanfare.memory"))
        .check(MAIN);
    noClasses()
        .that()
        .resideOutsideOfPackages("org.fanfare.boot", "org.fanfare.redis")
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.fanfare.redis", "io.lettuce..", "io.netty.."))
        .check(MAIN);
  }

  @Test
  void nobodyKnowsTheTestKit() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.fanfare.consumer.test")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.fanfare.consumer.test")
        .check(MAIN);
  }

  @Test
  void theCoreNeedsNoJakartaEe() {
    String[] core = CORE.stream().map(ROOT::concat).toArray(String[]::new);

    noClasses()
        .that()
        .resideInAnyPackage(core)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta..")
        .check(MAIN);
  }

  @Test
  void threadsAreMadeInOneRoom() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.fanfare.threads")
        .and(not(type(Lifecycle.class))) // its hook is for the JVM to start, when that ends
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(Executors.class, ThreadPoolExecutor.class, ForkJoinPool.class, Timer.class)
        .orShould()
        .callConstructorWhere(targetOwner(assignableTo(Thread.class)))
        .check(MAIN);
  }

  @Test
  void nothingIsOfOneServerOrOfWhatServersHideOfTheJdk() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "fish.payara..",
            "org.glassfish..",
            "io.undertow..",
            "org.apache.catalina..",
            "org.eclipse.jetty..",
            "com.ibm..",
            "org.jboss..",
            "com.sun..",
            "sun..",
            "jdk..")
        .check(MAIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Util", "Utils", "Helper", "Manager", "Impl"})
  void noNameSaysNothing(String ending) {
    noClasses().should().haveSimpleNameEndingWith(ending).check(MAIN);
  }

  @Test
  void everyRoomIsDescribed() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      Set<Path> rooms =
          files
              .filter(f -> f.toString().endsWith(".java"))
              .map(Path::getParent)
              .collect(Collectors.toSet());

      assertThat(rooms)
          .hasSize(DOORS.size())
          .allSatisfy(room -> assertThat(room.resolve("package-info.java")).exists());
    }
  }
}

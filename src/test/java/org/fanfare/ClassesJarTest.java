package org.fanfare;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fanfare.gate.Law;
import org.junit.jupiter.api.Test;

/**
 * What an application gets that takes {@code fanfare-classes.jar} into its {@code WEB-INF/lib}:
 * nothing that speaks up in it by itself, and everything that is declared for it.
 */
@Law(11)
final class ClassesJarTest {
  private static final Pattern EXECUTION =
      Pattern.compile("<id>classes</id>.*?</execution>", Pattern.DOTALL);
  private static final Pattern EXCLUDED = Pattern.compile("<exclude>(.+?)</exclude>");
  private static final Pattern DECLARED =
      Pattern.compile("<(?:filter|listener|servlet)-class>(.+?)</");

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.fanfare");

  private final List<Pattern> excluded = excluded();
  private final DescribedPredicate<JavaClass> ofTheWarAlone =
      describe("of the WAR alone", this::isOfTheWarAlone);

  @Test
  void whatIsInTheJarNeedsNothingOfWhatIsNot() {
    assertThat(MAIN.stream().filter(this::isOfTheWarAlone)).hasSizeGreaterThan(excluded.size() - 1);
    noClasses()
        .that(DescribedPredicate.not(ofTheWarAlone))
        .should()
        .dependOnClassesThat(ofTheWarAlone)
        .check(MAIN);
  }

  @Test
  void nothingInTheJarIsOfJaxRsOrFoundAsAnEndpoint() {
    noClasses()
        .that(DescribedPredicate.not(ofTheWarAlone))
        .should()
        .dependOnClassesThat(resideInAPackage("jakarta.ws.rs.."))
        .orShould()
        .beAnnotatedWith(ServerEndpoint.class)
        .check(MAIN);
  }

  @Test
  void whatTheWarHasByAnnotationTheFragmentDeclares() throws IOException {
    Set<String> annotated =
        MAIN.stream()
            .filter(
                each ->
                    Stream.of(WebFilter.class, WebServlet.class, WebListener.class)
                        .anyMatch(each::isAnnotatedWith))
            .filter(each -> !isOfTheWarAlone(each))
            .map(JavaClass::getName)
            .collect(Collectors.toSet());

    assertThat(declared()).containsAll(annotated).doesNotHaveDuplicates();
  }

  @Test
  void whatTheFragmentDeclaresIsInTheJar() throws IOException {
    assertThat(declared())
        .isNotEmpty()
        .allSatisfy(
            name -> {
              assertThat(MAIN.contain(name)).as(name).isTrue();
              assertThat(isOfTheWarAlone(MAIN.get(name))).as(name).isFalse();
            });
  }

  @Test
  void theDemoIsOfTheWarAlone() {
    assertThat(MAIN.stream().filter(each -> each.getPackageName().equals("org.fanfare.demo")))
        .isNotEmpty()
        .allMatch(this::isOfTheWarAlone);
    assertThat(isExcluded("org/fanfare/demo/demo.conf")).isTrue();
  }

  private static List<String> declared() throws IOException {
    String fragment = Files.readString(Path.of("src/main/resources/META-INF/web-fragment.xml"));
    return DECLARED.matcher(fragment).results().map(found -> found.group(1)).toList();
  }

  private boolean isOfTheWarAlone(JavaClass each) {
    return isExcluded(each.getName().replace('.', '/') + ".class");
  }

  private boolean isExcluded(String path) {
    return excluded.stream().anyMatch(pattern -> pattern.matcher(path).matches());
  }

  private static List<Pattern> excluded() {
    try {
      String execution =
          EXECUTION
              .matcher(Files.readString(Path.of("pom.xml")))
              .results()
              .findFirst()
              .orElseThrow()
              .group();
      return EXCLUDED
          .matcher(execution)
          .results()
          .map(found -> found.group(1).replace(".", "[.]"))
          .map(path -> path.replace("**", ".+").replaceAll("(?<![.+])[*]", "[^/]*"))
          .map(Pattern::compile)
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

package org.fanfare.wire.kit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ExplodedImporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The WAR as it was built, with the settings of a test.
 *
 * <p>For a test's {@code @Deployment} method; the system property {@code war.file} names the WAR,
 * {@code websocket} the way in which WebSockets are carried: where that is {@code direct}, polls
 * are {@code direct} too, and all is carried by the Servlet standard alone.
 */
public final class Deployments {
  /** The key that reads the statistics of every deployment made here. */
  public static final String KEY = "0123456789abcdef-test-key";

  /** The name of every deployment made here, which decides its context. */
  public static final String NAME = "fanfare.war";

  private Deployments() {}

  /**
   * Returns the WAR with {@code extraHocon} as the contents of {@code fanfare { … }} in its
   * settings, besides {@link #KEY}.
   */
  public static WebArchive fanfare(String extraHocon) {
    return war(NAME).addAsResource(settings(extraHocon), "fanfare.conf");
  }

  /**
   * Returns an application of its own, made of {@code classes} and of what is in {@code
   * src/it/host}, whose context has the name {@code context}.
   */
  public static WebArchive host(String context, Package classes) {
    return ShrinkWrap.create(ExplodedImporter.class, context + ".war")
        .importDirectory(new File(System.getProperty("project.dir"), "src/it/host"))
        .as(WebArchive.class)
        .addPackage(classes);
  }

  /**
   * Puts Fanfare's classes, as the build packs them for that, and the libraries that they need into
   * the {@code WEB-INF/lib} of {@code host}, and its settings beside the classes.
   */
  public static WebArchive withFanfare(WebArchive host, String extraHocon) {
    war("libraries.war")
        .getContent(Filters.include("/WEB-INF/lib/.*[.]jar"))
        .forEach((path, library) -> host.add(library.getAsset(), path));
    return host.addAsLibrary(
            new File(System.getProperty("war.file").replaceFirst("[.]war$", "-classes.jar")))
        .addAsResource(settings(extraHocon), "fanfare.conf");
  }

  /**
   * Returns the application of {@code src/it/sample}, with Fanfare, as its own build packs it to
   * use the database that the server brings.
   */
  public static WebArchive sample(String context) {
    return sample(context, "java:comp/DefaultDataSource");
  }

  /** Returns the same, as its build packs it to use a PostgreSQL. */
  public static WebArchive sample(String context, Postgresql database) {
    String port = "<port-number>%s</port-number>";
    return sample(context, "java:app/jdbc/sample")
        .setWebXML(
            new StringAsset(
                text("postgresql/web.xml")
                    .replace(port.formatted(5432), port.formatted(database.port()))))
        .addAsLibrary(archive("org.postgresql.Driver"));
  }

  private static WebArchive sample(String context, String dataSource) {
    WebArchive sample =
        ShrinkWrap.create(ExplodedImporter.class, context + ".war")
            .importDirectory(file("webapp"))
            .as(WebArchive.class)
            .addPackage("sample")
            .addAsResource(file("resources/META-INF/create.sql"), "META-INF/create.sql")
            .addAsResource(
                new StringAsset(
                    text("resources/META-INF/persistence.xml")
                        .replace("${data-source}", dataSource)),
                "META-INF/persistence.xml");
    return withFanfare(sample, "  trusted-proxies = [ \"127.0.0.1\" ]\n");
  }

  private static File file(String ofTheSample) {
    return Proxy.offered("src/it/sample/src/main/" + ofTheSample).toFile();
  }

  private static String text(String ofTheSample) {
    try {
      return Files.readString(file(ofTheSample).toPath());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static File archive(String ofClass) {
    try {
      return new File(
          Class.forName(ofClass).getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (ReflectiveOperationException | URISyntaxException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static WebArchive war(String name) {
    return ShrinkWrap.create(ZipImporter.class, name)
        .importFrom(new File(System.getProperty("war.file")))
        .as(WebArchive.class);
  }

  private static StringAsset settings(String extraHocon) {
    return new StringAsset(
        "fanfare {\n  keys = [\"%s\"]\n  websocket = %s\n%s\n}\n"
            .formatted(KEY, System.getProperty("websocket", "endpoint"), extraHocon));
  }
}

package org.fanfare.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the settings from all sources. In descending precedence these are:
 *
 * <ul>
 *   <li>environment variables {@code CONFIG_FORCE_fanfare_…}
 *   <li>system properties {@code fanfare.…}
 *   <li>the file named by the system property {@code fanfare.config}, or else by the environment
 *       variable {@code FANFARE_CONFIG}
 *   <li>{@code fanfare.conf} on the class path
 *   <li>the demo's settings, if present
 *   <li>{@code reference.conf}
 * </ul>
 *
 * <p>Used once, at the start, by one thread. Nothing is cached between loaders.
 */
public final class SettingsLoader {
  private static final Pattern RESERVED = Pattern.compile("Reserved character ('.')");
  private static final String ROOT = "fanfare";

  /** What stands for a value and is not the name of a variable or a setting; it may be a key. */
  private static final Pattern NOT_A_NAME =
      Pattern.compile("\\$\\{(?!\\??(?:[A-Z][A-Z0-9_]{0,63}|fanfare[.][a-z.-]+)})[^}]*}?");

  private static final String CLASS_PATH_FILE = "fanfare.conf";
  private static final String DEMO = "org/fanfare/demo/demo.conf"; // only in the WAR
  private static final String FILE_VARIABLE = "FANFARE_CONFIG";

  private final Map<String, String> environment;
  private final Properties properties;
  private final ClassLoader classPath;

  /** Creates a loader for given sources, so that tests need not use those of the process. */
  public SettingsLoader(
      Map<String, String> environment, Properties properties, ClassLoader classPath) {
    this.environment = environment;
    this.properties = properties;
    this.classPath = classPath;
  }

  /** Returns a loader for the environment and the system properties of this process. */
  public static SettingsLoader ofProcess(ClassLoader classPath) {
    return new SettingsLoader(System.getenv(), System.getProperties(), classPath);
  }

  /** Returns the settings of {@code reference.conf} alone, ignoring all other sources. */
  public static Settings unchanged(ClassLoader classPath) {
    Config reference =
        reference(classPath)
            .resolve(ConfigResolveOptions.defaults().setUseSystemEnvironment(false));
    return read(reference, reference.getConfig(ROOT), Secrets.of(reference, Map.of()));
  }

  /**
   * Reads and validates all settings.
   *
   * @throws SettingsException if any setting is wrong; the message is meant for the operator
   */
  public Settings load() {
    Config overrides =
        Overrides.ofVariables(environment).withFallback(Overrides.ofProperties(properties));
    try {
      Config reference = reference(classPath);
      Config given =
          overrides
              .withFallback(file())
              .withFallback(
                  ConfigFactory.parseResources(
                      classPath, CLASS_PATH_FILE, local(CLASS_PATH_FILE, true)));
      Config merged =
          given
              .withFallback(reference)
              .resolve(
                  ConfigResolveOptions.defaults()
                      .setUseSystemEnvironment(false)
                      .appendResolver(new Variables(environment)));
      return read(merged, reference.getConfig(ROOT), Secrets.of(merged, environment));
    } catch (ConfigException e) {
      throw new SettingsException("the settings cannot be read: " + why(e), e);
    }
  }

  private static Config reference(ClassLoader classPath) {
    return ConfigFactory.parseResources(classPath, DEMO, options(classPath, true))
        .withFallback(
            ConfigFactory.parseResources(classPath, "reference.conf", options(classPath, false)))
        .withOnlyPath(ROOT);
  }

  /**
   * Returns the reason without the library's text about a syntax error, which may quote a secret
   * key from the file.
   */
  private static String why(ConfigException e) {
    if (e instanceof ConfigException.IO) {
      return String.valueOf(e.getMessage()); // contains only names of files
    }
    if (e instanceof ConfigException.UnresolvedSubstitution) {
      return NOT_A_NAME.matcher(String.valueOf(e.getMessage())).replaceAll("\\${…}");
    }
    String where = e.origin() == null ? "" : e.origin().description() + ": ";
    Matcher reserved = RESERVED.matcher(String.valueOf(e.getMessage()));
    if (reserved.find()) {
      return where + reserved.group(1) + " is not allowed outside quotation marks";
    }
    return where
        + "the syntax of HOCON is broken there or just before, or a text stands where a list belongs"
        + " (brackets, quotation marks and commas are what is missing most often)";
  }

  private static Settings read(Config merged, Config reference, Secrets secrets) {
    try {
      return read(merged, reference);
    } catch (SettingsException e) {
      throw secrets.hiddenIn(e);
    }
  }

  private static Settings read(Config merged, Config reference) {
    if (!(merged.root().get(ROOT) instanceof ConfigObject fanfare)) {
      throw new SettingsException(
          merged.root().origin().description()
              + ": fanfare has a value of its own; right is fanfare { … } with settings in it");
    }
    KnownNames.of(reference).require(ROOT, fanfare);
    KnownNames ruleNames = KnownNames.of(reference.getConfig("rule-defaults")).and("match");
    return new SettingsParser(new Section(ROOT, fanfare.toConfig())).read(ruleNames);
  }

  private Config file() {
    String property = properties.getProperty(Overrides.FILE_PROPERTY);
    String variable = environment.get(FILE_VARIABLE);
    if (property != null && !property.isBlank()) {
      return file("system property " + Overrides.FILE_PROPERTY, property);
    }
    if (variable != null && !variable.isBlank()) {
      return file("environment variable " + FILE_VARIABLE, variable);
    }
    return ConfigFactory.empty();
  }

  private Config file(String namedBy, String name) {
    Path path = Path.of(name).toAbsolutePath();
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new SettingsException(
          namedBy + " names " + path + ", which is not a file that can be read");
    }
    Config config = ConfigFactory.parseFile(path.toFile(), local(path.toString(), false));
    if (!config.isEmpty() && config.root().get(ROOT) == null) {
      throw new SettingsException(
          path + " has nothing under fanfare; right is fanfare { … } around the settings");
    }
    return config;
  }

  private ConfigParseOptions local(String source, boolean allowMissing) {
    return options(classPath, allowMissing).prependIncluder(new LocalIncludes(source));
  }

  private static ConfigParseOptions options(ClassLoader classPath, boolean allowMissing) {
    return ConfigParseOptions.defaults().setClassLoader(classPath).setAllowMissing(allowMissing);
  }
}

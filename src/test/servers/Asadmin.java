import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands where Arquillian's adapter looks for the command line of GlassFish, and calls the one of GlassFish 8, which has
 * moved.
 */
class Asadmin {
  public static void main(String[] arguments) throws Exception {
    Path modules = Path.of(System.getProperty("java.class.path")).toAbsolutePath().getParent();
    List<String> command = new ArrayList<>();
    command.add(modules.resolve("../bin/asadmin").normalize().toString());
    command.addAll(List.of(arguments));
    System.exit(new ProcessBuilder(command).inheritIO().start().waitFor());
  }
}

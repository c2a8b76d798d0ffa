package org.fanfare.bench;

import java.io.IOException;
import java.util.Arrays;

/**
 * The command line of the load client. It exits with the code of a {@link Verdict}, or with 2 if it
 * could not measure.
 */
public final class Bench {
  private static final String COMMANDS =
      """
      Commands, each with --name value options:
        load     subscribers of one --face (bare, fanfare, sse, poll), one publisher,
                 one group or several (--groups)
        slow     the same with and without one client that stops reading
        churn    the same while nobody and while many others come and go
        idle     what connections cost that wait for nothing
        echo     many connections, each with one message on its way and back
        leaks    what is left of consumers whose connections came and went
        silence  many connections that fall silent at once, until the server has noticed
        table    a Markdown table of a file of results
        growth   tables and charts of what growth.sh measured
      """;

  private Bench() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    try {
      String command = arguments.length == 0 ? "" : arguments[0];
      Options options =
          new Options(
              Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length));
      return command(command, options).code();
    } catch (IllegalArgumentException | IllegalStateException | IOException e) {
      System.err.println("bench: " + e.getMessage());
      return 2;
    }
  }

  private static Verdict command(String command, Options options) throws IOException {
    return switch (command) {
      case "load" -> FanOut.run(options);
      case "slow" -> Slow.run(options);
      case "churn" -> Churn.run(options);
      case "idle" -> Idle.run(options);
      case "echo" -> Echoes.run(options);
      case "leaks" -> Leaks.run(options);
      case "silence" -> Silence.run(options);
      case "table" -> Table.run(options);
      case "growth" -> Growth.run(options);
      default ->
          throw new IllegalArgumentException(
              (command.isEmpty() ? "a command is needed" : command + " is not a command")
                  + "\n"
                  + COMMANDS);
    };
  }
}

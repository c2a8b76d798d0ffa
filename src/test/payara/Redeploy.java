import fish.payara.micro.PayaraMicro;
import fish.payara.micro.PayaraMicroRuntime;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A Payara Micro that deploys and undeploys a WAR as it is told on its standard input.
 *
 * <p>Run as a source file, {@code java -cp payara-micro.jar Redeploy.java WAR PORT PREBOOT}, since only that jar
 * has what it needs. It answers each line, {@code deploy} or {@code undeploy}, with {@code done: LINE}; the
 * end of its input is its end.
 */
final class Redeploy {
  public static void main(String[] arguments) throws Exception {
    File war = new File(arguments[0]);
    PayaraMicroRuntime server =
        PayaraMicro.getInstance()
            .setHttpPort(Integer.parseInt(arguments[1]))
            .setNoCluster(true)
            .setNoHazelcast(true)
            .setPreBootHandler(
                boot -> {
                  boot.run("set", ADDRESS);
                  boot.run("set", QUEUE);
                })
            .bootStrap();
    System.out.println("done: boot");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals("deploy")) {
        server.deploy("fanfare", "fanfare", war);
      } else {
        server.undeploy("fanfare");
      }
      System.out.println("done: " + line);
    }
    server.shutdown();
    System.exit(0);
  }

  private static final String ADDRESS =
      "configs.config.server-config.network-config.network-listeners.network-listener.http-listener"
          + ".address=127.0.0.1";

  private static final String QUEUE =
      "configs.config.server-config.network-config.transports.transport.tcp"
          + ".socket-write-buffer-size=65536";

  private Redeploy() {}
}

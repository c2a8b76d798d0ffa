package org.fanfare.wire.kit;

import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.junit.jupiter.api.TestInfo;

/**
 * The one of a class's deployments that is on the server, of which there is never more than one.
 * Each test names the one that it needs by {@link OperateOnDeployment}; the last undeploys it. For
 * the thread of the tests, and kept by the class, since each test has an instance of its own.
 */
public final class DeployedInTurn {
  private String deployed = "";

  /** Puts the deployment of a test in the place of the present one. */
  public void deploy(Deployer deployer, TestInfo test) {
    String wanted =
        test.getTestMethod().orElseThrow().getAnnotation(OperateOnDeployment.class).value();
    if (!wanted.equals(deployed)) {
      undeploy(deployer);
      deployer.deploy(wanted);
      deployed = wanted;
    }
  }

  /** Undeploys the present one, if there is one. */
  public void undeploy(Deployer deployer) {
    if (!deployed.isEmpty()) {
      deployer.undeploy(deployed);
      deployed = "";
    }
  }
}

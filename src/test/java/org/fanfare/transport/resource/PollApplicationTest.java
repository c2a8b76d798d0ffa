package org.fanfare.transport.resource;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.ext.Provider;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** The resource is where the WAR maps it, and nowhere else. */
class PollApplicationTest {
  @Test
  void theDescriptorOfTheWarMapsItToTheOneUrlAndLetsItWait() throws Exception {
    Document descriptor =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("src/main/webapp/WEB-INF/web.xml").toFile());
    XPath path = XPathFactory.newInstance().newXPath();
    String name = PollApplication.class.getName();

    assertThat(path.evaluate("//servlet[servlet-name='" + name + "']/async-supported", descriptor))
        .isEqualTo("true");
    assertThat(
            path.evaluate("//servlet-mapping[servlet-name='" + name + "']/url-pattern", descriptor))
        .isEqualTo("/groups/*");
  }

  @Test
  void whoeverHasTheClassesAloneHasNoPathAndNoProviderOfOurs() {
    assertThat(PollApplication.class.isAnnotationPresent(ApplicationPath.class)).isFalse();
    assertThat(new PollApplication().getClasses())
        .containsExactlyInAnyOrder(PollResource.class, FailedPoll.class)
        .noneMatch(each -> each.isAnnotationPresent(Provider.class));
  }
}

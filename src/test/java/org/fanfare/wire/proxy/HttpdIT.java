package org.fanfare.wire.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.fanfare.gate.Law;
import org.fanfare.wire.kit.Groups;
import org.fanfare.wire.kit.Json;
import org.fanfare.wire.kit.Listener;
import org.fanfare.wire.kit.ProxyFile;
import org.fanfare.wire.kit.RawHttp;
import org.fanfare.wire.kit.ReadTransport;
import org.fanfare.wire.kit.StartAt;
import org.junit.jupiter.api.Test;

/**
 * Through httpd with {@code fanfare.conf}. It reads no answer before it has passed on the whole
 * body, so a line stream is told of its error when it ends.
 */
class HttpdIT extends BehindProxy implements ProxyPromises {
  @Override
  ProxyFile file() {
    return ProxyFile.HTTPD;
  }

  @Override
  @Test
  @Law(
      value = 4,
      on = {})
  public void aStreamEndsAtItsFirstErrorAndSaysHowFarItCame() throws IOException {
    String group = Groups.open();
    try (RawHttp socket = stream("POST", group, "", "application/x-ndjson")) {
      socket.chunk("{\"n\":1}\n{\"n\":2}\nnot json\n{\"n\":4}\n").send("0\r\n\r\n");

      RawHttp.Response answer = socket.response();
      assertThat(answer.problem()).isEqualTo("400 invalid-json");
      assertThat(Json.object(answer.body())).containsEntry("accepted", 2L);
    }
  }

  @Override
  @Test
  @Law(
      value = 4,
      on = {})
  public void aLineThatIsNotUtf8OrTooLongEndsTheStream() throws IOException {
    String group = Groups.open();
    try (Listener listener = ReadTransport.WEBSOCKET.listen(server(), group, StartAt.now());
        RawHttp broken = stream("PUT", group, "", "text/plain");
        RawHttp tooLong = stream("PUT", group, "", "text/plain")) {
      broken.send("5\r\nok\n").send(new byte[] {(byte) 0xc3, '\n'}).send("\r\n");
      listener.hears("ok");
      broken.chunk("not published\n").send("0\r\n\r\n");
      assertThat(broken.response().problem()).isEqualTo("400 invalid-text");

      tooLong.chunk("x".repeat(64 * 1024)).chunk("xx").chunk("\nnor this\n").send("0\r\n\r\n");
      assertThat(tooLong.response().problem()).isEqualTo("413 too-large");
      assertThat(listener.bodies()).containsExactly("ok");
    }
  }
}

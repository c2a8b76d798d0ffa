package org.fanfare.demo;

import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Duration;
import org.fanfare.consumer.Connection;
import org.fanfare.consumer.Consumer;
import org.fanfare.consumer.FromClient;
import org.fanfare.consumer.PlainHttp;
import org.fanfare.consumer.Refused;
import org.fanfare.consumer.Route;
import org.fanfare.layer.Start;
import org.fanfare.message.GroupName;

/**
 * Comments that fly over a video while it is shown. Who comes sees those from now on. Each
 * connection has an instance of its own, whose callbacks are called one at a time.
 */
@Route("/demo/danmaku/{video}")
@PermitAll
public class Danmaku implements Consumer, PlainHttp {
  private static final DemoPage PAGE = new DemoPage("danmaku", "Comments over a video");

  /** What one says to the picture of this moment. */
  public record Comment(@NotBlank @Size(max = 80) String text) {}

  private static final Duration A_WHILE = Duration.ofSeconds(10);

  private int left = 5; // so many comments in a while

  @Override
  public void connect(Connection client) {
    client.relay(video(client), new Start.Now());
  }

  @FromClient("comment")
  void comment(@Valid Comment comment, Connection client) {
    if (left == 0) {
      throw new Refused(429, "too-fast", "these were five comments in ten seconds: wait a little");
    }
    client.publish(video(client), "comment", comment);
    left--;
    client.after(A_WHILE, () -> left++);
  }

  private static GroupName video(Connection client) {
    return client.scope().group("demo-danmaku.{video}");
  }

  @Override
  public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    PAGE.send(request, response);
  }
}

package org.fanfare.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.fanfare.connection.Answer;
import org.fanfare.layer.ChannelLayer;
import org.fanfare.layer.LayerAnswer;
import org.fanfare.message.ChannelName;
import org.fanfare.message.Message;
import org.fanfare.protocol.ApiJson;
import org.fanfare.protocol.BatchParser;
import org.fanfare.protocol.ClientFrame;
import org.fanfare.protocol.MessageParser;
import org.fanfare.publish.BatchPublisher;
import org.fanfare.publish.KeyRights;
import org.fanfare.publish.Publisher;
import org.fanfare.security.Key;
import org.fanfare.security.KeyPermission;
import org.fanfare.status.Problem;
import org.fanfare.status.ProblemException;
import org.fanfare.status.Status;
import org.jspecify.annotations.Nullable;

/**
 * Publishes and sends for back ends. Safe for use by any thread that may wait.
 *
 * <p>A method throws a {@link ProblemException} if the request is refused, and a {@link
 * org.fanfare.layer.LayerException} if the layer fails.
 */
public final class PublishCalls {
  /** How long the answers to a batch are waited for. */
  private static final Duration MOST_WAIT = Duration.ofSeconds(30);

  private final ChannelLayer layer;
  private final BatchPublisher publisher;
  private final BatchParser parser;
  private final int maxSize;

  /**
   * Creates what publishes and sends.
   *
   * @param maxSize the maximum size of a message in bytes
   */
  public PublishCalls(ChannelLayer layer, BatchPublisher publisher, int maxSize) {
    this.layer = layer;
    this.publisher = publisher;
    this.parser = new BatchParser(maxSize);
    this.maxSize = maxSize;
  }

  /** Returns the maximum size of a message in bytes. */
  public int maxSize() {
    return maxSize;
  }

  /**
   * Publishes a batch of messages, each of which is answered alone.
   *
   * @param body the batch as JSON in UTF-8
   * @param batchKey the idempotency key of the batch: the message n, from 1, that has none of its
   *     own has this one with {@code /n}. Null if there is none
   * @return the answers as JSON
   */
  public String publish(Key key, byte[] body, @Nullable String batchKey) {
    KeyRights.require(key, KeyPermission.PUBLISH);
    if (batchKey != null) {
      Publisher.requireKey(batchKey);
    }
    List<BatchParser.Item> messages = parser.read(RequestBody.text(body));
    List<BatchPublisher.Item> batch = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      batch.add(item(key, messages.get(i), batchKey == null ? null : batchKey + "/" + (i + 1)));
    }
    List<Answer> answers =
        LayerAnswer.await("publish a batch", () -> publisher.publish(batch), late -> {}, MOST_WAIT);
    return ApiJson.answers(messages, answers);
  }

  private static BatchPublisher.Item item(
      Key key, BatchParser.Item message, @Nullable String numbered) {
    ClientFrame.Publish publish = message.publish();
    Problem problem = message.problem();
    if (publish == null || problem != null) {
      return new BatchPublisher.Item.Refused(
          problem == null ? new Problem(Status.INVALID_BODY, "it is no message") : problem);
    }
    try {
      String own = publish.key();
      if (own != null) {
        Publisher.requireKey(own);
      }
      List<String> names = publish.groups() == null ? List.of() : publish.groups();
      return new BatchPublisher.Item.Ready(
          KeyRights.requirePublishing(key, GroupCalls.names(names)),
          publish.message(),
          own == null ? numbered : own);
    } catch (ProblemException e) {
      return new BatchPublisher.Item.Refused(e.problem());
    }
  }

  /**
   * Sends a message to a channel.
   *
   * @param type the header {@code Content-Type}; null if there is none
   */
  public void send(Key key, String channel, @Nullable String type, byte[] body) {
    KeyRights.require(key, KeyPermission.PUBLISH);
    Message message = MessageParser.message(MessageParser.type(type), body, maxSize);
    ChannelName to = GroupCalls.channel(channel);
    LayerCall.done("send to a channel", "", () -> layer.send(to, message));
  }
}

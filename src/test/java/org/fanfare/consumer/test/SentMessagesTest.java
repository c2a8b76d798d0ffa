package org.fanfare.consumer.test;

import static org.assertj.core.api.Assertions.assertThat;

import org.fanfare.message.MediaType;
import org.fanfare.message.Message;
import org.junit.jupiter.api.Test;

/** Rule P42: what a client of the kit sends has numbers, keeps to its window, and comes again. */
class SentMessagesTest {
  private final SentMessages messages = new SentMessages();

  private String all() {
    StringBuilder all = new StringBuilder();
    while (messages.hasNext()) {
      all.append(messages.next());
    }
    return all.toString();
  }

  private void add(String... texts) {
    for (String text : texts) {
      messages.add(Message.text(text));
    }
  }

  @Test
  void beforeTheWindowIsKnownNothingIsSent() {
    add("one");
    assertThat(messages.hasNext()).isFalse();

    messages.window(32);
    assertThat(all()).isEqualTo("[1,\"one\"]");
  }

  @Test
  void textsAreQuotedAndBytesAreBase64() {
    messages.window(32);
    add("a \"word\"");
    messages.add(Message.bytes(MediaType.BYTES, new byte[] {1, 2, 3}));

    assertThat(all()).isEqualTo("[1,\"a \\\"word\\\"\"][2,null,\"AQID\"]");
    assertThat(messages.sent()).isEqualTo(2);
  }

  @Test
  void onlyAWindowIsSentWithoutAnAcknowledgement() {
    messages.window(2);
    add("one", "two", "three");

    assertThat(all()).isEqualTo("[1,\"one\"][2,\"two\"]");
    messages.acknowledged(1);
    assertThat(all()).isEqualTo("[3,\"three\"]");
  }

  @Test
  void whatWasNotAcknowledgedIsSentAgain() {
    messages.window(32);
    add("one", "two");
    all();
    messages.acknowledged(1);

    assertThat(messages.again()).isTrue();

    assertThat(all()).isEqualTo("[2,\"two\"]");
    messages.acknowledged(2);
    assertThat(messages.again()).isFalse();
    assertThat(messages.hasNext()).isFalse();
  }

  /** The answer to what was sent over a carrier that is no more. */
  @Test
  void whatWasAcknowledgedMeanwhileIsNotSentAgain() {
    messages.window(32);
    add("one", "two");
    all();
    messages.again();
    messages.acknowledged(1);

    assertThat(all()).isEqualTo("[2,\"two\"]");
  }
}

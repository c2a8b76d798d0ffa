package org.fanfare.wire.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A test edits the files that are offered, not what another edit made of them. */
class NginxTest {
  @Test
  void anActiveNodeMayListenWhereTheStandByIsNamed() {
    Nginx nginx =
        Nginx.plain()
            .edit("127.0.0.1:8080", "127.0.0.1:8081")
            .edit("127.0.0.1:8081", "127.0.0.1:9999");

    assertThat(nginx.edited("server 127.0.0.1:8080; server 127.0.0.1:8081 backup;"))
        .isEqualTo("server 127.0.0.1:8081; server 127.0.0.1:9999 backup;");
  }

  @Test
  void whatIsNotNamedStays() {
    assertThat(Nginx.plain().edited("a $1 \\ b")).isEqualTo("a $1 \\ b");
    assertThat(Nginx.plain().edit("a.c", "$1").edited("abc a.c")).isEqualTo("abc $1");
  }
}

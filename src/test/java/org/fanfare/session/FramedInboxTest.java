package org.fanfare.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.fanfare.publish.PublishRig.CLOSED;
import static org.fanfare.publish.PublishRig.MEMBERS;
import static org.fanfare.publish.PublishRig.OPEN;
import static org.fanfare.publish.PublishRig.OPEN_TOO;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fanfare.connection.Ended;
import org.fanfare.connection.FakeOutlet;
import org.fanfare.gate.Law;
import org.fanfare.layer.FailingLayer;
import org.fanfare.message.GroupName;
import org.fanfare.publish.PublishRig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client's frame to publish is answered, and how one that is none ends its socket. */
final class FramedInboxTest {
  private final InboxRig rig = new InboxRig();

  @Test
  void aPublishGoesToTheGroupsOfTheUrlUnlessItNamesOthers() {
    rig.says("{'publish':{'text':'one'}}");
    rig.says("{'publish':{'groups':['open.b','open.c'],'text':'two'}}");

    assertThat(rig.texts(OPEN)).containsExactly("one");
    assertThat(rig.texts(OPEN_TOO)).containsExactly("two");
    assertThat(rig.texts(new GroupName("open.c"))).containsExactly("two");
  }

  @Test
  void aTildeInAFrameIsTheNameOfItsUser() {
    rig.is(PublishRig.ANNA);

    rig.says("{'publish':{'id':'1','groups':['own.~'],'text':'one'}}");
    rig.says("{'join':{'id':'2','groups':['own.~'],'last':1}}");
    rig.publish(new GroupName("own.anna"), "two");
    rig.says("{'leave':{'id':'3','groups':['own.~']}}");
    rig.publish(new GroupName("own.anna"), "three");

    assertThat(rig.texts(new GroupName("own.anna"))).containsExactly("one", "two", "three");
    assertThat(rig.answers()).hasSize(3).noneMatch(answer -> answer.contains("problem"));
    assertThat(rig.answers().get(0)).contains("'offsets':{'own.anna':1}");
    assertThat(rig.told()).contains("one", "two").doesNotContain("three");
  }

  @Test
  void aPublishWithAnIdIsAnsweredWithWhereItIs() {
    rig.says("{'publish':{'id':'7','text':'one'}}");

    assertThat(rig.answers()).hasSize(1);
    assertThat(rig.answers().get(0))
        .startsWith("{'reply':{'id':'7','status':202,'cursor':'")
        .endsWith("'offsets':{'open.a':1}}}");
  }

  @Test
  void aPublishWithoutAnIdIsAnsweredOnlyIfItIsRefused() {
    rig.says("{'publish':{'text':'one'}}");
    assertThat(rig.answers()).isEmpty();

    rig.says("{'publish':{'groups':['closed.a'],'text':'two'}}");

    assertThat(rig.answers()).hasSize(1);
    assertThat(rig.answers().get(0)).startsWith("{'reply':{'status':403,'problem':{");
    assertThat(rig.texts(CLOSED)).isEmpty();
  }

  @Test
  void aRepeatOfTheKeyIsToldThatItIsOne() {
    rig.says("{'publish':{'id':'1','key':'k','text':'one'}}");
    rig.says("{'publish':{'id':'2','key':'k','text':'one'}}");
    rig.says("{'publish':{'id':'3','key':'k','text':'other'}}");

    assertThat(rig.answers().get(0)).doesNotContain("replayed");
    assertThat(rig.answers().get(1))
        .contains("'id':'2','status':202")
        .endsWith(",'replayed':true}}");
    assertThat(rig.answers().get(2)).contains("'id':'3','status':422");
    assertThat(rig.texts(OPEN)).containsExactly("one");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'publish':{'id':'7','key':'two words','text':'one'}} | 400 | invalid-key",
        "{'publish':{'id':'7','groups':[],'text':'one'}}       | 400 | invalid-name",
        "{'publish':{'id':'7','groups':['a b'],'text':'one'}}  | 400 | invalid-name",
        "{'publish':{'id':'7','groups':['members.a'],'text':'one'}} | 401 | unauthenticated",
        "{'join':{'id':'7','groups':['members.a']}}            | 401 | unauthenticated",
        "{'join':{'id':'7','groups':['open.b','closed.a']}}    | 403 | refused",
        "{'join':{'id':'7','groups':['open.b','open.b']}}      | 400 | invalid-name",
        "{'join':{'id':'7','groups':['open.b'],'after':'x!'}}  | 400 | invalid-cursor",
        "{'join':{'id':'7','groups':['open.b'],'last':-1}}     | 400 | invalid-parameter",
        "{'leave':{'id':'7','groups':['']}}                    | 400 | invalid-name",
        "{'join':{'id':'7','groups':['own.~']}}                | 401 | unauthenticated",
        "{'leave':{'id':'7','groups':['own.~']}}               | 401 | unauthenticated",
        "{'publish':{'id':'7','groups':['own.~'],'text':'one'}} | 401 | unauthenticated",
        "{'join':{'id':'7','groups':['own.anna']}}             | 401 | unauthenticated",
        "{'send':{'id':'7','channel':'x','text':'one'}}        | 404 | no-channel",
      })
  void whatIsRefusedIsToldWithItsIdAndTheSocketStays(String frame, int status, String problem) {
    rig.says(frame);

    assertThat(rig.answers()).hasSize(1);
    assertThat(rig.answers().get(0))
        .startsWith("{'reply':{'id':'7','status':" + status + ",'problem':{'type':'urn:fanfare:")
        .contains("urn:fanfare:" + problem + "'");
    assertThat(rig.outlet.closed()).isNull();
    assertThat(rig.publishing.memory.layer().statistics().readers()).isEqualTo(1);
    assertThat(rig.publishing.published()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      value = FailingLayer.How.class,
      names = {"BEFORE", "THROWN"})
  void whatTheLayerDoesNotDoIsToldWithItsId(FailingLayer.How how) {
    rig.publishing.layer.breakDown(OPEN, how);
    rig.publishing.layer.breakDown(OPEN_TOO, how);

    rig.says("{'publish':{'id':'1','text':'one'}}");
    rig.says("{'join':{'id':'2','groups':['open.b']}}");

    assertThat(rig.answers().get(0)).contains("'id':'1','status':503").contains("unavailable");
    assertThat(rig.answers().get(1)).contains("'id':'2','status':503").contains("unavailable");
  }

  @Test
  void answersComeWhenTheLayerHasThem() {
    InboxRig late = InboxRig.late();

    late.says("{'publish':{'id':'1','text':'one'}}");
    late.says("{'publish':{'id':'2','text':'two'}}");
    assertThat(late.answers()).isEmpty();
    late.held.letGo();
    assertThat(late.answers()).hasSize(1);
    late.held.letGo();

    assertThat(late.answers().get(0)).contains("'id':'1'");
    assertThat(late.answers().get(1)).contains("'id':'2'");
  }

  @Test
  void aMessageThatIsTooLargeIsRefusedAndTheSocketStays() {
    rig.says("{'publish':{'id':'7','text':'" + "x".repeat(InboxRig.MAX_SIZE) + "'}}");
    rig.says("{'publish':{'id':'8','text':'" + "x".repeat(InboxRig.MAX_SIZE + 1) + "'}}");

    assertThat(rig.answers().get(0)).contains("'status':202");
    assertThat(rig.answers().get(1)).contains("'status':413").contains("too-large");
    assertThat(rig.outlet.closed()).isNull();
  }

  @Test
  void aFrameHasRoomForTheEscapesOfTheLargestMessage() {
    String escaped = "\\\"".repeat(InboxRig.MAX_SIZE);
    String frame = "{'publish':{'id':'7','text':'%s'}}".replace('\'', '"').formatted(escaped);

    rig.inbox.text(frame);

    assertThat(frame.length()).isLessThan(rig.inbox.maxSize());
    assertThat(rig.inbox.maxSize()).isEqualTo(2 * InboxRig.MAX_SIZE + 4096);
    assertThat(rig.answers().get(0)).contains("'status':202");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "",
        "[]",
        "{}",
        "{'shout':{'text':'one'}}",
        "{'publish':{}}",
        "{'publish':{'text':'one','extra':'two'}}",
        "{'publish':{'text':'one'}} {}",
        "{'join':{}}"
      })
  void whatIsNoFrameEndsTheSocketWithItsFault(String text) {
    rig.says(text);
    rig.says("{'publish':{'id':'7','text':'one'}}");

    Ended reason = rig.outlet.closed();
    assertThat(reason).isNotNull();
    assertThat(reason.code()).isEqualTo(4003);
    assertThat(reason.text()).startsWith("malformed: ");
    assertThat(rig.outlet.told()).last().isEqualTo("farewell 4003");
  }

  static Stream<String> framesWithAMistake() {
    String nested = "[".repeat(201) + "]".repeat(201);
    String large = "x".repeat(InboxRig.MAX_SIZE + 1);
    return Stream.of(
            "'text':'a \\ud83d' > invalid-text",
            "'text':'" + large + "' > too-large",
            "'json':'" + large + "' > too-large",
            "'json':" + nested + " > invalid-json",
            "'json':" + "7".repeat(1_001) + " > invalid-json",
            "'text':" + nested + " > invalid-frame",
            "'text':'x','type':'text/plain;charset=latin1' > unsupported-type",
            "'text':'x','type':'nonsense' > unsupported-type",
            "'text':'x','type':'image/png' > invalid-frame",
            "'base64':'*' > invalid-frame",
            "'text':'x','json':1 > invalid-frame",
            "'text':'x','colour':'red' > invalid-frame",
            "'text':1 > invalid-frame",
            "'json':01 > invalid-frame",
            "'json':nothing > invalid-frame",
            "'text':'\\u00' > invalid-frame",
            "'text':'x','groups':'a' > invalid-frame")
        .flatMap(mistake -> Stream.of("'id':'7'," + mistake, after(mistake)));
  }

  private static String after(String mistake) {
    int end = mistake.indexOf(" > ");
    return mistake.substring(0, end) + ",'id':'7'" + mistake.substring(end);
  }

  @ParameterizedTest
  @MethodSource("framesWithAMistake")
  void whatIsWrongWithAFrameIsToldWithItsIdAndTheSocketStays(String mistake) {
    String[] membersAndProblem = mistake.split(" > ", 2);

    rig.says("{'publish':{" + membersAndProblem[0] + "}}");
    rig.says("{'publish':{'id':'8','text':'next'}}");

    assertThat(rig.outlet.closed()).isNull();
    assertThat(rig.answers().get(0))
        .startsWith("{'reply':{'id':'7','status':4")
        .contains("urn:fanfare:" + membersAndProblem[1] + "'");
    assertThat(rig.answers().get(1)).startsWith("{'reply':{'id':'8','status':202");
    assertThat(rig.texts(OPEN)).containsExactly("next");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'shout':{'id':'7','text':'one'}}",
        "{'publish':{'id':'7','text':'one'}} {}",
        "{'publish':{'id':'7','text':'one'},'join':{}}",
        "{'publish':{'id':'7','text':'broken off",
        "{'join':{'id':'7'}}",
        "{'leave':{'id':'7','groups':[1]}}",
        "{'send':{'id':'7','text':'one'}}"
      })
  void whatIsNoFrameIsToldWithItsIdIfItHasOne(String text) {
    rig.says(text);

    assertThat(rig.outlet.closed()).isNull();
    assertThat(rig.answers().get(0))
        .startsWith("{'reply':{'id':'7','status':400")
        .contains("urn:fanfare:invalid-frame'");
    assertThat(rig.texts(OPEN)).isEmpty();
  }

  @Test
  void aMessageThatIsNestedTooDeepEndsNoSocketEvenWithoutAnId() {
    rig.says("{'publish':{'json':" + "[".repeat(201) + "]".repeat(201) + "}}");

    assertThat(rig.outlet.closed()).isNull();
    assertThat(rig.answers().get(0))
        .startsWith("{'reply':{'status':400,'problem':{'type':'urn:fanfare:invalid-json'");
  }

  @Test
  void bytesEndTheSocket() {
    rig.inbox.bytes(new byte[1]);

    assertThat(rig.outlet.closed()).isEqualTo(Ended.UNSUPPORTED);
  }

  @Test
  void whoAsksWithoutReadingTheAnswersIsEnded() {
    FakeOutlet slow = FakeOutlet.slow();
    InboxRig client = new InboxRig(slow);

    IntStream.range(0, InboxRig.MAX_REPLIES)
        .forEach(i -> client.says("{'leave':{'id':'" + i + "','groups':['open.b']}}"));
    assertThat(slow.closed()).isNull();
    client.says("{'leave':{'id':'more','groups':['open.b']}}");

    assertThat(slow.closed()).isEqualTo(Ended.refused("it asks without reading the answers"));
  }

  @Test
  @Law(6)
  void whoSendsMoreRequestsThanItWaitsForIsEnded() {
    InboxRig late = InboxRig.late();
    for (int i = 0; i < InboxRig.MAX_REQUESTS; i++) {
      late.says("{'publish':{'text':'" + i + "'}}");
    }
    late.held.letGo();
    late.says("{'publish':{'text':'there was room for one'}}");
    assertThat(late.outlet.closed()).isNull();

    late.says("{'publish':{'text':'one too many'}}");
    late.says("{'publish':{'text':'another'}}");

    assertThat(late.outlet.closed()).isEqualTo(Ended.TOO_MANY_REQUESTS);
    for (int i = 0; i < InboxRig.MAX_REQUESTS; i++) {
      late.held.letGo();
    }
    assertThat(late.waiting()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'publish':{'text':'a'}}",
        "{'publish':{'id':'1','text':'a'}}",
        "{'publish':{'id':'1','groups':['closed.a'],'text':'a'}}",
        "{'publish':{'id':'1','text':'a','key':' '}}",
        "{'join':{'groups':['open.b']}}",
        "{'join':{'id':'1','groups':['closed.a']}}",
        "{'leave':{'groups':['open.a']}}",
        "{'leave':{'id':'1','groups':['open.a']}}",
        "{'send':{'channel':'nobody','text':'a'}}",
        "{'wrong':{'id':'1'}}",
        "wrong",
      })
  @Law(6)
  void everyRequestGivesItsRoomBack(String frame) {
    rig.says(frame);

    assertThat(rig.waiting()).isZero();
  }

  @Test
  void aUserMayDoWhatTheRulesAllowUsers() {
    rig.is(PublishRig.ANNA);

    rig.says("{'publish':{'id':'7','groups':['members.a'],'text':'one'}}");

    assertThat(rig.answers().get(0)).contains("'status':202");
    assertThat(rig.texts(MEMBERS)).isEqualTo(List.of("one"));
  }
}

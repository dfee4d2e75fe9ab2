package dev.tributary.infrastructure.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.domain.click.Click;
import dev.tributary.domain.click.ClickKind;
import dev.tributary.domain.click.ClickSpan.Hour;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.click.TestClick;
import dev.tributary.domain.id.BackTestId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.message.Job;
import dev.tributary.domain.message.Job.MergeHours;
import dev.tributary.domain.message.Job.RollUp;
import dev.tributary.domain.message.Job.RunBackTest;
import dev.tributary.domain.token.Device;
import dev.tributary.infrastructure.edge.ClickMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// events/messages/ holds a message of every type and version: both sides of a queue are held
/// against it.
final class MessageGoldensTest {
    static final List<Click> CLICKS = List.of(
            TestClick.of(7, 1)
                    .withLink(5)
                    .withSubs("mail", "", "top")
                    .withRest("blog", 9, "LV", Device.MOBILE)
                    .click(),
            TestClick.of(7, 2).withKind(ClickKind.BOT).click());

    private static String golden(String name) throws IOException {
        return Files.readString(Path.of("../../events/messages", name));
    }

    private static JsonNode tree(String json) throws IOException {
        return Message.JSON.readTree(json);
    }

    static Stream<Arguments> jobs() {
        ProgramId program = new ProgramId(7);
        return Stream.of(
                Arguments.of(
                        "roll_up.v1.json",
                        new RollUp(
                                "rol_29923201_0_0",
                                List.of(new Slice(program, 29_923_198, 0), new Slice(program, 29_923_199, 63)))),
                Arguments.of(
                        "merge_hours.v1.json", new MergeHours("mrg_29923201_0_0", List.of(new Hour(program, 498_719)))),
                Arguments.of(
                        "run_back_test.v1.json", new RunBackTest("rbt_29923201_btt_0000000000007", new BackTestId(7))));
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void job_isReadAndWritten_asItsGolden(String name, Job job) throws IOException {
        assertThat(JobMessages.read(golden(name))).isEqualTo(job);
        assertThat(tree(JobMessages.write(job))).isEqualTo(tree(golden(name)));
    }

    @Test
    void clicks_areReadAndWritten_asTheirGolden() throws IOException {
        assertThat(ClickMessages.read(golden("clicks.v1.json"))).isEqualTo(CLICKS);
        assertThat(tree(ClickMessages.write(CLICKS))).isEqualTo(tree(golden("clicks.v1.json")));
    }

    @Test
    void optionalFields_ofALaterWriter_arePassedOver() throws IOException {
        String later = golden("roll_up.v1.json").replace("\"v\"", "\"trace\":{\"x\":[1]},\"v\"");

        assertThat(JobMessages.read(later)).isInstanceOf(RollUp.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"type\":\"roll_up\",\"v\":1,\"id\":\"a\",\"data\":{\"slices\":[]}}",
                "{\"type\":\"roll_up\",\"v\":2,\"id\":\"a\",\"data\":{\"slices\":[]}}",
                "{\"type\":\"other\",\"v\":1,\"id\":\"a\",\"data\":{}}",
                "{\"type\":\"roll_up\",\"type\":\"roll_up\",\"v\":1,\"id\":\"a\",\"data\":{}}",
                "{\"type\":\"roll_up\",\"v\":1,\"id\":\"a\"} x",
                "{\"type\":\"roll_up\",\"v\":\"1\",\"id\":\"a\",\"data\":{}}",
                "{\"type\":\"roll_up\",\"v\":1,\"id\":\"a\",\"data\":{\"slices\":[{\"program_id\":\"prg_1\",\"minute\":1,\"shard\":0}]}}",
                "{\"type\":\"roll_up\",\"v\":1,\"id\":\"a\",\"data\":{\"slices\":[{\"program_id\":\"prg_0000000000007\",\"minute\":1,\"shard\":64}]}}",
                "{\"type\":\"merge_hours\",\"v\":1,\"id\":\"a\",\"data\":{\"hours\":[{\"program_id\":\"prg_0000000000007\",\"hour\":-1}]}}",
                "{\"type\":\"merge_hours\",\"v\":1,\"id\":\"a\",\"data\":{\"hours\":[{\"program_id\":\"prg_0000000000007\",\"hour\":1.5}]}}"
            })
    void unreadableMessage_isThrown(String body) {
        assertThatThrownBy(() -> JobMessages.read(body)).isInstanceOf(UnreadableMessageException.class);
    }
}

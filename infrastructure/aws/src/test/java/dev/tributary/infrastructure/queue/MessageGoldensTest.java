package dev.tributary.infrastructure.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.domain.click.Click;
import dev.tributary.domain.click.ClickKind;
import dev.tributary.domain.click.ClickSpan.Day;
import dev.tributary.domain.click.ClickSpan.Hour;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.click.ClicksClosed;
import dev.tributary.domain.click.TestClick;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.BackTestId;
import dev.tributary.domain.id.DisputeId;
import dev.tributary.domain.id.ExportId;
import dev.tributary.domain.id.ImportId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.message.Job;
import dev.tributary.domain.message.Job.CloseDays;
import dev.tributary.domain.message.Job.DecideFees;
import dev.tributary.domain.message.Job.ExportBooks;
import dev.tributary.domain.message.Job.ExportList;
import dev.tributary.domain.message.Job.MergeHours;
import dev.tributary.domain.message.Job.PurgeProgram;
import dev.tributary.domain.message.Job.RollUp;
import dev.tributary.domain.message.Job.RunBackTest;
import dev.tributary.domain.message.Job.RunImport;
import dev.tributary.domain.message.Job.TendDispute;
import dev.tributary.domain.token.Device;
import dev.tributary.infrastructure.edge.ClickMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
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
                        "close_days.v1.json",
                        new CloseDays("cls_29923201_0_0", List.of(new Day(program, LocalDate.parse("2026-11-22"))))),
                Arguments.of("decide_fees.v1.json", new DecideFees("fee_prg_0000000000007_29923201", program)),
                Arguments.of(
                        "run_back_test.v1.json", new RunBackTest("rbt_29923201_btt_0000000000007", new BackTestId(7))),
                Arguments.of(
                        "purge_program.v1.json",
                        new PurgeProgram("pur_29923201_prg_0test00000007", ProgramId.of("prg_0test00000007"))),
                Arguments.of(
                        "export_books.v1.json",
                        new ExportBooks(
                                "xbk_29923201_exp_00000000000000000000000007",
                                ExportId.of("exp_00000000000000000000000007"))),
                Arguments.of(
                        "export_list.v1.json",
                        new ExportList(
                                "xls_29923201_exp_00000000000000000000000007",
                                ExportId.of("exp_00000000000000000000000007"))),
                Arguments.of("run_import.v1.json", new RunImport("rim_29923201_imp_0000000000007", new ImportId(7))),
                Arguments.of(
                        "tend_dispute.v1.json", new TendDispute("dis_29890215_dsp_0000000000001", new DisputeId(1))));
    }

    @Test
    void closedDay_isReadAndWritten_asItsGolden() throws IOException {
        ClicksClosed closed =
                new ClicksClosed(new ProgramId(7), new AffiliateId(5), LocalDate.parse("2026-11-22"), 130);
        String golden = golden("clicks_closed.v1.json");
        assertThat(ClicksClosedMessages.read(Message.read(golden))).isEqualTo(closed);
        assertThat(tree(ClicksClosedMessages.write(closed))).isEqualTo(tree(golden));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"qualified\": 0",
                "\"qualified\": -1",
                "\"qualified\": 1.5",
                "\"qualified\": \"130\"",
                "\"n\": 1"
            })
    void closedDay_withoutClicks_isUnreadable(String field) throws IOException {
        String wrong = golden("clicks_closed.v1.json").replace("\"qualified\": 130", field);
        assertThatThrownBy(() -> ClicksClosedMessages.read(Message.read(wrong)))
                .isInstanceOf(UnreadableMessageException.class);
        String noDay = golden("clicks_closed.v1.json").replace("2026-11-22\",", "2026-11-31\",");
        assertThatThrownBy(() -> ClicksClosedMessages.read(Message.read(noDay)))
                .isInstanceOf(UnreadableMessageException.class);
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

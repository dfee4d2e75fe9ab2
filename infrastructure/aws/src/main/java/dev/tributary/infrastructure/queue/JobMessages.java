package dev.tributary.infrastructure.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.click.ClickSpan.Day;
import dev.tributary.domain.click.ClickSpan.Hour;
import dev.tributary.domain.click.ClickSpan.Slice;
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
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// The messages on [jobs]:
/// ```json
/// {"type":"roll_up","v":1,"id":"rol_29890215_0_0","data":{"slices":[{"program_id":"prg_...","minute":29890213,"shard":0}]}}
/// {"type":"merge_hours","v":1,"id":"mrg_29890215_0_0","data":{"hours":[{"program_id":"prg_...","hour":498170}]}}
/// {"type":"close_days","v":1,"id":"cls_29890215_0_0","data":{"days":[{"program_id":"prg_...","date":"2026-11-22"}]}}
/// {"type":"run_back_test","v":1,"id":"rbt_29890215_btt_...","data":{"back_test_id":"btt_..."}}
/// {"type":"export_books","v":1,"id":"xbk_29890215_exp_...","data":{"export_id":"exp_..."}}
/// {"type":"export_list","v":1,"id":"xls_29890215_exp_...","data":{"export_id":"exp_..."}}
/// {"type":"tend_dispute","v":1,"id":"dis_29890215_dsp_...","data":{"dispute_id":"dsp_..."}}
/// {"type":"purge_program","v":1,"id":"pur_29890215_prg_0test...","data":{"program_id":"prg_0test..."}}
/// {"type":"run_import","v":1,"id":"rim_29890215_imp_...","data":{"import_id":"imp_..."}}
/// ```
public final class JobMessages {
    private static final String BACK_TEST = "back_test_id";
    private static final String EXPORT = "export_id";
    private static final String DISPUTE = "dispute_id";
    private static final String IMPORT = "import_id";
    private static final long MAX_MINUTE = 999_999_999;

    private JobMessages() {}

    public static String write(Job job) {
        ObjectNode data = Message.JSON.createObjectNode();
        return switch (job) {
            case RollUp rollUp -> {
                ArrayNode slices = data.putArray("slices");
                rollUp.slices()
                        .forEach(slice -> slices.addObject()
                                .put("program_id", slice.program().toString())
                                .put("minute", slice.minute())
                                .put("shard", slice.shard()));
                yield new Message("roll_up", 1, job.id(), data).write();
            }
            case MergeHours merge -> {
                ArrayNode hours = data.putArray("hours");
                merge.hours()
                        .forEach(hour -> hours.addObject()
                                .put("program_id", hour.program().toString())
                                .put("hour", hour.hour()));
                yield new Message("merge_hours", 1, job.id(), data).write();
            }
            case CloseDays close -> {
                ArrayNode days = data.putArray("days");
                close.days()
                        .forEach(day -> days.addObject()
                                .put("program_id", day.program().toString())
                                .put("date", day.date().toString()));
                yield new Message("close_days", 1, job.id(), data).write();
            }
            case DecideFees fees ->
                new Message(
                                "decide_fees",
                                1,
                                job.id(),
                                data.put("program_id", fees.program().toString()))
                        .write();
            case RunBackTest run -> {
                data.put(BACK_TEST, run.test().toString());
                yield new Message("run_back_test", 1, job.id(), data).write();
            }
            case PurgeProgram purge ->
                new Message(
                                "purge_program",
                                1,
                                job.id(),
                                data.put("program_id", purge.program().toString()))
                        .write();
            case ExportBooks books -> {
                data.put(EXPORT, books.export().toString());
                yield new Message("export_books", 1, job.id(), data).write();
            }
            case ExportList list -> {
                data.put(EXPORT, list.export().toString());
                yield new Message("export_list", 1, job.id(), data).write();
            }
            case TendDispute tend -> {
                data.put(DISPUTE, tend.dispute().toString());
                yield new Message("tend_dispute", 1, job.id(), data).write();
            }
            case RunImport run -> {
                data.put(IMPORT, run.of().toString());
                yield new Message("run_import", 1, job.id(), data).write();
            }
        };
    }

    /// @throws UnreadableMessageException for another type or version, or a field that is wrong
    public static Job read(String body) {
        Message message = Message.read(body);
        try {
            return switch (message.type() + " v" + message.version()) {
                case "roll_up v1" -> new RollUp(message.id(), slices(message.data()));
                case "merge_hours v1" -> new MergeHours(message.id(), hours(message.data()));
                case "close_days v1" -> new CloseDays(message.id(), days(message.data()));
                case "decide_fees v1" -> new DecideFees(message.id(), program(message.data()));
                case "purge_program v1" -> new PurgeProgram(message.id(), program(message.data()));
                case "run_back_test v1" ->
                    new RunBackTest(message.id(), BackTestId.of(Message.text(message.data(), BACK_TEST)));
                case "export_books v1" ->
                    new ExportBooks(message.id(), ExportId.of(Message.text(message.data(), EXPORT)));
                case "export_list v1" ->
                    new ExportList(message.id(), ExportId.of(Message.text(message.data(), EXPORT)));
                case "tend_dispute v1" ->
                    new TendDispute(message.id(), DisputeId.of(Message.text(message.data(), DISPUTE)));
                case "run_import v1" -> new RunImport(message.id(), ImportId.of(Message.text(message.data(), IMPORT)));
                default -> throw new UnreadableMessageException("its type or version is none of jobs");
            };
        } catch (IllegalArgumentException | DateTimeException invalid) {
            throw new UnreadableMessageException("a value in it is invalid");
        }
    }

    private static List<Slice> slices(JsonNode data) {
        List<Slice> slices = new ArrayList<>();
        for (JsonNode slice : data.path("slices")) {
            long shard = Message.number(slice, "shard", Integer.MAX_VALUE);
            slices.add(new Slice(program(slice), Message.number(slice, "minute", MAX_MINUTE), (int) shard));
        }
        return slices;
    }

    private static List<Hour> hours(JsonNode data) {
        List<Hour> hours = new ArrayList<>();
        for (JsonNode hour : data.path("hours")) {
            hours.add(new Hour(program(hour), Message.number(hour, "hour", MAX_MINUTE)));
        }
        return hours;
    }

    private static List<Day> days(JsonNode data) {
        List<Day> days = new ArrayList<>();
        for (JsonNode day : data.path("days")) {
            days.add(new Day(program(day), LocalDate.parse(Message.text(day, "date"))));
        }
        return days;
    }

    private static ProgramId program(JsonNode span) {
        return ProgramId.of(Message.text(span, "program_id"));
    }
}

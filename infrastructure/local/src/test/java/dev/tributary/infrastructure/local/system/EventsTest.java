package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.MachineClock;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The samples in events/, through Lambda's own serialization, against the handlers; one after the
/// other, so that what one records the next one finds. They are also what `sam local invoke` takes.
@Tag("system")
class EventsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:05:00Z");
    private static final Map<String, String> FUNCTIONS = Map.ofEntries(
            Map.entry("redirect", "RedirectFunction"),
            Map.entry("click", "ClickFunction"),
            Map.entry("jobs", "JobsFunction"),
            Map.entry("jobs-schedule", "JobsScheduleFunction"),
            Map.entry("commission", "CommissionFunction"),
            Map.entry("payout", "PayoutFunction"),
            Map.entry("payout-schedule", "PayoutScheduleFunction"),
            Map.entry("notification", "NotificationFunction"),
            Map.entry("notification-schedule", "NotificationScheduleFunction"),
            Map.entry("api", "ApiFunction"),
            Map.entry("portal", "PortalFunction"));
    /// Each has a test of its own beside its code.
    private static final Set<String> HELD_ELSEWHERE = Set.of("messages/", "postback/");

    private static final String FIRST = "00000000-0000-4000-8000-000000000001";
    private static final String SECOND = "00000000-0000-4000-8000-000000000002";
    private static final String THIRD = "00000000-0000-4000-8000-000000000003";

    /// File, then what the function answers.
    private static final String TABLE =
            """
            redirect/click                   302 https://shop.example/landing
            redirect/click-with-consent      302 https://shop.example/landing, cookie
            redirect/head                    302 https://shop.example/landing
            redirect/bot                     302 https://shop.example/landing
            redirect/prefetch                302 https://shop.example/landing
            redirect/deep-link               302 https://www.shop.example/shoes
            redirect/deep-link-elsewhere     400 bad_url
            redirect/shops-page              200\s
            redirect/shops-page-elsewhere    403 bad_origin
            redirect/unknown-code            404 unknown_link
            redirect/disabled                410 link_closed
            redirect/disabled-with-fallback  302 https://shop.example/closed
            portal/root                      302 /app
            portal/page                      200 a page in he
            portal/page-post                 405 method_not_allowed
            portal/asset-of-another-build    404 not_found
            portal/script                    200 text/javascript; charset=utf-8
            click/clicks                     failed []
            click/delivered-twice            failed []
            click/poisoned                   failed [SECOND, THIRD]
            click/too-late                   failed []
            jobs-schedule/roll-up            {"sent":1}
            jobs-schedule/orders-due         {"sent":0}
            jobs-schedule/decisions-due      {"sent":0}
            jobs-schedule/rates              {"kept":64}
            jobs-schedule/fees-due           {"sent":0}
            jobs-schedule/disputes-due       {"sent":0}
            jobs-schedule/back-tests-due     {"sent":0}
            jobs-schedule/bulk-due           {"sent":0}
            jobs-schedule/unknown-job        IllegalArgumentException: job is unknown: tidy-up
            jobs/roll-up                     failed []
            jobs/merge-hours                 failed []
            jobs/close-days                  failed []
            jobs/decide-fees                 failed []
            jobs/tend-dispute                failed []
            jobs/run-back-test               failed []
            jobs/export-books                failed []
            jobs/export-list                 failed []
            jobs/run-import                  failed []
            jobs/purge-program               failed []
            jobs/unknown-type                failed [SECOND]
            commission/poisoned              failed [FIRST, SECOND]
            commission/unknown-program       failed [FIRST]
            commission/orders-due            failed [FIRST]
            commission/clicks-closed         failed [FIRST]
            commission/decision              failed [FIRST]
            payout-schedule/release          {"sent":0}
            payout-schedule/runs-due         {"sent":0}
            payout-schedule/unknown-job      IllegalArgumentException: job is unknown: tidy-up
            payout/accounts-due              failed []
            payout/run-due                   failed [FIRST]
            payout/payout-results            failed [FIRST]
            payout/transfer-reversed         failed [FIRST]
            payout/batch-changed             failed [FIRST]
            payout/poisoned                  failed [FIRST, SECOND]
            notification-schedule/deliveries-due {"sent":0}
            notification-schedule/unknown-job IllegalArgumentException: job is unknown: tidy-up
            notification/notice              failed []
            notification/deliveries-due      failed []
            notification/poisoned            failed [FIRST, SECOND]
            api/programs                     200 1 row, and more
            api/program                      200 prg_00000000000z9
            api/clicks                       200 1 row: 2 qualified, 1 bot
            api/without-key                  401 unauthorized
            api/wrong-key                    401 unauthorized
            api/bad-cursor                   400 bad_cursor
            api/another-tenants-program      404 not_found
            api/unknown-path                 404 not_found
            api/method-not-allowed           405 method_not_allowed
            api/program-create               201 /v1/programs/prg_57gj80tnzf4pe
            api/program-create-bad           422 invalid_fields
            api/program-change               200 prg_00000000000z9
            api/program-change-currency      409 fixed
            api/program-purge-live           409 live
            api/program-purge-bad            422 invalid_fields
            api/terms-draft                  201 /v1/programs/prg_00000000000z9/terms/draft
            api/terms-draft-bad              422 invalid_fields
            api/affiliate-create             201 /v1/affiliates/aff_dh2bjz9rvpd84
            api/affiliate-create-bad         422 invalid_fields
            api/enrollment-create            201 /v1/enrollments/prg_00000000000z9/aff_dh2bjz9rvpd84
            api/enrollment-create-bad        409 already_enrolled
            api/application-bad              422 invalid_fields
            api/application-form-bad         422 invalid_fields
            api/agreement-publish            201 /v1/programs/prg_00000000000z9/agreements/1
            api/link-create                  201 /v1/links/lnk_53qjy3ye9dqjt
            api/link-create-bad              422 invalid_fields
            api/coupon-create                201 /v1/coupons/prg_00000000000z9/ANNA10
            api/coupon-create-bad            422 invalid_fields
            api/creative-create              201 /v1/creatives/crt_12mnkfrdfm8j3
            api/creative-create-bad          422 invalid_fields
            api/announcement-create          201 /v1/announcements/ann_2nmp5gj702tgr
            api/announcement-create-bad      422 invalid_fields
            api/thread-open                  201 /v1/threads/thr_e2pc1vb3zxvh7
            api/thread-open-bad              422 invalid_fields
            api/dispute-open                 201 /v1/disputes/dsp_c0cfvxwz5k6t7
            api/dispute-reject-unknown       404 not_found
            api/adjustment-create            201 /v1/adjustments/adj_9p4bqza97nbtj
            api/adjustment-create-bad        422 invalid_fields
            api/api-key-create               201 key_...
            api/api-key-create-bad           422 invalid_fields
            api/affiliate-key-create         201 key_...
            api/affiliate-key-create-bad     404 not_found
            api/payout-method-put            200 aff_00000000001yh
            api/payout-method-put-bad        403 affiliate_only
            api/debtor-put                   200\s
            api/debtor-put-bad               422 invalid_fields
            api/stripe-put                   200\s
            api/stripe-put-bad               422 invalid_fields
            api/stripe-event                 401 unauthorized
            api/paypal-event                 401 unauthorized
            api/paypal-put                   200\s
            api/paypal-put-bad               422 invalid_fields
            api/payout-policy-put            200 prg_00000000000z9
            api/payout-policy-put-bad        422 invalid_fields
            api/payout-run-plan              201 /v1/payout_runs/run_713t2bxwkhsfram1rhvj1eqyhj
            api/payout-run-plan-bad          404 not_found
            api/export-create                202 /v1/exports/exp_c0xcv0v04qt666zyps2z50f0dp
            api/export-create-bad            422 invalid_fields
            api/webhook-create               201 /v1/webhooks/whk_efpzdj78nwnxc
            api/webhook-create-bad           422 invalid_fields
            api/postback-credentials         201 pbc_37f913d00c445e430c972a3722be764b
            api/postback-credentials-bad     422 invalid_fields
            api/sender-secret-create         201 sns_29dba30d1808f9d7f79dccab54efdd3c
            api/sender-secret-create-bad     422 invalid_fields
            api/agency-grant-put             200\s
            api/agency-grant-put-bad         422 invalid_fields
            api/member-create                201 /v1/members/per_22b4e7345306b0d8c18f6898d6cdca57
            api/member-create-bad            422 invalid_fields
            api/sign-in-link                 202\s
            api/sign-in-link-bad             422 invalid_fields
            api/session-create-bad           401 unusable_link
            """.replace("FIRST", FIRST).replace("SECOND", SECOND).replace("THIRD", THIRD);

    @Test
    void samples_areAnsweredAsTheTableSays() {
        MachineClock clock = new MachineClock(Clock.fixed(NOW, ZoneOffset.UTC));
        List<String> answers = new ArrayList<>();
        try (LocalMachine machine =
                LocalMachine.start(Options.machine(Project.TEMPLATE).withClock(clock))) {
            Shop.seed(machine);
            TABLE.lines()
                    .map(line -> line.split(" ", 2)[0])
                    .forEach(file -> answers.add("%-32s %s".formatted(file, answer(machine, file))));
        }

        assertThat(String.join("\n", answers) + "\n").isEqualTo(TABLE);
    }

    @Test
    void everySample_isInTheTable() {
        List<String> listed = TABLE.lines()
                .map(line -> line.split(" ", 2)[0] + ".json")
                .sorted()
                .toList();
        List<String> there = Project.files("events", ".json").stream()
                .filter(file -> HELD_ELSEWHERE.stream().noneMatch(file::startsWith))
                .toList();

        assertThat(there).isEqualTo(listed);
    }

    @Test
    void everyFunction_hasSamples() {
        assertThat(TemplateTree.read().functions().keySet())
                .filteredOn(function -> !function.equals("PostbackFunction"))
                .containsExactlyInAnyOrderElementsOf(FUNCTIONS.values());
        assertThat(TABLE.lines().map(line -> line.replaceFirst("/.*", "")).distinct())
                .containsExactlyInAnyOrderElementsOf(FUNCTIONS.keySet());
    }

    private static String answer(LocalMachine machine, String file) {
        String function = FUNCTIONS.get(file.replaceFirst("/.*", ""));
        byte[] event = Project.text("events/" + file + ".json").getBytes(StandardCharsets.UTF_8);
        JsonNode reply;
        try {
            reply = Project.parse(new String(machine.invoke(String.valueOf(function), event), StandardCharsets.UTF_8));
        } catch (Exception e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
        if (reply.has("statusCode")) {
            return http(reply);
        }
        return reply.has("batchItemFailures")
                ? "failed "
                        + reply.path("batchItemFailures")
                                .valueStream()
                                .map(failure -> failure.path("itemIdentifier").asText())
                                .toList()
                : reply.toString();
    }

    /// The id of what was made, or else whose it is; that of a secret is another one each time.
    private static String name(JsonNode body) {
        return body.path("id")
                .asText(body.path("affiliate_id").asText(body.path("program_id").asText()))
                .replaceFirst("^key_[0-9a-f]{32}$", "key_...");
    }

    private static String http(JsonNode reply) {
        String status = reply.path("statusCode").asText() + " ";
        JsonNode location = reply.path("headers").path("location");
        if (!location.isMissingNode()) {
            return status + location.asText().replaceFirst("\\?.*", "") + (reply.has("cookies") ? ", cookie" : "");
        }
        JsonNode language = reply.path("headers").path("content-language");
        if (reply.path("headers").path("content-type").asText().startsWith("text/html")) {
            return status + "a page in " + language.asText();
        }
        if (reply.path("isBase64Encoded").asBoolean()) {
            return status + reply.path("headers").path("content-type").asText();
        }
        JsonNode body = Project.parse(reply.path("body").asText());
        if (!body.has("data")) {
            return status + body.path("code").asText(name(body));
        }
        String counts = body.path("data")
                .valueStream()
                .filter(row -> row.has("qualified"))
                .map(row -> ": " + row.path("qualified") + " qualified, " + row.path("bot") + " bot")
                .collect(Collectors.joining());
        return status + body.path("data").size() + " row" + counts
                + (body.path("next_cursor").isTextual() ? ", and more" : "");
    }
}

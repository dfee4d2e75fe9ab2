package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.backtest.BackTest;
import dev.tributary.domain.backtest.BackTestRow;
import dev.tributary.domain.backtest.BackTesting;
import dev.tributary.domain.backtest.BackTests;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.BackTestId;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.infrastructure.table.DynamoBackTests;
import dev.tributary.infrastructure.table.TestMarket;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How a back-test is started and shown. What it counts is tried where it runs.
class BackTestsTest {
    private static final String PROGRAM = "/v1/programs/prg_0000000000001";
    private static final String DRAFT = PROGRAM + "/terms/draft/back-test";
    private static final String PERIOD = "{\"from\":\"2026-10-01\",\"to\":\"2026-10-31\"}";
    private static final String GOOD = "{\"rules\":[{\"id\":\"base\",\"pay\":{\"percent\":\"12\"}}]}";

    private final WriteApi api = new WriteApi();
    private final BackTests tests = new DynamoBackTests(api.stored.table);

    private BackTest only(APIGatewayV2HTTPResponse answer) {
        BackTestId id = BackTestId.of(Json.texts(answer.getBody(), "id").getFirst());
        return tests.find(id).orElseThrow().value();
    }

    @Test
    void draft_isTestedAsItStood_andTheAnswerSaysWhereToLook() {
        api.post("merchant 1", PROGRAM + "/terms", GOOD);
        APIGatewayV2HTTPResponse answer = api.post("merchant 1", DRAFT, PERIOD);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(202);
        assertThat(answer.getBody())
                .contains("\"state\":\"running\"", "\"terms_version\":null", "\"present_version\":1", "\"percent\":0");
        String location = String.valueOf(answer.getHeaders().get("location"));
        assertThat(api.get("merchant 1", location).getBody()).isEqualTo(answer.getBody());
        assertThat(api.get("merchant 1", location + "/rows").getBody()).isEqualTo("{\"data\":[],\"next_cursor\":null}");
        assertThat(api.get("merchant 1", "/v1/audit_events").getBody()).contains("terms.back_test");

        // The draft goes on, the test does not follow it.
        api.call("merchant 1", "PUT", PROGRAM + "/terms/draft", GOOD.replace("12", "50"));
        assertThat(only(answer).tested().terms().rules().getFirst().pay())
                .isEqualTo(new Pay.Percent(new BigDecimal("12")));
    }

    @Test
    void publishedVersion_isTested_andARepeatIsTheSame() {
        String path = PROGRAM + "/terms/1/back-test";
        APIGatewayV2HTTPResponse first = api.post("merchant 1", path, PERIOD, "idempotency-key", "k");
        APIGatewayV2HTTPResponse again = api.post("merchant 1", path, PERIOD, "idempotency-key", "k");

        assertThat(first.getStatusCode()).isEqualTo(202);
        assertThat(first.getBody()).contains("\"terms_version\":1");
        assertThat(again.getBody()).isEqualTo(first.getBody());
        // Longer ago than the key is kept.
        api.now = api.now.plus(Duration.ofDays(3));
        assertThat(api.post("merchant 1", path, PERIOD, "idempotency-key", "k").getBody())
                .isEqualTo(first.getBody());
        api.now = api.now.plus(Duration.ofDays(3));
        String other = PERIOD.replace("10-31", "10-30");
        assertThat(api.post("merchant 1", path, other, "idempotency-key", "k").getBody())
                .contains("idempotency_key_reused");
    }

    /// It is 2026-11-23 in the program's zone already.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                       | 422 | from | missing
        {"from":"2026-10-01"}                    | 422 | to   | missing
        {"from":"2026-02-30","to":"2026-10-31"}  | 422 | from | malformed
        {"from":"1.10.2026","to":"2026-10-31"}   | 422 | from | malformed
        {"from":"2026-10-02","to":"2026-10-01"}  | 422 | to   | empty_period
        {"from":"2025-09-26","to":"2026-10-31"}  | 422 | to   | period_too_long
        {"from":"2026-11-01","to":"2026-11-24"}  | 422 | to   | in_the_future
        {"from":"2026-10-01","to":"2026-10-31","by":"day"} | 422 | by | unknown_field
        """)
    void badPeriod_leavesNothing(String body, int status, String field, String code) {
        api.post("merchant 1", PROGRAM + "/terms", GOOD);
        Map<String, Map<String, AttributeValue>> before = api.items();
        APIGatewayV2HTTPResponse answer = api.post("merchant 1", DRAFT, body);

        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains("\"field\":\"" + field + "\",\"code\":\"" + code + "\"");
        assertThat(api.items()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"2025-09-27, 2026-10-31", "2026-11-23, 2026-11-23"})
    void longestPeriod_andToday_areTaken(String from, String to) {
        String body = "{\"from\":\"" + from + "\",\"to\":\"" + to + "\"}";
        assertThat(api.post("merchant 1", PROGRAM + "/terms/1/back-test", body).getStatusCode())
                .isEqualTo(202);
    }

    @Test
    void withoutDraft_orWithFaults_nothingIsTested() {
        Map<String, Map<String, AttributeValue>> before = api.items();
        assertThat(api.post("merchant 1", DRAFT, PERIOD).getBody()).contains("\"code\":\"no_draft\"");
        for (String version : List.of("2", "0", "01", "-1", "drafts")) {
            APIGatewayV2HTTPResponse answer =
                    api.post("merchant 1", PROGRAM + "/terms/" + version + "/back-test", PERIOD);
            assertThat(answer.getStatusCode()).as(version).isEqualTo(404);
        }
        assertThat(api.items()).isEqualTo(before);

        api.post("merchant 1", PROGRAM + "/terms", GOOD.replace("12", "101"));
        APIGatewayV2HTTPResponse faulty = api.post("merchant 1", DRAFT, PERIOD);
        APIGatewayV2HTTPResponse published = api.post("merchant 1", PROGRAM + "/terms/draft/publish", "{}");
        assertThat(faulty.getStatusCode()).isEqualTo(422);
        assertThat(faulty.getBody())
                .contains("invalid_terms", "\"field\":\"rules[0].pay.percent\",\"code\":\"above_100\"");
        assertThat(Json.texts(faulty.getBody(), "field")).isSubsetOf(Json.texts(published.getBody(), "field"));
    }

    @Test
    void anothersTest_looksLikeNone() {
        api.stored.program(4, 1);
        APIGatewayV2HTTPResponse answer = api.post("merchant 1", PROGRAM + "/terms/1/back-test", PERIOD);
        String path = String.valueOf(answer.getHeaders().get("location"));
        String id = path.substring(path.lastIndexOf('/') + 1);
        for (String suffix : List.of("", "/rows")) {
            String none = api.get("merchant 1", PROGRAM + "/back_tests/btt_0000000000099" + suffix)
                    .getBody();
            // Of another program of the same merchant, and with an id of another kind.
            for (String other : List.of(
                    "/v1/programs/prg_0000000000004/back_tests/" + id, PROGRAM + "/back_tests/adj_0000000000001")) {
                APIGatewayV2HTTPResponse foreign = api.get("merchant 1", other + suffix);
                assertThat(foreign.getStatusCode()).isEqualTo(404);
                assertThat(foreign.getBody()).isEqualTo(none);
            }
            assertThat(api.get("affiliate 1", path + suffix).getBody()).contains("merchant_only");
            assertThat(api.get("affiliate 9", path + suffix).getStatusCode()).isEqualTo(404);
            assertThat(api.get("merchant 2", path + suffix).getStatusCode()).isEqualTo(404);
        }
        assertThat(api.post("affiliate 1", PROGRAM + "/terms/1/back-test", PERIOD)
                        .getStatusCode())
                .isEqualTo(403);
        // Kept for 90 days, to the second.
        api.now = api.now.plus(Duration.ofDays(90)).minusSeconds(1);
        assertThat(api.get("merchant 1", path).getStatusCode()).isEqualTo(200);
        api.now = api.now.plusSeconds(1);
        assertThat(api.get("merchant 1", path).getStatusCode()).isEqualTo(404);
    }

    @Test
    void rows_showWhoGains_whoLoses_andWhoMoves() {
        APIGatewayV2HTTPResponse answer = api.post("merchant 1", PROGRAM + "/terms/1/back-test", PERIOD);
        String path = String.valueOf(answer.getHeaders().get("location"));
        BackTest test = only(answer);
        Versioned<BackTest> done = tests.find(test.id())
                .orElseThrow()
                .with(BackTesting.part(test, List.of(), true, Map.of(), Instant.parse("2026-11-22T22:31:00Z"))
                        .test());
        tests.write(done, List.of(), List.of(row(1, 1_000, 1_200, 2), row(2, 0, 0, 0), row(3, 500, 0, 1)));

        APIGatewayV2HTTPResponse first = api.get("merchant 1", path + "/rows?limit=1");
        assertThat(first.getBody())
                .contains(
                        "\"affiliate_id\":\"aff_0000000000001\",\"conversions\":2",
                        "\"difference\":{\"amount\":\"2.00\",\"currency\":\"EUR\"}",
                        "\"tiers\":[{\"rule\":\"base\",\"now\":null,\"then\":2}],\"moves_tier\":true");
        // The second was only counted before the period.
        String cursor = Json.nextCursor(first.getBody()).orElseThrow();
        assertThat(api.get("merchant 1", path + "/rows?cursor=" + cursor).getBody())
                .contains("aff_0000000000003", "\"amount\":\"-5.00\"", "\"moves_tier\":false")
                .doesNotContain("aff_0000000000002");
        assertThat(api.get("merchant 1", path).getBody())
                .contains("\"state\":\"done\"", "\"percent\":100", "\"finished_at\":\"2026-11-22T22:31:00Z\"");
    }

    @Test
    void list_showsThoseOfTheProgram_theNewestFirst_forItsMerchant() {
        api.stored.program(4, 1);
        List<String> started = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            started.addFirst(id(api.post("merchant 1", PROGRAM + "/terms/1/back-test", PERIOD)));
            end(started.getFirst());
            api.now = api.now.plusSeconds(60);
        }

        APIGatewayV2HTTPResponse first = api.get("merchant 1", PROGRAM + "/back_tests?limit=2");
        assertThat(Json.texts(first.getBody(), "id")).isEqualTo(started.subList(0, 2));
        String cursor = Json.nextCursor(first.getBody()).orElseThrow();
        assertThat(Json.texts(
                        api.get("merchant 1", PROGRAM + "/back_tests?cursor=" + cursor)
                                .getBody(),
                        "id"))
                .isEqualTo(started.subList(2, 3));

        String none = "{\"data\":[],\"next_cursor\":null}";
        assertThat(api.get("merchant 1", "/v1/programs/prg_0000000000004/back_tests")
                        .getBody())
                .isEqualTo(none);
        assertThat(api.get("merchant 2", PROGRAM + "/back_tests").getStatusCode())
                .isEqualTo(404);
        assertThat(api.get("affiliate 1", PROGRAM + "/back_tests").getBody()).contains("merchant_only");
        // After 90 days they are none, whether they are gone or not.
        api.now = api.now.plus(Duration.ofDays(90));
        assertThat(api.get("merchant 1", PROGRAM + "/back_tests").getBody()).isEqualTo(none);
    }

    @Test
    void fourthThatRuns_isRefused_overAllProgramsOfAMerchant_untilOneEnds() {
        api.stored.program(4, 1);
        String first = id(api.post("merchant 1", PROGRAM + "/terms/1/back-test", PERIOD));
        String other = "/v1/programs/prg_0000000000004/terms/1/back-test";
        assertThat(api.post("merchant 1", other, PERIOD).getStatusCode()).isEqualTo(202);
        APIGatewayV2HTTPResponse third =
                api.post("merchant 1", PROGRAM + "/terms/1/back-test", PERIOD, "idempotency-key", "third");
        assertThat(third.getStatusCode()).isEqualTo(202);
        Map<String, Map<String, AttributeValue>> before = api.items();

        APIGatewayV2HTTPResponse fourth = api.post("merchant 1", PROGRAM + "/terms/1/back-test", PERIOD);
        assertThat(fourth.getStatusCode()).isEqualTo(409);
        assertThat(fourth.getBody()).contains("\"code\":\"too_many_running\"");
        assertThat(fourth.getHeaders()).containsEntry("retry-after", "60");
        assertThat(api.items()).isEqualTo(before);
        // One that runs is no new one.
        assertThat(api.post("merchant 1", PROGRAM + "/terms/1/back-test", PERIOD, "idempotency-key", "third")
                        .getBody())
                .isEqualTo(third.getBody());

        end(first);
        assertThat(api.post("merchant 1", PROGRAM + "/terms/1/back-test", PERIOD)
                        .getStatusCode())
                .isEqualTo(202);
        assertThat(api.post("merchant 1", PROGRAM + "/terms/1/back-test", PERIOD)
                        .getStatusCode())
                .isEqualTo(409);
    }

    @Test
    void manyAtOnce_startThree() {
        List<Integer> answers = IntStream.range(0, 12)
                .parallel()
                .mapToObj(_ -> api.post("merchant 1", PROGRAM + "/terms/1/back-test", PERIOD)
                        .getStatusCode())
                .toList();

        assertThat(answers).filteredOn(status -> status == 202).hasSize(3);
        assertThat(answers).filteredOn(status -> status != 202).containsOnly(409);
        assertThat(Json.texts(api.get("merchant 1", PROGRAM + "/back_tests").getBody(), "id"))
                .hasSize(3);
    }

    private static String id(APIGatewayV2HTTPResponse answer) {
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(202);
        return Json.texts(answer.getBody(), "id").getFirst();
    }

    private void end(String id) {
        Versioned<BackTest> test = tests.find(BackTestId.of(id)).orElseThrow();
        tests.write(
                test.with(BackTesting.part(test.value(), List.of(), true, Map.of(), api.now)
                        .test()),
                List.of(),
                List.of());
    }

    private static BackTestRow row(long affiliate, long now, long then, int conversions) {
        TreeMap<RuleId, BackTestRow.Steps> tiers = new TreeMap<>(Comparator.comparing(RuleId::text));
        if (conversions > 1) {
            tiers.put(new RuleId("base"), new BackTestRow.Steps(0, 2));
        }
        return new BackTestRow(
                new AffiliateId(affiliate),
                new Money(now, TestMarket.EUR),
                new Money(then, TestMarket.EUR),
                conversions,
                new TreeMap<>(),
                List.of(),
                new TreeMap<>(),
                tiers);
    }
}

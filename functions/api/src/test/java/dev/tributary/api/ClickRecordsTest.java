package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.click.Click;
import dev.tributary.domain.click.ClickChunks;
import dev.tributary.domain.click.ClickSpan;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.click.TestClick;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.token.Device;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.table.DynamoClickChunks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// What `expand=click` shows of the clicks that rows are credited by, to whom, and for how many reads.
class ClickRecordsTest {
    private static final Instant SALE = Sales.CLICK.plusSeconds(3_600);

    private final WriteApi api = new WriteApi();
    private final Sales sales = new Sales(api.stored);

    /// As the API shows what is recorded.
    static String shown(Click click) {
        StringBuilder json = new StringBuilder("{\"id\":\"" + click.clickId() + "\",\"occurred_at\":\""
                + click.token().time() + "\",\"source\":" + text(click.source()));
        for (int sub = 0; sub < Click.SUB_IDS; sub++) {
            json.append(",\"sub")
                    .append(sub + 1)
                    .append("\":")
                    .append(text(click.subIds().get(sub)));
        }
        String creative = click.creative().map(Object::toString).orElse("");
        String country = click.token().country().map(Object::toString).orElse("");
        return json.append(",\"link_id\":\"" + click.token().link() + "\",\"creative_id\":" + text(creative))
                .append(",\"country\":" + text(country))
                .append(",\"device\":\"" + click.token().device().name().toLowerCase(java.util.Locale.ROOT) + "\"}")
                .toString();
    }

    private static String text(String given) {
        return given.isEmpty() ? "null" : "\"" + given + "\"";
    }

    private JsonNode ok(String who, String target) {
        APIGatewayV2HTTPResponse answer = api.get(who, target);
        assertThat(answer.getStatusCode()).as(target + ": " + answer.getBody()).isEqualTo(200);
        return Json.tree(answer.getBody());
    }

    private JsonNode click(String who, String order) {
        return ok(who, "/v1/commissions?expand=click&order_id=" + order).at("/data/0/explanation/credit/click");
    }

    @Test
    void record_isShownBesideItsId_inListsAndAlone() {
        Click made = TestClick.of(1, 1)
                .withLink(1 - 1_000)
                .withTime(Sales.CLICK)
                .withSubs("a&b", "", "שלום")
                .withRest("blog", 5, "LV", Device.MOBILE)
                .click();
        sales.byClick(1, made, "A-1", SALE, "100.00");
        // A click that is recorded later is shown later.
        assertThat(click("merchant 1", "A-1").isNull()).isTrue();
        sales.record(made);
        JsonNode expected = Json.tree(shown(made));
        assertThat(expected.path("sub1").asText()).isEqualTo("a&b");
        assertThat(expected.path("sub2").isNull()).isTrue();
        assertThat(expected.path("country").asText()).isEqualTo("LV");

        for (String who : List.of("merchant 1", "affiliate 1")) {
            JsonNode list = ok(who, "/v1/commissions?expand=click").at("/data/0");
            assertThat(list.at("/explanation/credit/click")).isEqualTo(expected);
            assertThat(ok(who, "/v1/commissions/" + list.path("id").asText() + "?expand=click"))
                    .isEqualTo(list);
            JsonNode conversion = ok(who, "/v1/conversions?expand=click").at("/data/0");
            assertThat(conversion.at("/shares/0/credit/click")).isEqualTo(expected);
            assertThat(ok(who, "/v1/conversions/" + conversion.path("id").asText() + "?expand=click"))
                    .isEqualTo(conversion);
        }
        assertThat(ok("merchant 2", "/v1/commissions?expand=click").path("data"))
                .isEmpty();
        assertThat(api.get("merchant 2", "/v1/commissions?expand=click&program_id=prg_0000000000001")
                        .getStatusCode())
                .isEqualTo(404);
    }

    @Test
    void whatNoClickBrought_hasNone_andNothingIsReadForIt() {
        sales.byCoupon(1, "A-1", SALE, "100.00");
        sales.byNobody(1, "A-2", SALE, "100.00");
        assertThat(click("affiliate 1", "A-1").isNull()).isTrue();
        Queries queries = new Queries(false);
        api.withFaults(queries);
        assertThat(ok("merchant 1", "/v1/conversions?expand=click").path("data"))
                .hasSize(2);
        assertThat(queries.seen).isZero();
    }

    /// Each of those who share a sale sees the click that it is credited for, and no other.
    @Test
    void split_isShownToEachWithItsOwn_andToTheMerchantWhole() {
        Click first = Sales.click(1, 1, Sales.CLICK, "of-1");
        Click second = Sales.click(1, 2, Sales.CLICK.plusSeconds(120), "of-2");
        sales.record(first);
        sales.record(second);
        sales.split(1, "S-1", SALE, "100.00", first, second);

        for (String path : List.of("/v1/commissions", "/v1/conversions")) {
            String target = path + "?order_id=S-1&expand=click";
            assertThat(api.get("affiliate 1", target).getBody())
                    .contains("of-1")
                    .doesNotContain("of-2");
            assertThat(api.get("affiliate 2", target).getBody())
                    .contains("of-2")
                    .doesNotContain("of-1");
            assertThat(api.get("merchant 1", target).getBody()).contains("of-1", "of-2");
            assertThat(ok("affiliate 3", target).path("data")).isEmpty();
        }
    }

    /// Items may stand there some days longer than they are kept.
    @Test
    void recordOlderThanItIsKept_isNotShown_andNotRead() {
        Click made = Sales.click(1, 1, Sales.CLICK, "old");
        sales.record(made);
        sales.byClick(1, made, "A-1", SALE, "100.00");
        Instant end = Slice.of(made.token()).end().plus(ClickSpan.CHUNKS_KEPT);
        api.now = end.minusSeconds(1);
        assertThat(click("affiliate 1", "A-1").path("sub1").asText()).isEqualTo("old");

        api.now = end;
        Queries queries = new Queries(false);
        api.withFaults(queries);
        assertThat(click("affiliate 1", "A-1").isNull()).isTrue();
        assertThat(queries.seen).isZero();
        assertThat(ok("affiliate 1", "/v1/commissions?order_id=A-1")
                        .at("/data/0/explanation/credit/click_id")
                        .asText())
                .isEqualTo(made.clickId());
    }

    @Test
    void damagedChunk_hidesItsClicks_andNothingElse() {
        Click damaged = Sales.click(1, 1, Sales.CLICK, "lost");
        Click sound = Sales.click(1, 1, Sales.CLICK.plusSeconds(120), "kept");
        new DynamoClickChunks(api.stored.table).put(Slice.of(damaged.token()), new byte[] {1, 2, 3});
        sales.record(sound);
        sales.byClick(1, damaged, "A-1", SALE, "100.00");
        sales.byClick(1, sound, "A-2", SALE, "100.00");

        assertThat(click("affiliate 1", "A-1").isNull()).isTrue();
        assertThat(click("affiliate 1", "A-2").path("sub1").asText()).isEqualTo("kept");
    }

    @Test
    void tableThatDoesNotAnswer_isUnavailable_andNoClickWithoutMarks() {
        Click made = Sales.click(1, 1, Sales.CLICK, "there");
        sales.byClick(1, made, "A-1", SALE, "100.00");
        api.withFaults(new Queries(true));
        APIGatewayV2HTTPResponse answer = api.get("affiliate 1", "/v1/commissions?expand=click&order_id=A-1");
        assertThat(answer.getStatusCode()).isEqualTo(503);
        assertThat(answer.getHeaders()).containsKey("retry-after");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # query                      | status
        expand=click&limit=26        | 400
        expand=link,click&limit=100  | 400
        expand=click&limit=25        | 200
        expand=click                 | 200
        expand=link&limit=100        | 200
        """)
    void page_isSmallerWithClicks(String query, int status) {
        for (String path : List.of("/v1/commissions?", "/v1/conversions?")) {
            APIGatewayV2HTTPResponse answer = api.get("merchant 1", path + query);
            assertThat(answer.getStatusCode()).isEqualTo(status);
            assertThat(status == 200 || answer.getBody().contains("\"field\":\"limit\",\"code\":\"out_of_range\""))
                    .isTrue();
        }
    }

    /// Twenty-five sales of three clicks each, in minutes of their own, are more than one call reads: it says so, and
    /// goes on by smaller pages. Of affiliates each sees its own, and so all at once.
    @Test
    void moreClicksThanOneCallReads_areRefused_andShownByFewerRows() {
        api.stored.enroll(1, 3, EnrollmentState.APPROVED);
        for (int order = 0; order < ClickRecords.MOST_ROWS; order++) {
            Click[] clicks = new Click[3];
            for (int affiliate = 1; affiliate <= 3; affiliate++) {
                Instant at = Sales.CLICK.minusSeconds(60L * (3 * order + affiliate));
                clicks[3 - affiliate] = Sales.click(1, affiliate, at, "of-" + affiliate + "-" + order);
                sales.record(clicks[3 - affiliate]);
            }
            sales.split(1, "S-" + order, SALE.plusSeconds(order), "90.00", clicks);
        }
        String all = "/v1/conversions?program_id=prg_0000000000001&expand=click&limit=";

        APIGatewayV2HTTPResponse answer = api.get("merchant 1", all + 25);
        assertThat(answer.getStatusCode()).isEqualTo(400);
        assertThat(answer.getBody()).contains("\"code\":\"too_many_clicks\"");
        List<String> marks = new ArrayList<>();
        JsonNode page = ok("merchant 1", all + 16);
        marks.addAll(Json.texts(page.toString(), "sub1"));
        marks.addAll(Json.texts(
                ok("merchant 1", all + "9&cursor=" + page.path("next_cursor").asText())
                        .toString(),
                "sub1"));
        assertThat(marks).hasSize(75).doesNotHaveDuplicates();
        assertThat(Json.texts(ok("affiliate 2", all + 25).toString(), "sub1"))
                .hasSize(25)
                .allMatch(mark -> mark.startsWith("of-2-"));
    }

    /// Sales that one click, or one minute's clicks, brought.
    @Test
    void slice_isReadOnce_howeverManyRowsNameIt() {
        for (int order = 0; order < 10; order++) {
            Click made = Sales.click(1, 1 + order % 2, Sales.CLICK.plusSeconds(order), "of-" + order);
            sales.record(made);
            sales.byClick(1, made, "A-" + order, SALE, "10.00");
        }
        Queries queries = new Queries(false);
        api.withFaults(queries);
        assertThat(Json.texts(ok("merchant 1", "/v1/commissions?expand=click").toString(), "sub1"))
                .hasSize(10);
        assertThat(queries.seen).isEqualTo(1);
    }

    /// What no order of ours would say: nothing is read for it.
    @Test
    void forgedOrForeignId_findsNothing() {
        Click own = Sales.click(1, 1, Sales.CLICK, "own");
        Click others = Sales.click(1, 2, Sales.CLICK, "others");
        Click elsewhere = Sales.click(3, 1, Sales.CLICK, "elsewhere");
        List.of(own, others, elsewhere).forEach(sales::record);
        ClickRecords records =
                new ClickRecords(new DynamoClickChunks(api.stored.table), Clock.fixed(ApiFixture.NOW, ZoneOffset.UTC));
        Set<ProgramId> here = Set.of(new ProgramId(1));
        String flipped =
                (own.clickId().charAt(60) == 'A' ? "B" : "A") + own.clickId().substring(61);
        Map<String, Set<ProgramId>> ids = Map.of(
                own.clickId(),
                here,
                others.clickId(),
                here,
                elsewhere.clickId(),
                here,
                own.clickId().substring(0, 60) + flipped,
                here,
                "x",
                here,
                "",
                here);

        assertThat(records.find(new Tenant.OfAffiliate(new AffiliateId(1)), ids))
                .containsOnlyKeys(own.clickId());
        assertThat(records.find(new Tenant.OfMerchant(new MerchantId(1)), ids))
                .containsOnlyKeys(own.clickId(), others.clickId());
    }

    /// A minute so full that its end is not reached: what is not found may be there all the same.
    @Test
    void sliceThatIsNotReadToItsEnd_isRefused_unlessAllWasFound() {
        Click there = Sales.click(1, 1, Sales.CLICK, "there");
        Click behind = Sales.click(1, 1, Sales.CLICK.plusSeconds(5), "behind");
        List<Integer> asked = new ArrayList<>();
        ClickRecords records = new ClickRecords(
                new Full(there, asked), Clock.fixed(ApiFixture.NOW.plus(Duration.ofDays(1)), ZoneOffset.UTC));
        Tenant viewer = new Tenant.OfAffiliate(new AffiliateId(1));
        Set<ProgramId> here = Set.of(new ProgramId(1));

        assertThat(records.find(viewer, Map.of(there.clickId(), here))).hasSize(1);
        assertThatThrownBy(() -> records.find(viewer, Map.of(there.clickId(), here, behind.clickId(), here)))
                .isInstanceOfSatisfying(
                        HttpRefusal.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(400));
        assertThat(asked).containsExactly(ClickRecords.MOST_READS, ClickRecords.MOST_READS);
    }

    /// A slice that begins with one click and has no end.
    private record Full(Click first, List<Integer> asked) implements ClickChunks {
        @Override
        public void put(Slice slice, byte[] chunk) {
            throw new IllegalStateException("nobody puts");
        }

        @Override
        public List<Click> read(Slice slice) {
            throw new IllegalStateException("nobody reads it whole");
        }

        @Override
        public Looked find(Slice slice, Set<String> clickIds, int most) {
            asked.add(most);
            boolean all = clickIds.equals(Set.of(first.clickId()));
            return new Looked(Map.of(first.clickId(), first), all ? 1 : most, all);
        }
    }

    /// Of chunks of clicks: counted, and where they break not answered.
    private static final class Queries implements ExecutionInterceptor {
        private final boolean areBroken;
        private int seen;

        private Queries(boolean areBroken) {
            this.areBroken = areBroken;
        }

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof QueryRequest query
                    && query.expressionAttributeValues().values().stream()
                            .anyMatch(value -> value.s() != null && value.s().startsWith("C#"))) {
                seen++;
                if (areBroken) {
                    throw SdkClientException.create("unplugged");
                }
            }
        }
    }
}

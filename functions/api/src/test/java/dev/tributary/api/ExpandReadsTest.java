package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.infrastructure.table.DynamoAffiliates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/// What `expand` costs: a page is a few reads more, however many rows it has and however many things are behind
/// them. In program 1 sixty affiliates have a link each; affiliates 1 and 2 are credited with ten orders, and of five
/// affiliate 1 says that they are wrong.
class ExpandReadsTest {
    private static final int MANY = 60;
    private static final String PROGRAM = "?program_id=prg_0000000000001";

    private final WriteApi api = new WriteApi();
    /// How many keys each batch asked for; 1 of a single read or query.
    private final List<Integer> reads = new ArrayList<>();

    ExpandReadsTest() {
        Sales sales = new Sales(api.stored);
        DynamoAffiliates affiliates = new DynamoAffiliates(api.stored.table);
        for (long number = 1; number <= MANY; number++) {
            // Merchant 1 sees them by their enrollments.
            affiliates.create(new Affiliate(
                    new AffiliateId(100 + number),
                    "A" + number,
                    ApiFixture.NOW,
                    Optional.empty(),
                    Optional.of(new MerchantId(2)),
                    List.of()));
            api.stored.enroll(1, 100 + number, EnrollmentState.APPROVED);
            api.stored.link(100 + number, "many" + number, 1, 100 + number);
        }
        for (int order = 1; order <= 10; order++) {
            sales.byClick(1, 1 + order % 2, "A-" + order, Sales.CLICK.plusSeconds(order), "10.00");
        }
        for (JsonNode row : page("affiliate 1", "/v1/commissions").path("data")) {
            String claim = DisputesTest.WRONG
                    .replace("A-1", row.path("order_id").asText())
                    .replace("\"text\"", "\"commission_id\":" + row.path("id") + ",\"text\"");
            assertThat(api.post("affiliate 1", "/v1/disputes", claim).getStatusCode())
                    .isEqualTo(201);
        }
        api.withFaults(new Reads());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # list            | expand                            | more reads
        /v1/links         | program                           | 1
        /v1/links         | affiliate                         | 2
        /v1/links         | affiliate,program                 | 3
        /v1/enrollments   | affiliate,program                 | 3
        /v1/commissions   | conversion                        | 0
        /v1/commissions   | affiliate,conversion,link,program | 4
        /v1/conversions   | affiliate,link,program            | 4
        /v1/disputes      | commission                        | 3
        """)
    void page_isAFewReadsMore(String list, String expand, int more) {
        for (int limit : new int[] {1, 3, 10, 100}) {
            String target = list + PROGRAM + "&limit=" + limit;
            int plain = reads(target).size();
            assertThat(reads(target + "&expand=" + expand)).as("%s rows", limit).hasSize(plain + more);
        }
    }

    /// Sixty links of one program, one read of that program.
    @Test
    void thing_isReadOnce_howeverManyRowsNameIt() {
        reads("/v1/links" + PROGRAM + "&limit=100&expand=program");
        assertThat(reads.getLast()).isEqualTo(1);
        JsonNode rows = page("merchant 1", "/v1/links" + PROGRAM + "&limit=100&expand=affiliate,program")
                .path("data");
        assertThat(rows.size()).isGreaterThan(MANY);
        assertThat(rows.findValues("affiliate").stream().filter(one -> !one.isNull()))
                .hasSize(MANY);
        assertThat(rows.findValues("program")).hasSize(rows.size()).noneMatch(JsonNode::isNull);
    }

    /// An affiliate is itself: nothing of programs is read for that.
    @Test
    void affiliate_readsItselfAlone() {
        int plain = reads("affiliate 1", "/v1/links").size();
        assertThat(reads("affiliate 1", "/v1/links?expand=affiliate")).hasSize(plain + 1);
    }

    private List<Integer> reads(String target) {
        return reads("merchant 1", target);
    }

    private List<Integer> reads(String who, String target) {
        // What is kept in memory, and the day of the key's use.
        api.get(who, target);
        reads.clear();
        APIGatewayV2HTTPResponse answer = api.get(who, target);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
        return reads;
    }

    private JsonNode page(String who, String target) {
        return Json.tree(api.get(who, target).getBody());
    }

    private final class Reads implements ExecutionInterceptor {
        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            reads.add(
                    context.request() instanceof BatchGetItemRequest batch
                            ? batch.requestItems().values().stream()
                                    .map(KeysAndAttributes::keys)
                                    .mapToInt(List::size)
                                    .sum()
                            : 1);
        }
    }
}

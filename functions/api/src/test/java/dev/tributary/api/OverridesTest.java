package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.click.ClickPrograms;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.Pay;
import dev.tributary.infrastructure.table.DynamoClickPrograms;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What an enrollment is called and paid apart from the terms. Link 11 is affiliate 1's in program 1, link
/// 12 affiliate 2's, link 21 affiliate 1's in program 2.
class OverridesTest {
    private static final String OWN = "/v1/enrollments/prg_0000000000001/aff_0000000000001";
    private static final String LINK = new LinkId(11).toString();
    private static final String OTHERS = new LinkId(12).toString();
    private static final String ELSEWHERE = new LinkId(21).toString();
    private static final WriteApi API = new WriteApi();
    private final WriteApi own = new WriteApi();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # body                                                              | field                              | code
        {"tags":null}                                                       | tags                               | malformed
        {"tags":"vip"}                                                      | tags                               | malformed
        {"tags":["vip",""]}                                                 | tags[1]                            | malformed
        {"tags":["a","b","c","d","e","f","g","h","i","j","k","l","m","n","o","p","q","r","s","t","u"]} | tags    | too_many
        {"pay":{}}                                                          | pay                                | missing
        {"pay":"10"}                                                        | pay                                | malformed
        {"pay":{"percent":"101"}}                                           | pay.percent                        | above_100
        {"pay":{"amount":{"amount":"1","currency":"USD"}}}                  | pay.amount.currency                | currency_mismatch
        {"pay":{"stages":[{"months":0,"pay":{"percent":"1"}}]}}             | pay.stages[0].months               | out_of_range
        {"pay":{"tiers":{"measure":"conversions","period":"day","mode":"marginal","steps":[{"from":0,"pay":{"percent":"1"}}]}}} | pay.tiers.steps | too_few
        {"link_pay":[]}                                                     | link_pay                           | malformed
        {"link_pay":{"lnk_1":{"percent":"1"}}}                              | link_pay.lnk_1                     | unknown_field
        {"link_pay":{"$LINK":{}}}                                           | link_pay.$LINK                     | missing
        {"link_pay":{"$LINK":{"percent":"101"}}}                            | link_pay.$LINK.percent             | above_100
        {"link_pay":{"$OTHERS":{"percent":"1"}}}                            | link_pay.$OTHERS                   | unknown_link
        {"link_pay":{"$ELSEWHERE":{"percent":"1"}}}                         | link_pay.$ELSEWHERE                | unknown_link
        {"link_pay":{"lnk_0000000000000":{"percent":"1"}}}                  | link_pay.lnk_0000000000000         | unknown_link
        """)
    void badChange_leavesNothing(String body, String field, String code) {
        Map<String, Map<String, AttributeValue>> before = API.items();
        APIGatewayV2HTTPResponse answer = API.patch("merchant 1", OWN, links(body));
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(422);
        assertThat(answer.getBody()).contains("\"field\":\"" + links(field) + "\",\"code\":\"" + code + "\"");
        assertThat(API.items()).isEqualTo(before);
    }

    /// The close of days asks no enrollment: the first override by clicks of a program leaves word for it.
    @Test
    void tierByClicks_asksForTheClicksOfItsProgram_fromTheFirstOneOn() {
        String byClicks = "{\"pay\":{\"tiers\":{\"measure\":\"qualified_clicks\",\"period\":\"month\","
                + "\"mode\":\"marginal\",\"steps\":[{\"from\":0,\"pay\":{\"percent\":\"5\"}},"
                + "{\"from\":10,\"pay\":{\"percent\":\"6\"}},{\"from\":20,\"pay\":{\"percent\":\"7\"}}]}}}";
        ClickPrograms programs = new DynamoClickPrograms(own.stored.table);
        assertThat(programs.ask(new ProgramId(1))).isFalse();

        APIGatewayV2HTTPResponse set = own.patch("merchant 1", OWN, byClicks);
        assertThat(set.getStatusCode()).as(set.getBody()).isEqualTo(200);
        assertThat(set.getBody()).contains("\"measure\":\"qualified_clicks\"");
        assertThat(programs.ask(new ProgramId(1))).isTrue();
        assertThat(programs.ask(new ProgramId(2))).isFalse();

        // A second one finds the word, and one that is taken back leaves it.
        own.patch("merchant 1", OWN, "{\"pay\":null}");
        assertThat(own.patch("merchant 1", OWN, byClicks.replace("\"7\"", "\"8\""))
                        .getStatusCode())
                .isEqualTo(200);
        own.patch("merchant 1", OWN, "{\"pay\":null}");
        assertThat(programs.ask(new ProgramId(1))).isTrue();
    }

    @Test
    void tooManyLinks_areToldOnce() {
        StringBuilder links = new StringBuilder();
        for (long link = 100; link <= 150; link++) {
            links.append(links.isEmpty() ? "" : ",")
                    .append('"')
                    .append(new LinkId(link))
                    .append("\":null");
        }
        String body =
                own.patch("merchant 1", OWN, "{\"link_pay\":{" + links + "}}").getBody();
        assertThat(Json.texts(body, "code")).containsExactly("invalid_fields", "too_many");
    }

    @Test
    void payAndTags_areSetAndTakenAway() {
        String staged = "{\"stages\":[{\"months\":3,\"pay\":{\"percent\":\"25\"}}]}";
        APIGatewayV2HTTPResponse set = own.patch(
                "merchant 1",
                OWN,
                links(
                        "{\"group\":\"gold\",\"tags\":[\"vip\",\"early\"],\"pay\":{\"percent\":\"12\"},\"link_pay\":{\"$LINK\":"
                                + staged + "}}"));
        assertThat(set.getBody())
                .contains("\"tags\":[\"early\",\"vip\"]")
                .contains(
                        "\"pay\":{\"percent\":\"12\",\"amount\":null,\"per_item\":null,\"stages\":null,\"tiers\":null}")
                .contains("\"link_pay\":{\"" + LINK + "\":{\"percent\":null")
                .contains("\"stages\":[{\"months\":3,\"pay\":{\"percent\":\"25\",\"amount\":null,\"per_item\":null}}]");
        assertThat(own.get("affiliate 1", OWN).getBody()).isEqualTo(set.getBody());
        assertThat(own.get("merchant 1", "/v1/enrollments?program_id=prg_0000000000001")
                        .getBody())
                .contains(set.getBody());
        assertThat(own.get("merchant 1", "/v1/audit_events").getBody())
                .contains("[\"group\",\"link_pay\",\"pay\",\"tags\"]")
                .contains("\"before\":{\"group\":null,\"link_pay\":{},\"pay\":null,\"tags\":[]}");
        Enrollment stored = stored();
        assertThat(stored.groups()).containsExactlyInAnyOrder(new Group("gold"), new Group("vip"), new Group("early"));
        assertThat(stored.pay()).contains(new Pay.Percent(new BigDecimal("12")));
        assertThat(stored.linkPay()).containsOnlyKeys(new LinkId(11));

        // What is left out stays, also through a change of state.
        own.post("merchant 1", OWN + "/pause", "");
        assertThat(stored().linkPay()).isEqualTo(stored.linkPay());
        assertThat(own.patch("merchant 1", OWN, "{\"pay\":null}").getBody())
                .contains("\"pay\":null,\"link_pay\":{\"lnk");
        assertThat(own.patch("merchant 1", OWN, links("{\"link_pay\":{\"$OTHERS\":null}}"))
                        .getBody())
                .contains("\"link_pay\":{\"lnk");
        assertThat(own.patch("merchant 1", OWN, links("{\"tags\":[],\"link_pay\":{\"$LINK\":null}}"))
                        .getBody())
                .contains("\"tags\":[]")
                .contains("\"link_pay\":{}");
        assertThat(own.patch("affiliate 1", OWN, "{\"pay\":{\"percent\":\"99\"}}")
                        .getStatusCode())
                .isEqualTo(403);
    }

    @Test
    void tierOfRevenue_isShownInTheProgramsCurrency() {
        String tiers = """
            {"tiers":{"measure":"revenue","period":"month","mode":"marginal","steps":[
            {"from":{"amount":"0","currency":"EUR"},"pay":{"percent":"5"}},
            {"from":{"amount":"1000","currency":"EUR"},"pay":{"percent":"7"}}]}}\
            """;
        own.patch("merchant 1", OWN, links("{\"link_pay\":{\"$LINK\":" + tiers + "}}"));
        for (String target : new String[] {OWN, "/v1/enrollments"}) {
            assertThat(own.get("affiliate 1", target).getBody())
                    .contains("{\"from\":{\"amount\":\"1000.00\",\"currency\":\"EUR\"},\"pay\":{\"percent\":\"7\"");
        }
    }

    private Enrollment stored() {
        return own.stored
                .enrollments
                .find(new ProgramId(1), new AffiliateId(1))
                .orElseThrow()
                .value();
    }

    private static String links(String text) {
        return text.replace("$LINK", LINK).replace("$OTHERS", OTHERS).replace("$ELSEWHERE", ELSEWHERE);
    }
}

package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Everything that terms can hold, as bodies bring it and answers show it.
class TermsFieldsTest {
    private static final String PROGRAM = "/v1/programs/prg_0000000000001";
    private static final String TERMS = PROGRAM + "/terms";
    private static final String DRAFT = TERMS + "/draft";
    private static final WriteApi API = new WriteApi();

    /// As it is shown, apart from the program and the faults.
    private static final String FULL = """
        {"attribution":{"model":"position","window_days":45,"precedence":"click",
        "after_checkout":{"channels":["browser_extension","coupon_site"],"treatment":"cut","keeps_percent":"33.25"},
        "least_seconds":10,"binding":{"months":12,"charges":3,"rebind":"new_click"}},
        "paid_under":"conversion","hold_days":30,"validation":{"mode":"manual","days":20},
        "minimum_payout":{"amount":"25.00","currency":"EUR"},"pays_within_days":100,
        "rules":[{"id":"season","conditions":[{"events":["lead","sale"]},{"dates":{"first":"2026-11-27","last":null}},
        {"days":["monday","sunday"]},{"hours":{"from":"22:00","to":"02:00"}},{"groups":["gold","vip"]},
        {"channels":["newsletter","youtube"]},{"coupons":[]},{"products":["S1"]},{"categories":["hats","shoes"]},
        {"new_customer":false},{"countries":["EE","LV"]},{"devices":["mobile","tablet"]},
        {"order_amount":{"least":{"amount":"20.00","currency":"EUR"},"most":null}}],
        "pay":{"percent":"2.5","amount":{"amount":"5.00","currency":"EUR"},"per_item":null,"stages":null,"tiers":null},
        "hold_days":60},
        {"id":"subs","conditions":[{"events":["subscription"]}],
        "pay":{"percent":null,"amount":null,"per_item":null,
        "stages":[{"months":12,"pay":{"percent":"25","amount":null,"per_item":null}},
        {"months":null,"pay":{"percent":null,"amount":null,"per_item":{"amount":"1.00","currency":"EUR"}}}],
        "tiers":null},"hold_days":null},
        {"id":"leads","conditions":[{"events":["lead"]}],
        "pay":{"percent":null,"amount":null,"per_item":null,"stages":null,
        "tiers":{"measure":"new_customers","period":"ever","mode":"retroactive",
        "steps":[{"from":0,"pay":{"percent":null,"amount":{"amount":"3.00","currency":"EUR"},"per_item":null}},
        {"from":10,"pay":{"percent":null,"amount":{"amount":"4.00","currency":"EUR"},"per_item":null}}]}},"hold_days":0},
        {"id":"base","conditions":[],
        "pay":{"percent":null,"amount":null,"per_item":null,"stages":null,
        "tiers":{"measure":"revenue","period":"month","mode":"marginal",
        "steps":[{"from":{"amount":"0.00","currency":"EUR"},"pay":{"percent":"5","amount":null,"per_item":null}},
        {"from":{"amount":"1000.50","currency":"EUR"},"pay":{"percent":"7","amount":null,"per_item":null}}]}},
        "hold_days":null}],
        "limits":{"least":{"amount":"1.00","currency":"EUR"},"most":{"amount":"50.00","currency":"EUR"}},
        "caps":[{"rule_id":null,"period":"day","most":{"amount":"200.00","currency":"EUR"}},
        {"rule_id":"base","period":"month","most":{"amount":"1000.00","currency":"EUR"}}],
        "click_pay":{"id":"clicks","groups":["bloggers"],"amount":{"amount":"0.05","currency":"EUR"},"daily_cap":100},
        "bonuses":[
        {"id":"hello","groups":["gold"],"amount":{"amount":"20.00","currency":"EUR"},"prize":null,"signing":{"when":"first_sale"},
        "milestone":null,"flat_fee":null,"bounty":null,"leaderboard":null},
        {"id":"m100","groups":[],"amount":{"amount":"50.00","currency":"EUR"},"prize":null,
        "milestone":{"measure":"new_customers","period":"quarter","from":100},"signing":null,"flat_fee":null,"bounty":null,"leaderboard":null},
        {"id":"r1","groups":[],"amount":{"amount":"5.00","currency":"EUR"},"prize":null,"milestone":{"measure":"revenue",
        "period":"ever","from":{"amount":"1000.50","currency":"EUR"}},"signing":null,"flat_fee":null,"bounty":null,"leaderboard":null},
        {"id":"video","groups":[],"amount":{"amount":"80.00","currency":"EUR"},"prize":null,
        "bounty":{"title":"A video","last":"2026-12-31"},"signing":null,"milestone":null,"flat_fee":null,"leaderboard":null},
        {"id":"banner","groups":[],"amount":{"amount":"300.00","currency":"EUR"},"prize":null,
        "flat_fee":{"every":"month","first":"2026-12-01","last":null},"signing":null,"milestone":null,"bounty":null,"leaderboard":null},
        {"id":"top","groups":[],"amount":{"amount":"500.00","currency":"EUR"},"prize":null,
        "leaderboard":{"measure":"revenue","top":3},"signing":null,"milestone":null,"flat_fee":null,"bounty":null}]}\
        """.replace("\n", "");

    @Test
    void everything_isShownAsItCame_andTakesNothingFromWhatWasPublished() {
        WriteApi api = new WriteApi();
        APIGatewayV2HTTPResponse made = api.post("merchant 1", TERMS, FULL);
        assertThat(made.getStatusCode()).as(made.getBody()).isEqualTo(201);
        assertThat(made.getBody())
                .isEqualTo("{\"program_id\":\"prg_0000000000001\"," + content(FULL) + ",\"faults\":[]}");
        // What is shown may be sent as it is, and changes nothing.
        APIGatewayV2HTTPResponse again = api.call("merchant 1", "PUT", DRAFT, FULL);
        assertThat(again.getHeaders()).containsEntry("etag", "\"1\"");
        APIGatewayV2HTTPResponse published =
                api.post("merchant 1", DRAFT + "/publish", "{\"effective_from\":\"2026-11-29T22:30:00Z\"}");
        assertThat(published.getStatusCode()).as(published.getBody()).isEqualTo(201);
        assertThat(published.getBody()).contains(content(FULL));
        assertThat(api.get("merchant 1", TERMS + "/2").getBody()).isEqualTo(published.getBody());
    }

    /// The fields of an object, without its braces.
    private static String content(String object) {
        return object.substring(1, object.length() - 1);
    }

    @Test
    void whatIsLeftOut_isAsByDefault() {
        WriteApi api = new WriteApi();
        assertThat(api.post("merchant 1", TERMS, """
            {"rules":[{"id":"a","pay":{"percent":"1"}}],"click_pay":null,"limits":null,
            "attribution":{"binding":{},"after_checkout":{"channels":["app"],"treatment":"suppress"}}}\
            """).getBody())
                .contains("\"model\":\"last_click\",\"window_days\":30,\"precedence\":\"coupon\"")
                .contains("\"treatment\":\"suppress\",\"keeps_percent\":null")
                .contains("\"least_seconds\":null,\"binding\":{\"months\":null,\"charges\":null,\"rebind\":\"keep\"}")
                .contains("\"limits\":{\"least\":null,\"most\":null},\"caps\":[],\"click_pay\":null");
    }

    /// Of a rule: its `pay`, or one condition.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # field of the rule                                                                         | field                                | code
        "pay":{}                                                                                    | pay                                  | missing
        "pay":7                                                                                     | pay                                  | malformed
        "pay":{"per_item":{"amount":"1","currency":"EUR"},"percent":"1"}                            | pay                                  | not_one_kind
        "pay":{"per_item":{"amount":"1","currency":"USD"}}                                          | pay.per_item.currency                | currency_mismatch
        "pay":{"percent":"1","stages":[{"pay":{"percent":"1"}}]}                                    | pay                                  | not_one_kind
        "pay":{"stages":[{"pay":{"percent":"1"}}],"tiers":{}}                                       | pay                                  | not_one_kind
        "pay":{"stages":[]}                                                                         | pay.stages                           | empty
        "pay":{"stages":{}}                                                                         | pay.stages                           | malformed
        "pay":{"stages":[{}]}                                                                       | pay.stages[0].pay                    | missing
        "pay":{"stages":[{"months":"1","pay":{"percent":"1"}}]}                                     | pay.stages[0].months                 | malformed
        "pay":{"stages":[{"months":1,"pay":{"stages":[]}}]}                                         | pay.stages[0].pay.stages             | unknown_field
        "pay":{"stages":[{"months":1,"pay":{"percent":"x"}}]}                                       | pay.stages[0].pay.percent            | malformed
        "pay":{"tiers":{}}                                                                          | pay.tiers.measure                    | missing
        "pay":{"tiers":{}}                                                                          | pay.tiers.period                     | missing
        "pay":{"tiers":{}}                                                                          | pay.tiers.mode                       | missing
        "pay":{"tiers":{}}                                                                          | pay.tiers.steps                      | empty
        "pay":{"tiers":{"measure":"love","period":"week","mode":"both","steps":[]}}                 | pay.tiers.measure                    | malformed
        "pay":{"tiers":{"measure":"love","period":"week","mode":"both","steps":[]}}                 | pay.tiers.period                     | malformed
        "pay":{"tiers":{"measure":"love","period":"week","mode":"both","steps":[]}}                 | pay.tiers.mode                       | malformed
        "pay":{"tiers":{"measure":"revenue","period":"day","mode":"marginal","steps":[{}]}}         | pay.tiers.steps[0].from              | missing
        "pay":{"tiers":{"measure":"revenue","period":"day","mode":"marginal","steps":[{}]}}         | pay.tiers.steps[0].pay               | missing
        "pay":{"tiers":{"measure":"revenue","period":"day","mode":"marginal","steps":[{"from":0}]}} | pay.tiers.steps[0].from              | malformed
        "pay":{"tiers":{"measure":"revenue","period":"day","mode":"marginal","steps":[{"from":{"amount":"1","currency":"USD"}}]}} | pay.tiers.steps[0].from.currency | currency_mismatch
        "pay":{"tiers":{"measure":"conversions","period":"day","mode":"marginal","steps":[{"from":{"amount":"1","currency":"EUR"}}]}} | pay.tiers.steps[0].from | malformed
        "pay":{"tiers":{"measure":"conversions","period":"day","mode":"marginal","steps":[{"from":-1}]}} | pay.tiers.steps[0].from         | malformed
        "pay":{"tiers":{"measure":"conversions","period":"day","mode":"marginal","steps":[{"from":5,"pay":{"percent":"1"}},{"from":4,"pay":{"percent":"1"}}]}} | pay.tiers.steps[1].from | overlapping
        "pay":{"tiers":{"measure":"conversions","period":"day","mode":"marginal","steps":[{"from":5,"pay":{"percent":"1"}},{"from":5,"pay":{"percent":"1"}}]}} | pay.tiers.steps[1].from | overlapping
        "pay":{"percent":"1"},"conditions":[{}]                                                     | conditions[0]                        | not_one_kind
        "pay":{"percent":"1"},"conditions":[{"events":[]},{"events":[],"days":[]}]                  | conditions[1]                        | not_one_kind
        "pay":{"percent":"1"},"conditions":[{"events":"sale"}]                                      | conditions[0].events                 | malformed
        "pay":{"percent":"1"},"conditions":[{"days":["Monday"]}]                                    | conditions[0].days[0]                | malformed
        "pay":{"percent":"1"},"conditions":[{"hours":{"from":"22:00"}}]                             | conditions[0].hours.to               | missing
        "pay":{"percent":"1"},"conditions":[{"hours":{"from":"24:00","to":"9:00"}}]                 | conditions[0].hours.from             | malformed
        "pay":{"percent":"1"},"conditions":[{"hours":{"from":"24:00","to":"9:00"}}]                 | conditions[0].hours.to               | malformed
        "pay":{"percent":"1"},"conditions":[{"dates":{"first":"+999999999-12-31"}}]                 | conditions[0].dates.first            | malformed
        "pay":{"percent":"1"},"conditions":[{"channels":["radio"]}]                                 | conditions[0].channels[0]            | malformed
        "pay":{"percent":"1"},"conditions":[{"groups":[""]}]                                        | conditions[0].groups[0]              | malformed
        "pay":{"percent":"1"},"conditions":[{"new_customer":"yes"}]                                 | conditions[0].new_customer           | malformed
        "pay":{"percent":"1"},"conditions":[{"countries":["lv"]}]                                   | conditions[0].countries[0]           | malformed
        "pay":{"percent":"1"},"conditions":[{"devices":["fridge"]}]                                 | conditions[0].devices[0]             | malformed
        "pay":{"percent":"1"},"conditions":[{"order_amount":{"least":{"amount":"1","currency":"USD"}}}] | conditions[0].order_amount.least.currency | currency_mismatch
        "pay":{"percent":"1"},"conditions":[{"order_amount":{"at_least":1}}]                        | conditions[0].order_amount.at_least  | unknown_field
        """)
    void badRule_leavesNothing(String fields, String field, String code) {
        refused("{\"rules\":[{\"id\":\"a\"," + fields + "}]}", "rules[0]." + field, code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # beside the rules                                                                     | field                                    | code
        "attribution":{"model":"random"}                                                       | attribution.model                        | malformed
        "attribution":{"least_seconds":-1}                                                     | attribution.least_seconds                | malformed
        "attribution":{"binding":true}                                                         | attribution.binding                      | malformed
        "attribution":{"binding":{"years":1}}                                                  | attribution.binding.years                | unknown_field
        "attribution":{"binding":{"months":1.5}}                                               | attribution.binding.months               | malformed
        "attribution":{"binding":{"rebind":"never"}}                                           | attribution.binding.rebind               | malformed
        "attribution":{"after_checkout":{"channels":["app"]}}                                  | attribution.after_checkout.treatment     | missing
        "attribution":{"after_checkout":{"channels":["app"],"treatment":"cut"}}                | attribution.after_checkout.keeps_percent | missing
        "attribution":{"after_checkout":{"channels":["app"],"treatment":"cut","keeps_percent":50}} | attribution.after_checkout.keeps_percent | malformed
        "attribution":{"after_checkout":{"channels":["app"],"treatment":"suppress","keeps_percent":"1"}} | attribution.after_checkout.keeps_percent | not_allowed
        "attribution":{"after_checkout":{"channels":["radio"],"treatment":"suppress"}}         | attribution.after_checkout.channels[0]   | malformed
        "limits":[]                                                                            | limits                                   | malformed
        "limits":{"least":"1"}                                                                 | limits.least                             | malformed
        "limits":{"most":{"amount":"-1","currency":"EUR"}}                                     | limits.most.amount                       | negative
        "caps":{}                                                                              | caps                                     | malformed
        "caps":[{}]                                                                            | caps[0].period                           | missing
        "caps":[{}]                                                                            | caps[0].most                             | missing
        "caps":[{"period":"week","rule_id":"A"}]                                               | caps[0].period                           | malformed
        "caps":[{"period":"week","rule_id":"A"}]                                               | caps[0].rule_id                          | malformed
        "click_pay":{}                                                                         | click_pay.id                             | missing
        "click_pay":{}                                                                         | click_pay.amount                         | missing
        "click_pay":{"id":"c","amount":{"amount":"0.001","currency":"EUR"}}                    | click_pay.amount.amount                  | too_many_decimals
        "click_pay":{"id":"c","daily_cap":"1"}                                                 | click_pay.daily_cap                      | malformed
        "click_pay":{"id":"c","groups":[7]}                                                    | click_pay.groups[0]                      | malformed
        "prizes":[]                                                                            | prizes                                   | unknown_field
        """)
    void badDocument_leavesNothing(String fields, String field, String code) {
        refused("{\"rules\":[{\"id\":\"a\",\"pay\":{\"percent\":\"1\"}}]," + fields + "}", field, code);
    }

    @Test
    void longLists_areRefused() {
        String step = "{\"from\":%d,\"pay\":{\"percent\":\"1\"}}";
        StringBuilder steps = new StringBuilder(step.formatted(0));
        for (int from = 1; from <= 20; from++) {
            steps.append(',').append(step.formatted(from));
        }
        refused("""
            {"rules":[{"id":"a","pay":{"tiers":{"measure":"conversions","period":"day","mode":"marginal",
            "steps":[%s]}}}]}\
            """.formatted(steps), "rules[0].pay.tiers.steps", "too_many");
        String cap = "{\"period\":\"day\",\"most\":{\"amount\":\"1\",\"currency\":\"EUR\"}}";
        refused("{\"rules\":[],\"caps\":[" + (cap + ",").repeat(20) + cap + "]}", "caps", "too_many");
    }

    /// Saved all the same: the list says what is left to do.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # draft                                                                                                        | faults
        {"rules":[]}                                                                                                   | {"field":"rules","code":"empty"}
        {"rules":[{"id":"a","pay":{"percent":"101"}}],"hold_days":60}                                                  | {"field":"pays_within_days","code":"pays_too_late"},{"field":"rules[0].pay.percent","code":"above_100"}
        {"rules":[{"id":"a","pay":{"stages":[{"months":1,"pay":{"percent":"1"}}]}}]}                                   | {"field":"rules[0].pay.stages","code":"not_a_subscription"}
        {"rules":[{"id":"a","pay":{"tiers":{"measure":"revenue","period":"day","mode":"marginal","steps":[{"from":{"amount":"1","currency":"EUR"},"pay":{"percent":"1"}}]}}}]} | {"field":"rules[0].pay.tiers.steps","code":"too_few"},{"field":"rules[0].pay.tiers.steps[0].from","code":"first_not_zero"}
        {"rules":[{"id":"a","pay":{"percent":"1"},"conditions":[{"devices":["other"]}]}]}                              | {"field":"rules[0].conditions[0].devices","code":"unknown_device"}
        {"rules":[{"id":"a","pay":{"percent":"1"},"conditions":[{"categories":["gloves"]}]}]}                          | {"field":"rules[0].conditions[0].categories","code":"unknown_category"}
        {"rules":[{"id":"a","pay":{"percent":"1"}}],"caps":[{"rule_id":"b","period":"year","most":{"amount":"0","currency":"EUR"}}]} | {"field":"caps[0].rule_id","code":"unknown_rule"},{"field":"caps[0].period","code":"period_not_allowed"},{"field":"caps[0].most","code":"not_positive"}
        {"rules":[{"id":"a","pay":{"percent":"1"}}],"attribution":{"after_checkout":{"channels":[],"treatment":"cut","keeps_percent":"100"}}} | {"field":"attribution.after_checkout.channels","code":"empty"},{"field":"attribution.after_checkout.keeps_percent","code":"out_of_range"}
        """)
    void faultyDraft_isSavedWithItsFaults_andNotPublished(String body, String faults) {
        WriteApi api = new WriteApi();
        api.patch("merchant 1", PROGRAM, "{\"categories\":[\"shoes\",\"hats\"]}");
        APIGatewayV2HTTPResponse saved = api.post("merchant 1", TERMS, body);
        assertThat(saved.getStatusCode()).as(saved.getBody()).isEqualTo(201);
        assertThat(saved.getBody()).endsWith(",\"faults\":[" + faults + "]}");
        assertThat(api.get("merchant 1", DRAFT).getBody()).isEqualTo(saved.getBody());
        String refused = api.post("merchant 1", DRAFT + "/publish", "{\"effective_from\":\"2026-12-31T00:00:00Z\"}")
                .getBody();
        assertThat(refused).contains("invalid_terms");
        for (String fault : faults.split("(?<=}),")) {
            assertThat(refused).contains(fault.substring(1, fault.length() - 1));
        }
    }

    private static void refused(String body, String field, String code) {
        Map<String, Map<String, AttributeValue>> before = API.items();
        APIGatewayV2HTTPResponse answer = API.post("merchant 1", TERMS, body);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(422);
        assertThat(answer.getBody()).contains("\"field\":\"" + field + "\",\"code\":\"" + code + "\"");
        assertThat(API.items()).isEqualTo(before);
    }
}

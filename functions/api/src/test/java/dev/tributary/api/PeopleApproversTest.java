package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.RunId;
import dev.tributary.infrastructure.table.DynamoPayoutMethods;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Two people who sign in are two; one is one, in whatever session, tenant or key.
class PeopleApproversTest {
    private static final String MAY_NOT = "maker_may_not_approve";
    private static final String APPROVED = "\"state\":\"approved\"";

    private final WriteApi api = new WriteApi();
    private final PlannedRuns planned = new PlannedRuns(api);
    private final People people = new People(api);

    PeopleApproversTest() {
        people.invite("merchant 1", "otto", "owner");
        people.invite("merchant 1", "fay", "finance");
        people.invite("merchant 1", "flo", "finance");
        people.signIn("otto");
        people.signIn("fay");
        people.signIn("flo");
    }

    @Test
    void twoPeople_pay_andOneInTwoSessionsDoesNot() {
        RunId run = planned.planned("fay");
        planned.unchanged(() -> planned.approve("fay", run), 403, MAY_NOT);
        people.signIn("fay");
        planned.unchanged(() -> planned.approve("fay", run), 403, MAY_NOT);
        assertThat(planned.approve("flo", run).getBody()).contains(APPROVED);
    }

    @Test
    void aPersonsKeys_areThePersonsHand_bothWays() {
        planned.key("otto", "bot", "Somebody Else");
        planned.key("bot", "bot 2", "Nobody");
        RunId ottos = planned.planned("otto");
        RunId bots = planned.planned("bot 2");

        planned.unchanged(() -> planned.approve("bot", ottos), 403, MAY_NOT);
        planned.unchanged(() -> planned.approve("bot 2", ottos), 403, MAY_NOT);
        planned.unchanged(() -> planned.approve("otto", bots), 403, MAY_NOT);
        assertThat(planned.approve("fay", ottos).getBody()).contains(APPROVED);
        assertThat(planned.approve("fay", bots).getBody()).contains(APPROVED);
    }

    @Test
    void aKeyForAPersonsAddress_isThePersonsHand() {
        planned.key("merchant 1", "fays", "FAY@people.example");
        RunId run = planned.planned("fays");

        planned.unchanged(() -> planned.approve("fay", run), 403, MAY_NOT);
        assertThat(planned.approve("flo", run).getBody()).contains(APPROVED);
    }

    @Test
    void whatAPersonMakesWithAKeyForTheAddress_isThePersonsHand_bothWays() {
        planned.key("merchant 1", "fays", "FAY@people.example");
        planned.key("fays", "fays bot", "Nobody");
        planned.key("otto", "ottos", "Otto");
        RunId bots = planned.planned("fays bot");
        RunId hers = planned.planned("fay");

        planned.unchanged(() -> planned.approve("fay", bots), 403, MAY_NOT);
        planned.unchanged(() -> planned.approve("fays bot", hers), 403, MAY_NOT);
        assertThat(planned.approve("ottos", bots).getBody()).contains(APPROVED);
        assertThat(planned.approve("flo", hers).getBody()).contains(APPROVED);
    }

    /// By the root, before she was a member or after that; by somebody else; and it stays hers whatever she is called.
    @Test
    void aKeyForAMembersName_isThatMembersHand() {
        String early = planned.key("merchant 1", "early", "  EVE ");
        people.invite("merchant 1", "eve", "finance");
        people.signIn("eve");
        String later = planned.key("merchant 1", "later", "Eve");
        String ofOtto = planned.key("otto", "of otto", "Eve");
        RunId eves = planned.planned("eve");
        for (String hers : List.of("early", "later", "of otto")) {
            planned.unchanged(() -> planned.approve(hers, eves), 403, MAY_NOT);
            RunId keys = planned.planned(hers);
            planned.unchanged(() -> planned.approve("eve", keys), 403, MAY_NOT);
            assertThat(planned.approve("flo", keys).getBody()).contains(APPROVED);
        }
        String member = "/v1/members/" + MembersTest.id("eve");
        List<Supplier<APIGatewayV2HTTPResponse>> farewells = List.of(
                () -> api.patch("otto", member, "{\"name\":\"Evelyn\"}"), () -> api.call("otto", "DELETE", member, ""));
        for (Supplier<APIGatewayV2HTTPResponse> farewell : farewells) {
            planned.unchanged(farewell, 409, "\"keys_bear_the_name\"");
            assertThat(farewell.get().getBody()).contains(early, ofOtto).doesNotContain(later);
        }
        // The same name, and a role, take nothing of it.
        assertThat(api.patch("otto", member, "{\"name\":\"EVE\",\"role\":\"owner\"}")
                        .getStatusCode())
                .isEqualTo(200);
        for (String key : List.of(early, ofOtto)) {
            assertThat(api.call("otto", "DELETE", "/v1/api_keys/" + key, "").getStatusCode())
                    .isEqualTo(200);
        }
        for (Supplier<APIGatewayV2HTTPResponse> farewell : farewells) {
            assertThat(farewell.get().getStatusCode()).isBetween(200, 204);
            planned.unchanged(() -> planned.approve("later", eves), 403, MAY_NOT);
        }
        assertThat(planned.approve("flo", eves).getBody()).contains(APPROVED);
    }

    /// Merchant 9 is an agency of merchant 1, which made a key for the name of its member.
    @Test
    void aKeyForTheNameOfAnAgencysMember_isThatMembersHand_bothWays() {
        String merchant = "mer_0000000000001";
        people.invite("merchant 9", "ada", "owner");
        people.signIn("ada");
        assertThat(api.call(
                                "merchant 1",
                                "PUT",
                                "/v1/agency_grants/mer_0000000000009",
                                "{\"role\":\"finance\",\"program_ids\":[\"prg_0000000000001\"]}")
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(api.post("ada", "/v1/agency_grants/received/" + merchant + "/accept", "{}")
                        .getStatusCode())
                .isEqualTo(200);
        planned.key("merchant 1", "adas", "Ada");
        RunId keys = planned.planned("adas");
        planned.unchanged(() -> planned.approve("ada", keys, "tributary-tenant", merchant), 403, MAY_NOT);
        assertThat(planned.approve("flo", keys).getBody()).contains(APPROVED);

        RunId hers = planned.planned("ada", "tributary-tenant", merchant);
        planned.unchanged(() -> planned.approve("adas", hers), 403, MAY_NOT);
        assertThat(planned.approve("flo", hers).getBody()).contains(APPROVED);
    }

    @Test
    void aKeyForAMembersId_isThatMembersHand() {
        planned.key("merchant 1", "fays", MembersTest.id("fay"));
        planned.key("otto", "of otto", MembersTest.id("fay"));
        RunId run = planned.planned("fay");
        planned.unchanged(() -> planned.approve("fays", run), 403, MAY_NOT);
        planned.unchanged(() -> planned.approve("of otto", run), 403, MAY_NOT);
        assertThat(planned.approve("flo", run).getBody()).contains(APPROVED);
    }

    @ParameterizedTest
    @CsvSource({"per_00000000000000000000000000000000, unknown", "FAY, ambiguous"})
    void aKeyForNobodyInParticular_isRefused(String person, String code) {
        assertThat(api.patch("otto", "/v1/members/" + MembersTest.id("flo"), "{\"name\":\"Fay\"}")
                        .getStatusCode())
                .isEqualTo(200);
        planned.unchanged(
                () -> api.post(
                        "merchant 1",
                        "/v1/api_keys",
                        "{\"name\":\"K\",\"person\":\"" + person + "\",\"scopes\":[\"payouts\"]}"),
                422,
                "\"field\":\"person\",\"code\":\"" + code + "\"");
    }

    @Test
    void whoGaveMoney_doesNotApproveTheRunThatPaysIt() {
        planned.give("fay");
        RunId run = planned.planned("flo");

        planned.unchanged(() -> planned.approve("fay", run), 403, MAY_NOT);
        assertThat(planned.approve("otto", run).getBody()).contains(APPROVED);
    }

    /// Of an affiliate and of its merchant at once: the method that she sets is the merchant's deed too.
    @Test
    void whoBelongsToBoth_setsAMethodAsTheMerchant() {
        people.invite("affiliate 1", "fay", "owner");
        people.invite("affiliate 1", "ann", "owner");
        people.signIn("fay");
        people.signIn("ann");
        DynamoPayoutMethods methods = new DynamoPayoutMethods(api.stored.table);
        String body = "{\"rail\":\"csv\",\"reference\":\"%s\"}";

        api.call("ann", "PUT", "/v1/payout_method", body.formatted("Hers"));
        assertThat(methods.find(new AffiliateId(1)).orElseThrow().value().changedBy())
                .isEqualTo("aff_0000000000001/" + MembersTest.id("ann"));
        assertThat(api.call(
                                "fay",
                                "PUT",
                                "/v1/payout_method",
                                body.formatted("Mine"),
                                "tributary-tenant",
                                "aff_0000000000001")
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(changedBy("aff_0000000000001")).isEqualTo(MembersTest.id("fay"));

        // By a key that her session as the affiliate's owner made.
        String made = api.call(
                        "fay",
                        "POST",
                        "/v1/api_keys",
                        "{\"name\":\"Bot\",\"scopes\":[\"read\",\"write\"]}",
                        "tributary-tenant",
                        "aff_0000000000001")
                .getBody();
        api.use("bot", Json.texts(made, "secret").getFirst());
        api.call("ann", "PUT", "/v1/payout_method", body.formatted("Hers again"));
        assertThat(changedBy("aff_0000000000001")).isEqualTo("aff_0000000000001/" + MembersTest.id("ann"));
        api.call("bot", "PUT", "/v1/payout_method", body.formatted("Mine again"));
        assertThat(changedBy("aff_0000000000001")).isEqualTo(MembersTest.id("fay"));
    }

    /// Through mailboxes that it let in, also when the first of them has been removed since.
    @Test
    void whomAMerchantsHandLetIntoAnAffiliate_setsAMethodAsTheMerchant() {
        String made =
                api.post("anna", "/v1/affiliates", "{\"name\":\"Friend\"}").getBody();
        String friend = Json.texts(made, "id").getFirst();
        api.use("friend", Json.texts(made, "secret").getFirst());
        String annas = methodBy("friend", friend, "Key");
        assertThat(annas).startsWith("key_");

        people.invite("friend", "second", "owner");
        people.signIn("second");
        assertThat(methodBy("second", friend, "Second")).isEqualTo(annas);
        people.invite("second", "third", "owner");
        people.signIn("third");
        assertThat(methodBy("third", friend, "Third")).isEqualTo(annas);
        assertThat(api.call("third", "DELETE", "/v1/members/" + MembersTest.id("second"), "")
                        .getStatusCode())
                .isEqualTo(204);
        assertThat(methodBy("third", friend, "Third again")).isEqualTo(annas);
    }

    /// Fay's second mailbox in an affiliate that she owns.
    @Test
    void whomAMerchantsMemberLetIntoAnAffiliate_setsAMethodAsThatMember() {
        people.invite("affiliate 1", "fay", "owner");
        people.signIn("fay");
        assertThat(api.call(
                                "fay",
                                "POST",
                                "/v1/members",
                                People.invitation("mailbox", "owner"),
                                "tributary-tenant",
                                "aff_0000000000001")
                        .getStatusCode())
                .isEqualTo(201);
        people.signIn("mailbox");
        people.invite("mailbox", "more", "owner");
        people.signIn("more");

        assertThat(methodBy("mailbox", "aff_0000000000001", "A")).isEqualTo(MembersTest.id("fay"));
        assertThat(methodBy("more", "aff_0000000000001", "B")).isEqualTo(MembersTest.id("fay"));
    }

    private String methodBy(String who, String affiliate, String reference) {
        APIGatewayV2HTTPResponse put =
                api.call(who, "PUT", "/v1/payout_method", "{\"rail\":\"csv\",\"reference\":\"" + reference + "\"}");
        assertThat(put.getStatusCode()).as(put.getBody()).isEqualTo(200);
        return changedBy(affiliate);
    }

    private String changedBy(String affiliate) {
        return new DynamoPayoutMethods(api.stored.table)
                .find(AffiliateId.of(affiliate))
                .orElseThrow()
                .value()
                .changedBy();
    }
}

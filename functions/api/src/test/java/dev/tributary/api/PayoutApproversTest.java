package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.RunId;
import dev.tributary.infrastructure.table.DynamoPayoutMethods;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// One hand with several keys stays one person, and pays nothing alone.
class PayoutApproversTest {
    private static final String POLICY = "/v1/programs/prg_0000000000001/payout_policy";
    private static final String OTHER_POLICY = "/v1/programs/prg_0000000000002/payout_policy";
    private static final String MAY_NOT = "maker_may_not_approve";
    private static final String APPROVED = "\"state\":\"approved\"";

    private final WriteApi api = new WriteApi();
    private final PlannedRuns planned = new PlannedRuns(api);

    @Test
    void keyThatSomebodyMade_isTheSameHand_underWhateverName() {
        planned.key("anna", "bot", "Somebody Else");
        planned.key("bot", "bot 2", "Nobody");
        RunId run = planned.planned("anna");
        RunId other = planned.planned("bot 2");

        planned.unchanged(() -> planned.approve("bot", run), 403, MAY_NOT);
        planned.unchanged(() -> planned.approve("bot 2", run), 403, MAY_NOT);
        planned.unchanged(() -> planned.approve("anna", other), 403, MAY_NOT);
        assertThat(planned.approve("bert", run).getBody()).contains(APPROVED);
        assertThat(planned.approve("bert", other).getBody()).contains(APPROVED);
    }

    @Test
    void keysOfOnePerson_areOneHand() {
        planned.key("merchant 1", "annas other", " ANNA");
        RunId run = planned.planned("annas other");

        planned.unchanged(() -> planned.approve("anna", run), 403, MAY_NOT);
        assertThat(planned.approve("bert", run).getBody()).contains(APPROVED);
    }

    @Test
    void root_neitherApprovesWhatItsKeysPlanned_norHasThemApproveItsOwn() {
        RunId roots = planned.planned("merchant 1");
        RunId olgas = planned.planned("olga");

        planned.unchanged(() -> planned.approve("merchant 1", olgas), 403, MAY_NOT);
        planned.unchanged(() -> planned.approve("merchant 1", roots), 403, MAY_NOT);
        planned.unchanged(() -> planned.approve("anna", roots), 403, MAY_NOT);
        assertThat(planned.approve("anna", olgas).getBody()).contains(APPROVED);
    }

    @Test
    void whoGaveMoneyByAnotherKey_doesNotApproveTheRunThatPaysIt() {
        planned.key("anna", "bot", "Somebody Else");
        planned.give("bot");
        RunId run = planned.planned();

        planned.unchanged(() -> planned.approve("anna", run), 403, MAY_NOT);
        assertThat(planned.approve("bert", run).getBody()).contains(APPROVED);
    }

    /// Else what it gave could be paid by nobody: everybody's key is the root's.
    @Test
    void whatTheRootGave_isApprovedByThoseItHandedKeysTo() {
        planned.give("merchant 1");

        assertThat(planned.approve("anna", planned.planned()).getBody()).contains(APPROVED);
    }

    @Test
    void secondWord_isNotThatOfAnotherKeyOfTheFirst() {
        put("olga", "20.00");
        planned.key("anna", "bot", "Somebody Else");
        planned.approve("bert", planned.planned());
        RunId run = planned.planned();
        assertThat(planned.approve("anna", run).getBody()).contains("\"state\":\"planned\"");

        planned.unchanged(() -> planned.approve("bot", run), 409, "same_approver");
        planned.unchanged(() -> planned.approve("merchant 1", run), 403, MAY_NOT);
        assertThat(planned.approve("bert", run).getBody()).contains(APPROVED);
    }

    /// Whoever takes the limit away is held to it, until somebody else says the same.
    @Test
    void loosenedLimit_bindsWhoeverLoosenedIt_untilAnotherPutsTheSame() {
        put("olga", "10.00");
        assertThat(put("anna", "")).contains("\"second_approval_above\":null", "\"amount\":\"10.00\"");
        planned.key("anna", "bot", "Somebody Else");
        RunId alone = planned.planned();
        RunId anothers = planned.planned();

        assertThat(planned.approve("anna", alone).getBody()).contains("\"state\":\"planned\"");
        assertThat(planned.approve("bert", anothers).getBody()).contains(APPROVED);
        assertThat(put("bot", "")).as("the same hand").contains("\"amount\":\"10.00\"");
        assertThat(put("bert", "")).contains("\"second_approval_held_to\":null");
        assertThat(planned.approve("anna", planned.planned()).getBody()).contains(APPROVED);
    }

    /// The merchant was shown the key that an affiliate begins with.
    @Test
    void methodThatWasSetWithAKeyWhichAMerchantMade_isTheMerchantsDeedToo() {
        String annas = planned.key("anna", "bot", "Somebody Else");
        String made = api.post("bot", "/v1/affiliates", "{\"name\":\"Friend\"}").getBody();
        api.use("friend", Json.texts(made, "secret").getFirst());
        api.call("friend", "PUT", "/v1/payout_method", "{\"rail\":\"csv\",\"reference\":\"Mine\"}");
        api.call("affiliate 1", "PUT", "/v1/payout_method", "{\"rail\":\"csv\",\"reference\":\"Own\"}");

        AffiliateId friend = AffiliateId.of(Json.texts(made, "id").getFirst());
        DynamoPayoutMethods methods = new DynamoPayoutMethods(api.stored.table);
        assertThat(methods.find(friend).orElseThrow().value().changedBy())
                .startsWith("key_")
                .isNotEqualTo(annas);
        assertThat(methods.find(new AffiliateId(1)).orElseThrow().value().changedBy())
                .startsWith("aff_0000000000001/key_");
    }

    /// What one program says holds for the runs of all, also when two are approved at once, each below it.
    @Test
    void limitOfOneProgram_holdsForTheRunsOfAll_alsoAtOnce() {
        put("olga", OTHER_POLICY, "20.00");
        RunId first = planned.planned();
        RunId second = planned.planned();
        List<String> meanwhile = new ArrayList<>();
        api.withFaults(WireFault.meanwhile(
                TransactWriteItemsRequest.class,
                1,
                () -> meanwhile.add(planned.approve("bert", first).getBody())));

        assertThat(planned.approve("anna", second).getBody()).contains("\"state\":\"planned\"");
        assertThat(meanwhile.getFirst()).contains(APPROVED);
        assertThat(planned.approve("bert", second).getBody()).contains(APPROVED);
    }

    @Test
    void limitOfAnotherMerchant_orInAnotherCurrency_holdsForNone() {
        api.call(
                "merchant 2",
                "PUT",
                "/v1/programs/prg_0000000000003/payout_policy",
                "{\"schedule\":\"by_hand\"," + "\"second_approval_above\":{\"amount\":\"1.00\",\"currency\":\"EUR\"}}");
        String dollars = String.valueOf(api.post(
                        "merchant 1",
                        "/v1/programs",
                        "{\"name\":\"X\",\"currency\":\"USD\",\"time_zone\":\"UTC\","
                                + "\"landing_domains\":[\"shop.example\"]}")
                .getHeaders()
                .get("location"));
        api.call(
                "merchant 1",
                "PUT",
                dollars + "/payout_policy",
                "{\"schedule\":\"by_hand\"," + "\"second_approval_above\":{\"amount\":\"1.00\",\"currency\":\"USD\"}}");

        assertThat(planned.approve("anna", planned.planned()).getBody()).contains(APPROVED);
    }

    private String put(String who, String second) {
        return put(who, POLICY, second);
    }

    private String put(String who, String path, String second) {
        String limit = second.isEmpty()
                ? ""
                : ",\"second_approval_above\":{\"amount\":\"" + second + "\",\"currency\":\"EUR\"}";
        return api.call(who, "PUT", path, "{\"schedule\":\"by_hand\"" + limit + "}")
                .getBody();
    }
}

package dev.tributary.infrastructure.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.infrastructure.local.MachineClock;
import dev.tributary.infrastructure.local.demo.Market.Part;
import dev.tributary.infrastructure.local.demo.Market.Partner;
import dev.tributary.infrastructure.local.seed.DemoFile;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// The demo merchant publishes terms with a hold, its affiliates apply, are approved, make a link and
/// say where their money goes: each by the API, with a key of its own.
final class MarketOpening {
    /// Terms that pay later than those before need a week's notice.
    private static final Duration NOTICE = Duration.ofDays(8);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Browser browser;
    private final MachineClock clock;
    private final DemoFile.Values demo;

    MarketOpening(Browser browser, MachineClock clock, DemoFile.Values demo) {
        this.browser = browser;
        this.clock = clock;
        this.demo = demo;
    }

    Market open(int affiliates, Progress progress) {
        String merchantKey = demo.merchantKey().orElseThrow();
        JsonNode program =
                browser.get(merchantKey, "/v1/programs/" + demo.programId()).json();
        publishTerms(merchantKey);
        String domain = program.path("landing_domains").path(0).asText();
        List<Partner> partners = new ArrayList<>();
        for (int number = 0; number < affiliates; number++) {
            partners.add(join(merchantKey, number, domain));
            progress.at("affiliates", partners.size(), affiliates);
        }
        String financeKey = key(merchantKey, "Finance", "Frieda");
        setDebtor(financeKey);
        return new Market(
                demo.programId(),
                ZoneId.of(program.path("time_zone").asText()),
                demo.postback().orElseThrow().secret(),
                merchantKey,
                key(merchantKey, "Ops", "Olga"),
                financeKey,
                partners);
    }

    private void publishTerms(String merchantKey) {
        ObjectNode terms = JSON.createObjectNode().put("hold_days", Market.HOLD_DAYS);
        terms.putObject("minimum_payout").put("amount", Market.MINIMUM).put("currency", Market.CURRENCY);
        ObjectNode rule = terms.putArray("rules").addObject().put("id", "base");
        rule.putArray("conditions").addObject().putArray("events").add("sale");
        rule.putObject("pay").put("percent", "10");
        String path = "/v1/programs/" + demo.programId() + "/terms";
        browser.post(merchantKey, path, terms).expect(201);
        Instant from = clock.instant().plus(NOTICE);
        browser.post(
                        merchantKey,
                        path + "/draft/publish",
                        JSON.createObjectNode().put("effective_from", from.toString()))
                .expect(201);
        clock.forwardTo(from.plus(Duration.ofMinutes(2)));
    }

    private Partner join(String merchantKey, int number, String domain) {
        String name = "Affiliate " + (number + 1);
        JsonNode affiliate = browser.post(
                        merchantKey, "/v1/affiliates", JSON.createObjectNode().put("name", name))
                .expect(201)
                .json();
        String id = affiliate.path("id").asText();
        String key = affiliate.path("api_key").path("secret").asText();
        browser.post(key, "/v1/enrollments", JSON.createObjectNode().put("program_id", demo.programId()))
                .expect(201);
        browser.post(
                        merchantKey,
                        "/v1/enrollments/" + demo.programId() + "/" + id + "/approve",
                        JSON.createObjectNode())
                .expect(200);
        String code = browser.post(
                        key,
                        "/v1/links",
                        JSON.createObjectNode()
                                .put("program_id", demo.programId())
                                .put("destination", "https://" + domain + "/"))
                .expect(201)
                .json()
                .path("code")
                .asText();
        Partner partner = new Partner(name, id, key, "/r/" + code, Part.of(number));
        if (partner.part() != Part.NO_METHOD) {
            setMethod(browser, partner, number, destination(number));
        }
        return partner;
    }

    /// Every second one is paid by a bank's file, the others by what finance finds their account by.
    static String destination(int number) {
        return isPaidByBank(number) ? DemoBank.iban(number) : "Vendor " + (4_700 + number);
    }

    private static boolean isPaidByBank(int number) {
        return number % 2 == 1;
    }

    static void setMethod(Browser browser, Partner partner, int number, String destination) {
        ObjectNode method = isPaidByBank(number)
                ? JSON.createObjectNode()
                        .put("rail", "sepa")
                        .put("holder", partner.name())
                        .put("iban", destination)
                : JSON.createObjectNode().put("rail", "csv").put("reference", destination);
        browser.call("PUT", partner.key(), "/v1/payout_method", method).expect(200);
    }

    /// The account of the shop.
    private void setDebtor(String financeKey) {
        browser.call(
                        "PUT",
                        financeKey,
                        "/v1/programs/" + demo.programId() + "/debtor",
                        JSON.createObjectNode()
                                .put("name", "Demo Shop")
                                .put("iban", DemoBank.iban(Market.SHOP_ACCOUNT)))
                .expect(200);
    }

    /// Whoever plans a run does not approve it.
    private String key(String merchantKey, String name, String person) {
        ObjectNode key =
                JSON.createObjectNode().put("name", name).put("person", person).put("mode", "live");
        key.putArray("scopes").add("read").add("write").add("payouts");
        return browser.post(merchantKey, "/v1/api_keys", key)
                .expect(201)
                .json()
                .path("secret")
                .asText();
    }
}

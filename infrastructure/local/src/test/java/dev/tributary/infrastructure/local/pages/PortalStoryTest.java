package dev.tributary.infrastructure.local.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/// A program's life as its people see it: somebody applies and is approved, makes a link, a shopper clicks and buys,
/// the order is there with its explanation, and the money is planned, approved and on the statement. What a person
/// does without a page, or where the page is tested by itself, is done by a call in a method of its own.
class PortalStoryTest {
    private static final String APPLICANT = "cora@reader.example";
    private static final Pattern TOKEN = Pattern.compile("/sign-in\\?token=[A-Za-z0-9_-]{43}");
    private static final int MOST_TABS = 80;

    @TempDir
    private Path folder = Path.of("");

    private Chromium browser;
    private Seeded seeded;

    @BeforeEach
    void start() throws Exception {
        browser = Chromium.start("a story in a browser");
        seeded = Seeded.start(folder);
        browser.look(Look.Scheme.LIGHT, Look.Width.DESKTOP);
    }

    @AfterEach
    void stop() {
        if (seeded != null) {
            seeded.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void anApplicant_isApproved_earns_andIsPaid() throws Exception {
        Applicant cora = apply();
        approve(cora);
        skipTheMenu();

        JsonNode link = makeLink(cora);
        String click = seeded.calls()
                .click(seeded.machine().baseUrl() + "/r/" + link.path("code").asText());
        seeded.postback("""
            {"event":"sale","order_id":"S-1","click_id":"%s","amount":"120.00","currency":"EUR"}\
            """.formatted(click));
        seeded.settle();
        JsonNode commission = explained(cora);
        assertThat(commission.path("amount").path("amount").asText()).isEqualTo("12.00");
        assertThat(commission.path("explanation").toString()).contains("10");
        figures("1", "€12.00");

        payoutMethod(cora);
        String run = plan();
        approve(run);
        seeded.settle();
        JsonNode payout = seeded.calls()
                .get(cora.key(), "/v1/payouts?run_id=" + run)
                .path("data")
                .path(0);
        assertThat(payout.path("net").path("amount").asText()).isEqualTo("12.00");
        statement(cora, run, payout.path("id").asText());
        assertThat(browser.noted().wrongs()).isEmpty();
    }

    private record Applicant(String affiliate, String key) {}

    /// By the directory's form, in Hebrew, without a mouse; the mail's button makes the affiliate and signs her in.
    private Applicant apply() throws Exception {
        seeded.calls()
                .send(
                        "PATCH",
                        seeded.merchantKey(),
                        "/v1/programs/" + seeded.demo().programId(),
                        "{\"listed\":true}");
        browser.speak(seeded.machine().baseUrl(), "he");
        browser.open(seeded.machine().baseUrl() + "/programs/" + seeded.demo().programId());
        browser.settle("trb-visit form");
        browser.tabTo("input[name=name]", MOST_TABS);
        browser.press("Cora", Keys.TAB, APPLICANT, Keys.ENTER);
        browser.settle("trb-visit [role=status]");
        confirm();
        String affiliate = browser.driver().getCurrentUrl().replaceFirst(".*/(aff_[0-9a-z]+)/.*", "$1");
        JsonNode key = Calls.JSON.readTree(browser.call(affiliate, "POST", "/v1/api_keys", """
            {"name":"Cora","scopes":["read","write","keys"]}\
            """));
        assertThat(key.path("secret").asText()).as("%s", key).startsWith("trb_");
        return new Applicant(affiliate, key.path("secret").asText());
    }

    private void confirm() {
        browser.open(seeded.machine().baseUrl() + mailedLink());
        browser.tabTo("button", MOST_TABS);
        browser.press(Keys.ENTER);
        browser.arrive();
    }

    private void approve(Applicant cora) throws Exception {
        seeded.merchant("/v1/enrollments/" + seeded.demo().programId() + "/" + cora.affiliate() + "/approve", "{}");
    }

    /// The first Tab offers it, and it is no move.
    private void skipTheMenu() {
        browser.speak(seeded.machine().baseUrl(), "en");
        browser.driver().navigate().refresh();
        browser.settle("main trb-overview h1");
        browser.press(Keys.TAB);
        browser.tabTo("a.skip", 1);
        browser.press(Keys.ENTER);
        assertThat(browser.driver().getCurrentUrl()).endsWith("#main");
        assertThat(browser.text("main")).contains("€0.00");
    }

    /// Among what else she was written, when the form that asked for it has arrived.
    private String mailedLink() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> seeded.calls()
                                .get("", "/mailbox/messages")
                                .path("data")
                                .valueStream()
                                .filter(mail -> mail.path("to").asText().equals(APPLICANT))
                                .map(mail -> TOKEN.matcher(mail.path("text").asText()))
                                .filter(Matcher::find)
                                .map(Matcher::group)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private JsonNode makeLink(Applicant cora) throws Exception {
        return seeded.calls()
                .post(cora.key(), "/v1/links", """
                    {"program_id":"%s","destination":"https://shop.example/shoes"}\
                    """.formatted(seeded.demo().programId()));
    }

    private JsonNode explained(Applicant cora) throws Exception {
        String list = "/v1/commissions?order_id=S-1&program_id=" + seeded.demo().programId();
        String id = seeded.calls()
                .get(cora.key(), list)
                .path("data")
                .path(0)
                .path("id")
                .asText();
        return seeded.calls()
                .get(
                        cora.key(),
                        "/v1/commissions/" + id + "?order_id=S-1&program_id="
                                + seeded.demo().programId());
    }

    /// On the overview, of which she sees her own.
    private void figures(String... shown) {
        browser.driver().navigate().refresh();
        browser.settle("main trb-overview h1");
        assertThat(browser.text("main")).contains(shown);
    }

    private void payoutMethod(Applicant cora) throws Exception {
        seeded.calls().put(cora.key(), "/v1/payout_method", "{\"rail\":\"csv\",\"reference\":\"Cora\"}");
    }

    private String plan() throws Exception {
        String key = handsOf("Olga");
        String body = "{\"program_id\":\"%s\"}".formatted(seeded.demo().programId());
        String run =
                seeded.calls().post(key, "/v1/payout_runs", body).path("id").asText();
        seeded.settle();
        return run;
    }

    /// By another than who planned; then carried out.
    private void approve(String run) throws Exception {
        String key = handsOf("Frieda");
        String path = "/v1/payout_runs/" + run;
        String hash = seeded.calls().get(key, path).path("plan_hash").asText();
        seeded.calls().post(key, path + "/approve", "{\"plan_hash\":\"%s\"}".formatted(hash));
        seeded.calls().post(key, path + "/apply", "{}");
    }

    private String handsOf(String person) throws Exception {
        return seeded.merchant(
                        "/v1/api_keys",
                        Calls.JSON.writeValueAsString(
                                Map.of("name", person, "person", person, "scopes", List.of("read", "payouts"))))
                .path("secret")
                .asText();
    }

    private void statement(Applicant cora, String run, String payout) throws Exception {
        seeded.calls().send("POST", handsOf("Fanny"), "/v1/payout_runs/" + run + "/results", """
            {"results":[{"payout_id":"%s","status":"paid","reference":"2026-1"}]}\
            """.formatted(payout));
        seeded.settle();
        String month = YearMonth.now(seeded.machine().clock().withZone(ZoneId.of("Europe/Riga")))
                .toString();
        JsonNode statement = seeded.calls()
                .get(
                        cora.key(),
                        "/v1/statements/" + month + "?program_id="
                                + seeded.demo().programId() + "&affiliate_id=" + cora.affiliate());
        assertThat(statement.toString()).contains("12.00");
    }
}

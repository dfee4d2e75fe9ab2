package dev.tributary.infrastructure.local.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/// A program's life as its people see it: it is listed, somebody applies and is approved, makes a link, a shopper
/// clicks and buys, the order is there with its explanation, and the money is planned, approved, paid and on the
/// statement. All that people do they do on their pages and without a mouse; the shopper and the shop have none.
class PortalStoryTest {
    private static final String APPLICANT = "cora@reader.example";
    private static final String SECOND = "frieda@shop.example";
    private static final Pattern TOKEN = Pattern.compile("/sign-in\\?token=[A-Za-z0-9_-]{43}");
    private static final int MOST_TABS = 120;

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
        Person owner = owner();
        list(owner);
        Person cora = apply();
        approve(owner);
        skipTheMenu(cora);

        order(makeLink(cora));
        seeEarned(cora);

        payoutMethod(cora);
        String run = plan(owner);
        Person frieda = second();
        approve(frieda, run);
        carryOut();
        tell(frieda, run);
        statement(cora);
        assertThat(browser.noted().wrongs()).isEmpty();
    }

    /// Signed in, and for whom.
    private record Person(String session, String tenant) {}

    private Person whoIsHere() {
        return new Person(
                browser.session(), browser.driver().getCurrentUrl().replaceFirst(".*/app/([0-9a-z_]+)/.*", "$1"));
    }

    private Person owner() {
        browser.signIn(seeded.demo().signInUrls().orElseThrow().merchant());
        return whoIsHere();
    }

    /// Opens a page as a person, in English.
    private void open(Person who, String path, String element) {
        browser.speak(base(), "en");
        browser.be(base(), who.session());
        browser.open(base() + "/app/" + who.tenant() + "/" + path);
        browser.settle("main " + element + " h1");
    }

    private String base() {
        return seeded.machine().baseUrl();
    }

    private void press(String button) {
        browser.tabTo(button, MOST_TABS);
        browser.press(Keys.ENTER);
    }

    /// A button that asks before anything is done.
    private void ask(String button) {
        press(button);
        browser.settle("dialog[open]");
    }

    private void list(Person owner) {
        open(owner, "settings?tab=program", "trb-settings");
        browser.tabTo("input[name=listed]", MOST_TABS);
        browser.press(Keys.SPACE);
        press("main form button.main");
        browser.see("main", "See its public page");
        press("main a[href='/programs/" + seeded.demo().programId() + "']");
        browser.reach("/programs/");
        browser.settle("trb-visit form");
    }

    /// By the directory's form, in Hebrew; the mail's button makes the affiliate and signs her in.
    private Person apply() {
        browser.forgetPeople();
        browser.speak(base(), "he");
        browser.open(base() + "/programs/" + seeded.demo().programId());
        browser.settle("trb-visit form");
        browser.tabTo("input[name=name]", MOST_TABS);
        browser.press("Cora", Keys.TAB, APPLICANT, Keys.ENTER);
        browser.settle("trb-visit [role=status]");
        return confirm(APPLICANT);
    }

    private Person confirm(String address) {
        browser.open(base() + mailedLink(address));
        press("button");
        browser.arrive();
        return whoIsHere();
    }

    /// Among what else was written there, when the form that asked for it has arrived.
    private String mailedLink(String address) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> seeded.calls()
                                .get("", "/mailbox/messages")
                                .path("data")
                                .valueStream()
                                .filter(mail -> mail.path("to").asText().equals(address))
                                .map(mail -> TOKEN.matcher(mail.path("text").asText()))
                                .filter(Matcher::find)
                                .map(Matcher::group)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private void approve(Person owner) {
        open(owner, "applications", "trb-applications");
        ask("article[aria-label*=Cora] button.main");
        press("dialog form button");
        browser.see(".said", "Cora");
        browser.settle("main trb-applications .empty");
    }

    /// The first Tab offers it, and it is no move.
    private void skipTheMenu(Person cora) {
        open(cora, "overview", "trb-overview");
        browser.press(Keys.TAB);
        browser.tabTo("a.skip", 1);
        browser.press(Keys.ENTER);
        assertThat(browser.driver().getCurrentUrl()).endsWith("#main");
        assertThat(browser.text("main")).contains("€0.00");
    }

    /// @return its code
    private String makeLink(Person cora) {
        open(cora, "links", "trb-links");
        ask("main .actions button.main");
        browser.tabTo("dialog input[name=destination]", MOST_TABS);
        // In the place of what is proposed.
        browser.press(Keys.chord(Keys.CONTROL, "a"), "https://shop.example/shoes", Keys.ENTER);
        browser.reach("link=");
        browser.settle("main trb-links h2 code");
        assertThat(browser.text("main")).contains("https://shop.example/shoes");
        return browser.text("main trb-links h2 code");
    }

    private void order(String link) throws Exception {
        String click = seeded.calls().click(base() + "/r/" + link + "?sub1=newsletter");
        seeded.postback("""
            {"event":"sale","order_id":"S-1","click_id":"%s","amount":"120.00","currency":"EUR"}\
            """.formatted(click));
        seeded.settle();
    }

    /// In the list, by itself with why it is so much, among the figures, and by the mark of its click.
    private void seeEarned(Person cora) {
        open(cora, "commissions", "trb-commissions");
        assertThat(browser.text("main tbody")).contains("S-1", "€12.00");
        press("main tbody a");
        browser.reach("/commissions/");
        browser.settle("main trb-commission h1");
        assertThat(browser.text("main .explained")).contains("10", "12.00");
        assertThat(browser.text("main trb-commission")).contains("newsletter", ":accrue");
        open(cora, "overview", "trb-overview");
        assertThat(browser.text("main")).contains("1", "€12.00");
        open(cora, "sources?by=sub1", "trb-sources");
        assertThat(browser.text("main tbody")).contains("newsletter", "€12.00");
        assertThat(browser.text("main .figures")).contains("newsletter", "€12.00");
    }

    private void payoutMethod(Person cora) {
        open(cora, "payout-method", "trb-payout-method");
        ask("main button.main");
        browser.tabTo("dialog #rail", MOST_TABS);
        browser.press("By");
        browser.tabTo("dialog input[name=reference]", MOST_TABS);
        browser.press("Cora", Keys.ENTER);
        browser.see(".said", "The next payout run pays this way.");
    }

    /// Whoever plans a run is told to leave it to another.
    private String plan(Person owner) throws Exception {
        open(owner, "payouts", "trb-payout-runs");
        ask("main .actions button.main");
        press("dialog form button");
        browser.reach("/payouts/");
        browser.see("main h1", "Payout run");
        String run = browser.driver().getCurrentUrl().replaceFirst(".*/payouts/([^/?]+).*", "$1");
        seeded.settle();
        open(owner, "payouts/" + run, "trb-payout-run");
        assertThat(browser.text("main")).contains("another person approves it", "€12.00");
        assertThat(browser.has("main .actions button.main")).isFalse();
        return run;
    }

    private Person second() throws Exception {
        seeded.merchant("/v1/members", """
            {"email":"%s","name":"Frieda","role":"finance","language":"en"}\
            """.formatted(SECOND));
        browser.forgetPeople();
        browser.open(base() + "/sign-in");
        browser.tabTo("input[name=email]", MOST_TABS);
        browser.press(SECOND, Keys.ENTER);
        return confirm(SECOND);
    }

    /// By another than who planned, who types the total; another one is refused.
    private void approve(Person frieda, String run) {
        open(frieda, "payouts/" + run, "trb-payout-run");
        ask("main .actions button.main");
        browser.tabTo("dialog input[name=typed]", MOST_TABS);
        browser.press("21.00", Keys.ENTER);
        browser.see("dialog [role=alert]", "neither the total");
        browser.tabTo("dialog input[name=typed]", MOST_TABS);
        browser.press(Keys.chord(Keys.CONTROL, "a"), "12.00", Keys.ENTER);
        browser.see(".said", "The run is approved.");
        browser.settle("main trb-payout-run h1");
    }

    private void carryOut() throws Exception {
        ask("main .actions button.main");
        press("dialog form button");
        browser.see(".said", "being carried out");
        seeded.settle();
    }

    /// What the merchant's own accounting has paid.
    private void tell(Person frieda, String run) throws Exception {
        open(frieda, "payouts/" + run, "trb-payout-run");
        // The file that it is paid by, and behind it what became of the payout.
        assertThat(browser.text("main")).contains(run + "-0-1.csv");
        ask("main td button:not([aria-label])");
        browser.tabTo("dialog input[name=reference]", MOST_TABS);
        browser.press("2026-1", Keys.ENTER);
        browser.see(".said", "result is taken");
        seeded.settle();
        open(frieda, "payouts/" + run, "trb-payout-run");
        assertThat(browser.text("main")).contains("2026-1");
    }

    private void statement(Person cora) {
        open(cora, "statements", "trb-statements");
        press("main tbody a");
        browser.reach("month=" + YearMonth.now(seeded.machine().clock().withZone(ZoneId.of("Europe/Riga"))));
        browser.settle("main trb-statements .figures");
        assertThat(browser.text("main")).contains("Commission earned", "Paid out", "€12.00");
        press("trb-statement-check button.main");
        browser.see("trb-statement-check [role=status]", "Every check passed");
    }
}

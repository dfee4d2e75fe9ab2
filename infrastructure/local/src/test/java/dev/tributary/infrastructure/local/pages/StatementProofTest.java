package dev.tributary.infrastructure.local.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a browser says of a statement that is true, and of one that somebody has altered on its way: a cent, an entry,
/// a signature, a key. Two months of one affiliate; the second one, which is open, is checked.
class StatementProofTest {
    private static final ZoneId RIGA = ZoneId.of("Europe/Riga");
    private static final Pattern TOKEN = Pattern.compile("/sign-in\\?token=[A-Za-z0-9_-]{43}");
    /// Alters what was sent and says which checks do not pass; what could not be checked has a `?`. `forge` is somebody
    /// who has everything but the key.
    private static final String CHECK = """
        const [source, done] = arguments;
        const d = JSON.parse(source);
        const e = d.entries;
        const more = money => { money.amount = (Number(money.amount) + 0.01).toFixed(2); };
        const shift = one => {
          if (typeof one?.amount === 'string') one.amount = (Number(one.amount) / 10).toFixed(3);
          else if (one && typeof one === 'object') Object.values(one).forEach(shift);
        };
        const hide = entry => {
          for (const {from, to, amount, commission_id: commission} of entry.postings.splice(0)) {
            const cents = Math.round(Number(amount.amount) * 100);
            entry.previous_hash += `\\n${from} ${to} ${cents} ${commission ?? '-'}`;
          }
        };
        const flip = text => (text[0] === 'A' ? 'B' : 'A') + text.slice(1);
        const module = performance.getEntriesByType('resource').find(one => one.name.endsWith('/pages/statements/proof.js'));
        let subtle = crypto.subtle;
        const hex = async text => Array.from(new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(text))),
          byte => byte.toString(16).padStart(2, '0')).join('');
        const foreign = async () => {
          const pair = await subtle.generateKey({name: 'Ed25519'}, true, ['sign', 'verify']);
          d.keys.find(key => key.kid === d.proof.key_id).x = (await subtle.exportKey('jwk', pair.publicKey)).x;
        };
        const blind = () => {
          subtle = {
            digest: (...all) => crypto.subtle.digest(...all),
            importKey: async () => { throw new DOMException('no', 'NotSupportedError'); },
          };
        };
        import(module.name).then(async ({verify, entryText, content}) => {
          const forge = async () => {
            const {entry, change} = e.at(-1);
            const movement = d.statement.movements.find(one => one.kind === entry.kind);
            for (const one of entry.postings) more(one.amount);
            for (const one of [change, d.proof.closing.balances, d.statement.closing, movement.change]) more(one.available);
            entry.hash = d.proof.closing.last_hash = await hex(entryText(entry, {currency: 'EUR', decimals: 2}));
            d.proof.entries.hash = await hex(e.map(one => `${one.entry.sequence} ${one.entry.hash}\\n`).join(''));
            d.proof.content_hash = await hex(content(d.proof, d.proof.entries));
          };
          $alter;
          return (await verify(d, subtle)).filter(row => row.result !== 'passed')
            .map(row => (row.of ?? row.check) + (row.result === 'failed' ? '' : '?')).join(' ');
        }).then(done, failure => done(String(failure)));
        """;

    /// A cent more in the first entry, wherever entries are sent.
    private static final String A_CENT_MORE = """
        const call = window.fetch;
        window.fetch = async (...all) => {
          const answer = await call(...all);
          if (!String(all[0]).includes('/entries')) return answer;
          const body = await answer.json();
          const {postings} = body.data[0].entry;
          for (const {amount} of postings) amount.amount = (Number(amount.amount) + 0.01).toFixed(2);
          return new Response(JSON.stringify(body), {headers: {'content-type': 'application/json'}});
        };
        """;

    /// Whoever reads all entries finds another balance afterwards.
    private static final String BUSY = """
        const call = window.fetch;
        let moved = false;
        window.fetch = async (...all) => {
          const url = String(all[0]);
          if (url.includes('/proof')) moved = false;
          if (url.includes('/entries') && url.includes('limit=100')) moved = true;
          const answer = await call(...all);
          if (!moved || !/statements\\/\\d{4}-\\d{2}\\?/.test(url)) return answer;
          const body = await answer.json();
          body.closing.available.amount = '0.01';
          return new Response(JSON.stringify(body), {headers: {'content-type': 'application/json'}});
        };
        """;

    private static final String PRESS = "document.querySelector('trb-statement-check button.main').click()";
    private static final String FAILED =
            "return [...document.querySelectorAll('[data-result=failed]')].map(one => one.dataset.check).join(' ')";

    private static Chromium browser;
    private static Seeded seeded;
    private static String address = "";
    private static String source = "";

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        browser = Chromium.start("the check of a statement in a browser");
        seeded = Seeded.start(folder);
        seeded.order("A-1", "31.37");
        seeded.settle();
        seeded.machine().clock().forward(Duration.ofDays(32));
        seeded.order("A-2", "62.37");
        seeded.order("A-3", "93.37");
        seeded.settle();
        seeded.postback("""
            {"event":"refund","order_id":"A-3","refund_id":"R-1","amount":"33.33","currency":"EUR"}\
            """);
        seeded.settle();
        seeded.order("A-4", "124.37");
        seeded.order("A-5", "155.37");
        seeded.settle();
        source = source(YearMonth.now(seeded.machine().clock().withZone(RIGA)));
        signIn();
    }

    @AfterAll
    static void stop() {
        if (seeded != null) {
            seeded.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    private static String source(YearMonth month) throws Exception {
        String path = "/v1/statements/";
        String of = "?limit=100&program_id=" + seeded.demo().programId();
        String program = of.replace("limit=100&", "");
        String key = seeded.affiliateKey();
        ObjectNode all = Calls.JSON.createObjectNode();
        all.set("statement", seeded.calls().get(key, path + month + program));
        JsonNode entries =
                seeded.calls().get(key, path + month + "/entries" + of).path("data");
        assertThat(entries.size()).isEqualTo(5);
        all.set("entries", entries);
        all.set("proof", seeded.calls().get(key, path + month + "/proof" + program));
        all.set("previous", seeded.calls().get(key, path + month.minusMonths(1) + "/proof" + program));
        all.set("keys", seeded.calls().get("", "/.well-known/jwks.json").path("keys"));
        return Calls.JSON.writeValueAsString(all);
    }

    private static void signIn() throws Exception {
        String base = seeded.machine().baseUrl();
        seeded.calls().post("", "/v1/sign_in_links", "{\"email\":\"affiliate@demo.example\"}");
        String link = Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> seeded.calls()
                                .get("", "/mailbox/messages")
                                .path("data")
                                .valueStream()
                                .map(mail -> TOKEN.matcher(mail.path("text").asText()))
                                .filter(Matcher::find)
                                .map(Matcher::group)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        browser.signIn(base + link);
        YearMonth month = YearMonth.now(seeded.machine().clock().withZone(RIGA));
        address = browser.driver().getCurrentUrl().replaceFirst("/app/([^/]+)/.*", "/app/$1/statements?month=" + month);
        check("en");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', delimiter = '|', textBlock = """
        # what is altered                                            | what does not pass
        d.nothing = true                                             | ""
        more(e[1].entry.postings[0].amount)                          | entries chain pending figures content
        for (const one of e[1].entry.postings) more(one.amount)      | entries chain available figures content
        e[1].entry.posted_at = d.proof.to                            | entries chain content
        e[1].entry.postings[0].amount.amount += '0'                  | entries chain pending figures content
        e[1].entry.postings[0].amount.currency = 'USD'               | entries chain pending figures content
        hide(e[1].entry)                                             | entries chain available figures content
        shift(d)                                                     | figures
        more(e[1].change.available)                                  | figures
        e.splice(1, 1)                                               | chain count available figures content
        e.pop()                                                      | chain count available figures content
        e.shift()                                                    | chain count available figures content
        e.splice(1, 0, e[1])                                         | chain count available figures content
        e.reverse()                                                  | chain content
        more(d.statement.opening.available)                          | figures
        more(d.statement.closing.available)                          | figures
        more(d.statement.movements[0].change.available)              | figures
        d.statement.movements[0].entries++                           | figures
        d.statement.final = true                                     | figures
        more(d.proof.opening.balances.available)                     | available figures previous content
        more(d.proof.closing.balances.available)                     | available figures content
        d.proof.closing.entries++                                    | count content
        d.proof.closing.last_hash = flip(d.proof.closing.last_hash)  | chain content
        d.proof.content_hash = flip(d.proof.content_hash)            | content signature
        d.proof.signature = flip(d.proof.signature)                  | signature
        d.proof.signature = 'none'                                   | signature
        d.proof.signature = d.previous.signature                     | signature
        d.proof.signed_at = d.proof.from                             | signature
        d.proof.key_id = 'statement-9'                               | signature
        d.proof.key_id = 'receipt-0'                                 | signature
        await foreign()                                              | previous signature
        await forge()                                                | signature
        more(d.previous.closing.balances.available)                  | previous
        d.previous.signature = d.proof.signature                     | previous
        d.previous = d.proof                                         | previous
        d.previous = undefined                                       | previous?
        blind()                                                      | previous? signature?
        subtle = null                                                | entries? chain? previous? content? signature?
        """)
    void alteredStatement_isFoundOut(String alter, String found) {
        Object said = browser.driver().executeAsyncScript(CHECK.replace("$alter", alter), source);
        assertThat(String.valueOf(said)).isEqualTo(found);
    }

    @Test
    void page_saysThatEachCheckPassed_orWhichFailed() {
        check("en");
        browser.see("trb-statement-check [role=status]", "Every check passed");
        assertThat(browser.run(FAILED)).isEqualTo("");
        assertThat(browser.text("trb-statement-check table")).contains("closes with the same balances");
        browser.run(A_CENT_MORE);
        browser.run(PRESS);
        browser.see("trb-statement-check [role=status] .problem", "checks failed");
        assertThat(browser.run(FAILED)).isEqualTo("entries chain available figures content");
        assertThat(browser.noted().wrongs()).isEmpty();
    }

    @Test
    void page_checksAnAccount_toWhichEntriesCome() {
        check("en");
        browser.run(BUSY);
        browser.run(PRESS);
        browser.see("trb-statement-check [role=status]", "Every check passed");
    }

    /// In its own digits.
    @Test
    void page_checksInPersian() {
        check("fa");
        browser.see("trb-statement-check [role=status]", "همهٔ بررسی‌ها درست بود");
        assertThat(browser.text("trb-statement-check table")).contains("۵").doesNotContainPattern("[0-9]");
        assertThat(browser.barriers()).isEmpty();
    }

    private static void check(String language) {
        browser.speak(seeded.machine().baseUrl(), language);
        browser.open(address);
        browser.settle("main trb-statement-check");
        browser.run(PRESS);
    }
}

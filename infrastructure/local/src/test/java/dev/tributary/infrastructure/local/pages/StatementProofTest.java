package dev.tributary.infrastructure.local.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
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
    private static final String PRESS = "document.querySelector('trb-statement-check button.main').click()";

    /// Helps those who alter: amounts in cents, and what a forger can make who has everything but the key.
    private static final String TOOLS = """
        const [source, alter, done] = arguments;
        const d = JSON.parse(source);
        const e = d.entries;
        const more = money => { money.amount = String((Number(money.amount) * 100 + 1) / 100); };
        const flip = text => (text[0] === 'A' ? 'B' : 'A') + text.slice(1);
        const module = performance.getEntriesByType('resource').find(one => one.name.endsWith('/pages/statements/proof.js'));
        let subtle = crypto.subtle;
        const hex = async text => Array.from(new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(text))),
          byte => byte.toString(16).padStart(2, '0')).join('');
        import(module.name).then(async ({verify, entryText, content}) => {
          const forge = async () => {
            const unit = {currency: 'EUR', decimals: 2};
            const last = e.at(-1).entry;
            for (const one of last.postings) more(one.amount);
            for (const one of [e.at(-1).change, d.proof.closing.balances, d.statement.closing,
              d.statement.movements.find(movement => movement.kind === last.kind).change]) more(one.available);
            last.hash = await hex(entryText(last, unit));
            d.proof.closing.last_hash = last.hash;
            d.proof.entries.hash = await hex(e.map(({entry}) => `${entry.sequence} ${entry.hash}\\n`).join(''));
            d.proof.content_hash = await hex(content(d.proof, d.proof.entries));
          };
          const foreign = async () => {
            const pair = await subtle.generateKey({name: 'Ed25519'}, true, ['sign', 'verify']);
            d.keys.find(key => key.kid === d.proof.key_id).x = (await subtle.exportKey('jwk', pair.publicKey)).x;
          };
          const blind = () => Promise.reject(new DOMException('no', 'NotSupportedError'));
          await eval(`(async () => {${alter}})()`);
          const rows = await verify(d, subtle);
          return rows.filter(row => row.result !== 'passed')
            .map(row => `${row.of ?? row.check} ${row.result} ${row.found}`).join(', ');
        }).then(done, failure => done(String(failure)));
        """;

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
        YearMonth first = YearMonth.now(seeded.machine().clock().withZone(RIGA));
        seeded.machine().clock().forward(Duration.ofDays(32));
        for (int at = 2; at < 6; at++) {
            seeded.order("A-" + at, 31 * at + ".37");
        }
        seeded.settle();
        seeded.postback("""
            {"event":"refund","order_id":"A-3","refund_id":"R-1","amount":"33.33","currency":"EUR"}\
            """);
        seeded.settle();
        source = source(YearMonth.now(seeded.machine().clock().withZone(RIGA)), first);
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

    private static String source(YearMonth month, YearMonth first) throws Exception {
        String path = "/v1/statements/";
        String of = "?limit=100&program_id=" + seeded.demo().programId();
        String program = of.replace("limit=100&", "");
        String key = seeded.affiliateKey();
        ObjectNode all = Calls.JSON.createObjectNode();
        all.set("statement", seeded.calls().get(key, path + month + program));
        JsonNode entries =
                seeded.calls().get(key, path + month + "/entries" + of).path("data");
        assertThat(entries.size()).isGreaterThan(4);
        all.set("entries", entries);
        all.set("proof", seeded.calls().get(key, path + month + "/proof" + program));
        all.set("previous", seeded.calls().get(key, path + first + "/proof" + program));
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
        browser.open(address);
        browser.settle("main trb-statement-check");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # what is altered                                                   | what is said
        ''                                                                  | ''
        """)
    void alteredStatement_isFoundOut(String alter, String said) {
        Object found = browser.driver().executeAsyncScript(TOOLS, source, alter);
        System.out.println(alter + " => " + found);
        assertThat(String.valueOf(found)).isEqualTo(said);
    }

    static {
        Objects.requireNonNull(Map.of());
    }

    @Test
    void page_saysThatEachCheckPassed_orWhichFailed() {
        browser.run(PRESS);
        browser.see("trb-statement-check [role=status]", "Every check passed");
    }
}

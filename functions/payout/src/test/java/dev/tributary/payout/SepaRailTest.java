package dev.tributary.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.id.RunId;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutResult.Status;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PayoutRun.State;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.payout.SepaIds;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.KeyRing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kapott.hbci.GV.parsers.ISEPAParser.Names;
import org.kapott.hbci.GV.parsers.ParsePain00100109;
import org.xml.sax.SAXException;

/// The file that a bank carries out: valid against the schema of ISO 20022, read back by somebody else's
/// parser, and the same bytes whoever writes it.
class SepaRailTest {
    private static final String ANNA = "DE89370400440532013000";
    private static final String JANIS = "LV80BANK0000435195001";
    private static final String SHOP = "FR1420041010050500013M02606";

    private final Treasury treasury = new Treasury(5);

    @BeforeEach
    void accounts() {
        treasury.debtor("Kurpes & Söhne", SHOP, Treasury.RING);
        treasury.bank(1, "Anna Müller", ANNA);
        treasury.bank(2, "Jānis Bērziņš", JANIS);
    }

    private byte[] xml(RunId run) {
        return Objects.requireNonNull(treasury.files.get("payouts/" + run + "-0-1.xml"));
    }

    private static void validate(byte[] xml) throws SAXException, IOException {
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        try (InputStream xsd = ParsePain00100109.class.getResourceAsStream("/pain.001.001.09.xsd")) {
            Schema schema = factory.newSchema(new StreamSource(xsd));
            schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(xml)));
        }
    }

    private static List<Properties> parsed(byte[] xml) {
        List<Properties> transfers = new ArrayList<>();
        new ParsePain00100109().parse(new ByteArrayInputStream(xml), transfers);
        return transfers;
    }

    private static String of(Properties transfer, Names name) {
        return transfer.getProperty(name.getValue());
    }

    @Test
    void file_isValid_andSaysWhatWasApproved_toSomebodyElsesParser() throws SAXException, IOException {
        treasury.earnAvailable(1, "1234.50");
        treasury.earnAvailable(2, "0.01");
        RunId run = treasury.submitted("sepa");

        validate(xml(run));
        List<Properties> transfers = parsed(xml(run));
        assertThat(transfers)
                .extracting(of -> of(of, Names.DST_NAME) + " " + of(of, Names.DST_IBAN) + " " + of(of, Names.VALUE)
                        + " " + of(of, Names.CURR) + " " + of(of, Names.ENDTOENDID))
                .containsExactlyInAnyOrder(
                        "Anna Muller " + ANNA + " 1234.50 EUR "
                                + SepaIds.endToEnd(treasury.payout(run, 1).id()),
                        "Janis Berzins " + JANIS + " 0.01 EUR "
                                + SepaIds.endToEnd(treasury.payout(run, 2).id()));
        assertThat(transfers)
                .allMatch(of -> of(of, Names.SRC_IBAN).equals(SHOP)
                        && of(of, Names.SRC_NAME).equals("Kurpes + Sohne")
                        && of(of, Names.DATE).equals("2026-12-02"));
        assertThat(new String(xml(run), StandardCharsets.UTF_8))
                .contains("<NbOfTxs>2</NbOfTxs><CtrlSum>1234.51</CtrlSum>", "<Id>NOTPROVIDED</Id>");
        assertThat(treasury.files).containsKey("payouts/" + run + "-0-1.xml.sha256");
    }

    /// The oracle sees a difference at all.
    @Test
    void fileWithoutItsSum_isRefusedByTheSchema() {
        treasury.earnAvailable(1, "10.00");
        String xml = new String(xml(treasury.submitted("canary")), StandardCharsets.UTF_8);

        assertThatThrownBy(
                        () -> validate(xml.replace("<NbOfTxs>1</NbOfTxs>", "").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SAXException.class);
    }

    @Test
    void railsOfOneRun_haveAFileEach_andEndAlone() {
        IntStream.rangeClosed(1, 4).forEach(affiliate -> treasury.earnAvailable(affiliate, "10.00"));
        RunId run = treasury.submitted("both");

        assertThat(treasury.rows(run, 4))
                .isEqualTo(Map.of(1, "submitted 1000", 2, "submitted 1000", 3, "submitted 1000", 4, "submitted 1000"));
        assertThat(treasury.files.keySet().stream().filter(name -> !name.endsWith(".sha256")))
                .hasSize(2)
                .anyMatch(name -> name.endsWith(".xml"))
                .anyMatch(name -> name.endsWith(".csv"));
        treasury.deliver(treasury.results(run, Status.PENDING, 1));
        treasury.deliver(treasury.results(run, Status.PAID, 2, 3, 4));
        treasury.tick();
        assertThat(treasury.rows(run, 4))
                .isEqualTo(Map.of(1, "submitted 1000", 2, "paid 1000", 3, "paid 1000", 4, "paid 1000"));
        assertThat(treasury.run(run).state()).isEqualTo(State.APPLYING);

        treasury.deliver(treasury.results(run, Status.FAILED, 1));
        treasury.tick();
        assertThat(treasury.run(run).state()).isEqualTo(State.DONE);
        assertThat(treasury.balance(1)).isEqualTo("1000/0/0");
        assertThat(treasury.causes(2)).containsExactly("ADJUST", "RESERVE", "SETTLE");
    }

    /// Killed after each call, hours apart: one file, with the time of the first attempt.
    @Test
    void bytes_areTheSame_whereverItDied() throws SAXException, IOException {
        treasury.earnAvailable(1, "10.00");
        treasury.earnAvailable(2, "20.00");
        RunId run = treasury.planned("died");
        treasury.approve(run);
        int deaths = 0;
        for (boolean lost : List.of(true, false)) {
            for (int call = 1;
                    !treasury.rows(run, 2).equals(Map.of(1, "submitted 1000", 2, "submitted 2000")) && call < 60;
                    call++) {
                treasury.deliver(treasury.handler(new Crash(call, lost)), new Transfer.RunDue("t", run, 0));
                treasury.now = treasury.now.plus(Duration.ofHours(1));
                deaths++;
            }
        }
        treasury.tick();
        byte[] first = xml(run);
        assertThat(deaths).isGreaterThan(5);
        validate(first);
        assertThat(parsed(first)).hasSize(2);
        assertThat(treasury.files).hasSize(2);
    }

    /// What is approved names the account; another one that is said later pays the next run.
    @Test
    void accountThatIsPaidFrom_isTheOneThatWasApproved() {
        treasury.earnAvailable(1, "10.00");
        RunId run = treasury.planned("fixed");
        String approved = treasury.run(run).sealed().orElseThrow().hash();
        treasury.debtor("Somebody", ANNA, Treasury.RING);
        treasury.approve(run);
        treasury.tick();

        assertThat(parsed(xml(run))).allMatch(of -> of(of, Names.SRC_IBAN).equals(SHOP));
        assertThat(treasury.run(run).sealed().orElseThrow().hash()).isEqualTo(approved);
        treasury.earnAvailable(2, "10.00");
        assertThat(parsed(xml(treasury.submitted("next"))))
                .allMatch(of -> of(of, Names.SRC_IBAN).equals(ANNA));
    }

    @Test
    void accountThatDoesNotOpen_haltsTheRun_andGivingItUpGivesTheMoneyBack() {
        KeyRing lost = new KeyRing(List.of(new KeyRing.Key(9, new byte[32], Instant.EPOCH)));
        treasury.debtor("Kurpes", SHOP, lost);
        treasury.earnAvailable(1, "10.00");
        RunId run = treasury.submitted("unreadable");

        assertThat(treasury.run(run).fault().orElseThrow()).contains("does not open");
        assertThat(treasury.files).isEmpty();
        Versioned<PayoutRun> read = treasury.stores.runs().find(run).orElseThrow();
        treasury.stores
                .runs()
                .replace(
                        read.with(read.value().abandon("usr_boss", treasury.now).orElseThrow()));
        treasury.tick();
        assertThat(treasury.balance(1)).isEqualTo("1000/0/0");
        assertThat(treasury.payout(run, 1).reason()).contains(Payout.RUN_ABANDONED);
        // A bank takes no such file.
        assertThatThrownBy(() -> validate(xml(run))).isInstanceOf(SAXException.class);
    }

    /// What a bank answers about one file has to fit one call.
    @Test
    void moreThanAFileHolds_areTold_inAnotherFile() {
        int affiliates = Rail.SEPA.mostInFile() + 1;
        Treasury many = Treasury.inMemory(affiliates);
        many.debtor("Kurpes", SHOP, Treasury.RING);
        for (int affiliate = 1; affiliate <= affiliates; affiliate++) {
            many.bank(affiliate, "Anna", ANNA);
            many.earnAvailable(affiliate, "1.00");
        }
        RunId run = many.submitted("many");

        assertThat(parsed(Objects.requireNonNull(many.files.get("payouts/" + run + "-0-1.xml"))))
                .hasSize(affiliates - 1);
        assertThat(parsed(Objects.requireNonNull(many.files.get("payouts/" + run + "-0-2.xml"))))
                .hasSize(1);
    }

    /// One plan says one thing of all: an account that is named after its first page pays the next run.
    @Test
    void accountThatIsNamedWhileAPlanIsMade_countsForTheNextOne() {
        int affiliates = PageRequest.MAX_LIMIT + 1;
        Treasury many = Treasury.inMemory(affiliates);
        for (int affiliate = 1; affiliate <= affiliates; affiliate++) {
            many.bank(affiliate, "Anna", ANNA);
            many.earnAvailable(affiliate, "1.00");
        }
        RunId run = many.begin("between", "usr_maker");
        for (int call = 1; many.run(run).planning().after().isEmpty(); call++) {
            assertThat(call).isLessThan(1_000);
            many.deliver(many.handler(new Crash(call, false)), new Transfer.RunDue("t", run, 0));
            many.now = many.now.plus(Duration.ofMinutes(2));
        }
        assertThat(many.run(run).sealed()).isEmpty();
        many.debtor("Kurpes", SHOP, Treasury.RING);
        many.tick();

        assertThat(many.run(run).planning().debtor()).isEmpty();
        assertThat(many.rows(run, affiliates).values()).containsOnly("rail_unavailable");
        assertThat(many.rows(many.planned("next"), affiliates).values()).containsOnly("planned 100");
    }

    @Test
    void withoutAnAccountToPayFrom_sepaIsLeftOut_andCsvGoesOn() {
        Treasury without = new Treasury(2);
        without.bank(1, "Anna", ANNA);
        without.earnAvailable(1, "10.00");
        without.earnAvailable(2, "10.00");
        RunId run = without.planned("no debtor");

        assertThat(without.rows(run, 2)).isEqualTo(Map.of(1, "rail_unavailable", 2, "planned 1000"));
    }
}

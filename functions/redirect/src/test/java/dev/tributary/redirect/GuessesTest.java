package dev.tributary.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkCode;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.LandingUrl;
import dev.tributary.domain.link.Link;
import dev.tributary.infrastructure.edge.Cache;
import dev.tributary.redirect.KnownLinks.Found;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Floods of codes that nobody has: what they cost, and what becomes of links meanwhile.
class GuessesTest {
    private static final String SCANNER = "203.0.113.9";
    private static final String SHOPPER = "192.0.2.7";

    private Instant now = Instant.parse("2026-11-22T10:15:00Z");
    private final Map<LinkCode, Link> table = new HashMap<>();
    private int reads;
    private boolean down;
    private final KnownLinks links = new KnownLinks(this::read, new Moving(), 100_000, new Guesses());

    @Test
    void floodFromOneAddress_costsAFewReads_andOthersNothing() throws IOException {
        put("known");
        assertThat(found("known", SHOPPER)).isTrue();
        reads = 0;
        for (int i = 0; i < 10_000; i++) {
            links.find(new LinkCode("random" + i), SCANNER);
        }
        assertThat(reads).isEqualTo(Guesses.OF_ONE.burst());
        assertThat(found("known", SCANNER)).isTrue();
        assertThat(reads).isEqualTo(Guesses.OF_ONE.burst());
        put("new");
        assertThat(found("new", SHOPPER)).isTrue();
    }

    @Test
    void floodFromEverywhere_costsTheBudget_andKnownLinksStayWarm() throws IOException {
        for (int i = 0; i < 100; i++) {
            put("known" + i);
            assertThat(found("known" + i, SHOPPER)).isTrue();
        }
        reads = 0;
        int seconds = 20;
        for (int i = 0; i < 100_000; i++) {
            links.find(new LinkCode("random" + i), "198.51." + i % 200 + "." + i / 200 % 250);
            now = now.plusNanos(seconds * 1_000_000_000L / 100_000);
        }
        assertThat(reads).isBetween(1_000, Guesses.OF_ALL.burst() + seconds * 100 + 1);
        int before = reads;
        for (int i = 0; i < 100; i++) {
            assertThat(found("known" + i, SHOPPER)).isTrue();
        }
        assertThat(reads).isEqualTo(before);
    }

    /// The bound that a new link has: when it is asked for once more, though nothing of the budget is left.
    @Test
    void newLinkInAFlood_isFoundAtTheSecondTry() throws IOException {
        for (int i = 0; i < 5_000; i++) {
            links.find(new LinkCode("random" + i), "2001:db8:" + Integer.toHexString(i) + "::1");
        }
        put("new");
        assertThat(links.find(new LinkCode("new"), SHOPPER)).isEqualTo(new Found.PutOff());
        for (int i = 0; i < Guesses.MOST_PUT_OFF - 1; i++) {
            links.find(new LinkCode("more" + i), "2001:db8:" + Integer.toHexString(i) + "::1");
        }
        assertThat(found("new", SHOPPER)).isTrue();
        assertThat(found("new", SCANNER)).isTrue();
    }

    /// Nor does asking twice for each made-up code empty the table's budget.
    @Test
    void floodThatAsksTwice_costsTheSecondBudgetToo_andNoMore() throws IOException {
        for (int i = 0; i < 10_000; i++) {
            for (int twice = 0; twice < 2; twice++) {
                links.find(new LinkCode("random" + i), "2001:db8:" + Integer.toHexString(i) + "::1");
            }
        }
        assertThat(reads).isEqualTo(Guesses.OF_ALL.burst() + Guesses.ONCE_MORE_OF_ALL.burst());
    }

    /// One network that asks twice for each code has its share of the second look, and the others have theirs.
    @Test
    void networkThatAsksTwice_takesTheSecondLookFromNobodyElse() throws IOException {
        exhaustFirstLooks();
        for (int i = 0; i < 10_000; i++) {
            for (int twice = 0; twice < 2; twice++) {
                links.find(new LinkCode("twice" + i), SCANNER);
            }
        }
        assertThat(reads).isEqualTo(Guesses.OF_ALL.burst() + Guesses.ONCE_MORE_OF_ONE.burst());
        put("new");
        assertThat(links.find(new LinkCode("new"), SHOPPER)).isEqualTo(new Found.PutOff());
        assertThat(found("new", SHOPPER)).isTrue();
    }

    /// Nor does it push what others asked for out of what is noted.
    @Test
    void networkThatFloods_pushesNoNoteOfOthersOut() throws IOException {
        exhaustFirstLooks();
        put("new");
        assertThat(links.find(new LinkCode("new"), SHOPPER)).isEqualTo(new Found.PutOff());
        for (int i = 0; i < 3 * Guesses.MOST_PUT_OFF; i++) {
            links.find(new LinkCode("flood" + i), SCANNER);
        }
        assertThat(found("new", SHOPPER)).isTrue();
    }

    /// A share is of that moment: whoever waits has one again.
    @Test
    void networkWithoutAShare_hasOneAgain() throws IOException {
        exhaustFirstLooks();
        for (int i = 0; i < 100; i++) {
            for (int twice = 0; twice < 2; twice++) {
                links.find(new LinkCode("twice" + i), SCANNER);
            }
        }
        put("new");
        for (int i = 0; i < 3; i++) {
            assertThat(links.find(new LinkCode("new"), SCANNER)).isEqualTo(new Found.PutOff());
        }
        // The first look stays taken by the flood of the others.
        now = now.plusSeconds(1);
        for (int i = 0; i < 100; i++) {
            links.find(new LinkCode("late" + i), "2001:db8:" + Integer.toHexString(6_000 + i) + "::1");
        }
        assertThat(found("new", SCANNER)).isTrue();
    }

    private void exhaustFirstLooks() throws IOException {
        for (int i = 0; i < Guesses.OF_ALL.burst(); i++) {
            links.find(new LinkCode("random" + i), "2001:db8:" + Integer.toHexString(i) + "::1");
        }
        assertThat(reads).isEqualTo(Guesses.OF_ALL.burst());
    }

    @Test
    void linksThatAreThere_areNoGuesses_howeverManyAreNewHere() throws IOException {
        for (int i = 0; i < 5_000; i++) {
            put("link" + i);
            assertThat(found("link" + i, SHOPPER)).isTrue();
        }
        assertThat(reads).isEqualTo(5_000);
    }

    /// A link that was published just now, and all the shoppers of one office.
    @Test
    void manyAtOnce_forLinksThatAreNewHere_areAllAnswered() throws Exception {
        for (int i = 0; i < 8; i++) {
            put("link" + i);
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                String code = "link" + i % 8;
                answers.add(threads.submit(() -> found(code, SHOPPER)));
            }
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        }
    }

    @Test
    void outage_isNoGuess() throws IOException {
        down = true;
        for (int i = 0; i < 1_000; i++) {
            String code = "code" + i;
            assertThatThrownBy(() -> links.find(new LinkCode(code), SHOPPER)).hasMessage("down");
        }
        down = false;
        put("code1");
        assertThat(found("code1", SHOPPER)).isTrue();
    }

    @Test
    void callerWhoWaits_mayGuessAgain() throws IOException {
        for (int i = 0; i < 100; i++) {
            links.find(new LinkCode("random" + i), SCANNER);
        }
        assertThat(reads).isEqualTo(30);
        now = now.plusSeconds(3);
        for (int i = 100; i < 200; i++) {
            links.find(new LinkCode("random" + i), SCANNER);
        }
        assertThat(reads).isEqualTo(33);
    }

    private boolean found(String code, String address) throws IOException {
        return links.find(new LinkCode(code), address) instanceof Found.Here(Cache.Known<Link> link)
                && link.value().isPresent();
    }

    private void put(String code) {
        table.put(
                new LinkCode(code),
                new Link(
                        new LinkId(3),
                        new LinkCode(code),
                        new ProgramId(1),
                        new AffiliateId(2),
                        Optional.empty(),
                        Optional.empty(),
                        LandingUrl.of("https://shop.example/"),
                        true));
    }

    private synchronized Optional<Link> read(LinkCode code) throws IOException {
        reads++;
        if (down) {
            throw new IOException("down");
        }
        return Optional.ofNullable(table.get(code));
    }

    private final class Moving extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("always UTC");
        }
    }
}

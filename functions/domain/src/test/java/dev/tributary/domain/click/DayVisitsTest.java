package dev.tributary.domain.click;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.AffiliateId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One click per visitor, link and day of the program's zone.
class DayVisitsTest {
    private static final ZoneId RIGA = ZoneId.of("Europe/Riga");
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");

    @Test
    void visitor_countsOnceALink_howeverOften() {
        assertThat(visits(
                        DAY,
                        click(1).withLink(1).withVisitor(9),
                        click(2).withLink(1).withVisitor(9).withTime(TestClick.NOON.plusSeconds(3_600)),
                        // Recorded twice.
                        click(2).withLink(1).withVisitor(9).withTime(TestClick.NOON.plusSeconds(3_600)),
                        click(3).withLink(1).withVisitor(8),
                        click(4).withLink(2).withVisitor(9)))
                .isEqualTo(Map.of(new AffiliateId(1_001), 2L, new AffiliateId(1_002), 1L));
    }

    @Test
    void whatDoesNotQualify_andWhoIsNotKnown_countForNobody() {
        assertThat(visits(
                        DAY,
                        click(1).withKind(ClickKind.BOT),
                        click(2).withKind(ClickKind.PREVIEW),
                        click(3).withKind(ClickKind.NOT_QUALIFIED),
                        click(4).withVisitor(0)))
                .isEmpty();
    }

    /// Riga is two hours before UTC in winter and three in summer; its clocks went back on 25 October and
    /// forward on 29 March 2026.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # day      | click                | counts
        2026-11-22 | 2026-11-21T21:59:59Z | false
        2026-11-22 | 2026-11-21T22:00:00Z | true
        2026-11-22 | 2026-11-22T21:59:59Z | true
        2026-11-22 | 2026-11-22T22:00:00Z | false
        2026-10-25 | 2026-10-24T20:59:59Z | false
        2026-10-25 | 2026-10-24T21:00:00Z | true
        2026-10-25 | 2026-10-25T21:59:59Z | true
        2026-10-25 | 2026-10-25T22:00:00Z | false
        2026-03-29 | 2026-03-28T22:00:00Z | true
        2026-03-29 | 2026-03-29T20:59:59Z | true
        2026-03-29 | 2026-03-29T21:00:00Z | false
        """)
    void day_isThatOfTheZone(LocalDate day, Instant click, boolean counts) {
        assertThat(visits(day, click(1).withTime(click)).isEmpty()).isNotEqualTo(counts);
    }

    private static TestClick click(long nonce) {
        return TestClick.of(1, nonce);
    }

    private static Map<AffiliateId, Long> visits(LocalDate day, TestClick... clicks) {
        DayVisits visits = new DayVisits(day, RIGA);
        visits.add(Arrays.stream(clicks).map(TestClick::click).toList());
        return visits.byAffiliate();
    }
}

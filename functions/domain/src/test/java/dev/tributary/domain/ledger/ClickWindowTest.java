package dev.tributary.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which days are posted, in whatever order they came.
class ClickWindowTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");

    @Test
    void aDay_isPostedOnce_inAnyOrder() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            Set<LocalDate> posted = new HashSet<>();
            ClickWindow window = ClickWindow.of(DAY);
            posted.add(DAY);
            for (int step = 0; step < 100; step++) {
                LocalDate day = window.last().plusDays(random.nextInt(90) - 70);
                boolean old = day.isBefore(window.last().minusDays(63));
                assertThat(window.has(day)).as("%s of %s", day, window).isEqualTo(old || posted.contains(day));
                if (!window.has(day)) {
                    window = window.with(day);
                    posted.add(day);
                }
            }
        }
    }

    @Test
    void edges_ofTheWindow() {
        ClickWindow window = ClickWindow.of(DAY);
        assertThat(window.has(DAY.plusDays(1))).isFalse();
        assertThat(window.has(DAY.minusDays(63))).isFalse();
        assertThat(window.has(DAY.minusDays(64))).isTrue();
        assertThat(window.with(DAY.minusDays(63)).has(DAY.minusDays(63))).isTrue();
        assertThat(window.with(DAY.plusDays(63)).has(DAY)).isTrue();
        assertThat(window.with(DAY.plusDays(64)).bits()).isEqualTo(1);
        assertThat(window.with(DAY.plusDays(63)).has(DAY.plusDays(1))).isFalse();
        assertThatThrownBy(() -> new ClickWindow(DAY, 2)).hasMessageContaining("last day");
    }

    @ParameterizedTest
    @CsvSource({
        ", clicks 2026-11-22 130 100 2",
        "350, clicks 2026-11-22 130 100 2 350",
        "0, clicks 2026-11-22 130 100 2 0"
    })
    void draft_refusesADayTwice_andItsEntryIsReadAsItWasWritten(@Nullable Long left, String line) {
        Optional<Long> room = Optional.ofNullable(left);
        AccountKey key = new AccountKey(new ProgramId(1), new AffiliateId(2), new CurrencyCode("EUR"));
        DayClicks clicks = new DayClicks(DAY, 130, 100, 2, room);
        Cause cause = new Cause(new EntryId("clicks:a"), Cause.Kind.CLICKS, Instant.EPOCH, Instant.EPOCH);
        Account.Posted posted = Account.empty(key).draft().clicks(clicks).post(cause);

        assertThat(posted.account().clicks()).contains(ClickWindow.of(DAY));
        assertThat(Entry.of(new String(posted.entry().bytes(), StandardCharsets.UTF_8)))
                .isEqualTo(posted.entry());
        assertThat(new String(posted.entry().bytes(), StandardCharsets.UTF_8)).endsWith("\n" + line + "\n");
        Draft again = posted.account().draft();
        assertThatThrownBy(() -> again.clicks(clicks)).hasMessageContaining("are posted");
        assertThatThrownBy(() -> new DayClicks(DAY, 1, 2, 1, Optional.empty()))
                .hasMessageContaining("paid is not within");
        assertThatThrownBy(() -> new DayClicks(DAY, 0, 0, 1, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DayClicks(DAY, 1, 1, 1, Optional.of(-1L))).hasMessageContaining("roomMinor");
    }
}

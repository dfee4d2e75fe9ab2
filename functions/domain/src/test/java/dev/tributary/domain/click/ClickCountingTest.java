package dev.tributary.domain.click;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.id.CreativeId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.token.Device;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ClickCountingTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final Slice SLICE = Slice.of(TestClick.of(1, 1).click().token());
    private static final ClickKind Q = ClickKind.QUALIFIED;
    private static final ClickKind BOT = ClickKind.BOT;
    private static final ClickKind PREVIEW = ClickKind.PREVIEW;
    private static final ClickKind NOT = ClickKind.NOT_QUALIFIED;

    private static TestClick at(long seconds, long nonce, long link, int visitor, ClickKind kind) {
        return TestClick.of(1, nonce)
                .withTime(TestClick.NOON.plusSeconds(seconds))
                .withLink(link)
                .withVisitor(visitor)
                .withKind(kind);
    }

    /// Each row: clicks as (second, nonce, link, visitor, kind), then what they count as.
    static Stream<Arguments> slices() {
        return Stream.of(
                Arguments.of("no click", List.of(), KindCounts.NONE),
                Arguments.of("one", List.of(at(0, 1, 1, 1, Q)), counts(1, 0, 0, 0, 0)),
                Arguments.of("a nonce twice", List.of(at(0, 1, 1, 1, Q), at(0, 1, 1, 1, Q)), counts(1, 0, 0, 0, 0)),
                Arguments.of(
                        "the same visitor on a link again",
                        List.of(at(0, 1, 1, 1, Q), at(5, 2, 1, 1, Q)),
                        counts(1, 0, 0, 1, 0)),
                Arguments.of(
                        "the same visitor on another link",
                        List.of(at(0, 1, 1, 1, Q), at(5, 2, 2, 1, Q)),
                        counts(2, 0, 0, 0, 0)),
                Arguments.of(
                        "another visitor on the link",
                        List.of(at(0, 1, 1, 1, Q), at(5, 2, 1, 2, Q)),
                        counts(2, 0, 0, 0, 0)),
                Arguments.of(
                        "a bot and a preview before make no repeat",
                        List.of(at(0, 1, 1, 1, BOT), at(1, 2, 1, 1, PREVIEW), at(2, 3, 1, 1, Q)),
                        counts(1, 1, 1, 0, 0)),
                Arguments.of(
                        "a bot and one not qualified after are no repeat",
                        List.of(at(0, 1, 1, 1, Q), at(1, 2, 1, 1, BOT), at(2, 3, 1, 1, NOT)),
                        counts(1, 1, 0, 0, 1)),
                Arguments.of(
                        "at one time the lower nonce came first",
                        List.of(at(0, 9, 1, 1, Q), at(0, 8, 1, 1, Q), at(0, 7, 1, 1, NOT)),
                        counts(1, 0, 0, 1, 1)),
                Arguments.of(
                        "from the fallback log, which knows no visitor, none is a repeat",
                        List.of(at(0, 1, 1, 0, Q), at(1, 2, 1, 0, Q), at(2, 3, 1, 1, Q)),
                        counts(3, 0, 0, 0, 0)),
                Arguments.of(
                        "recorded and in the fallback log, too: the one that knows the visitor counts",
                        List.of(at(0, 1, 1, 0, Q), at(0, 1, 1, 1, Q), at(1, 2, 1, 1, Q)),
                        counts(1, 0, 0, 1, 0)));
    }

    private static KindCounts counts(long qualified, long bot, long preview, long repeat, long not) {
        return new KindCounts(qualified, bot, preview, repeat, not);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("slices")
    void kinds_ofSlice(String name, List<TestClick> clicks, KindCounts expected) {
        DayCounts counted =
                ClickCounting.count(SLICE, clicks.stream().map(TestClick::click).toList());

        assertThat(counted.of(DAY, CountKey.TOTAL)).isEqualTo(expected);
    }

    @Test
    void rows_ofOneClick() {
        Click click = TestClick.of(1, 1)
                .withLink(5)
                .withSubs("mail", "", "top")
                .withRest("blog", 9, "LV", Device.MOBILE)
                .click();

        DayCounts counted = ClickCounting.count(SLICE, List.of(click));

        LinkId link = new LinkId(5);
        assertThat(counted.days().keySet()).containsExactly(DAY);
        assertThat(counted.on(DAY).keySet())
                .containsExactly(
                        CountKey.TOTAL,
                        CountKey.of(link),
                        CountKey.of(new AffiliateId(1_005)),
                        CountKey.ofSub(0, link, "mail"),
                        CountKey.ofSub(2, link, "top"),
                        CountKey.ofSource(link, "blog"),
                        CountKey.of(new CreativeId(9)),
                        CountKey.of(Optional.of(new CountryCode("LV"))),
                        CountKey.of(Device.MOBILE));
        assertThat(counted.on(DAY).values()).allMatch(counts(1, 0, 0, 0, 0)::equals);
    }

    @Test
    void order_and_repetition_changeNothing() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Click> clicks = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            clicks.add(at(random.nextInt(60), random.nextInt(200), random.nextInt(3), random.nextInt(20), Q)
                    .withSubs("s" + random.nextInt(30))
                    .click());
        }
        DayCounts first = ClickCounting.count(SLICE, clicks);

        clicks.addAll(List.copyOf(clicks.subList(0, 150)));
        Collections.shuffle(clicks, random);

        assertThat(ClickCounting.count(SLICE, clicks)).as("seed " + seed).isEqualTo(first);
    }

    @Test
    void subIds_beyondLimit_areOther_whateverTheOrder() {
        List<Click> clicks = new ArrayList<>();
        for (int value = 0; value < DayCounts.MAX_VALUES + 3; value++) {
            clicks.add(
                    TestClick.of(1, 10 + value).withSubs("v" + (10_000 + value)).click());
        }
        // The last value has two clicks and therefore stays.
        clicks.add(TestClick.of(1, 5)
                .withSubs("v" + (10_000 + DayCounts.MAX_VALUES + 2))
                .click());
        LinkId link = new LinkId(1);

        DayCounts counted = ClickCounting.count(SLICE, clicks);
        Collections.reverse(clicks);

        assertThat(ClickCounting.count(SLICE, clicks)).isEqualTo(counted);
        assertThat(counted.of(DAY, CountKey.ofSub(0, link, "")).total()).isEqualTo(3);
        assertThat(counted.of(DAY, CountKey.ofSub(0, link, "v11002")).total()).isEqualTo(2);
        assertThat(counted.of(DAY, CountKey.ofSub(0, link, "v10998")).total()).isEqualTo(1);
        assertThat(counted.of(DAY, CountKey.ofSub(0, link, "v10999")).total()).isZero();
        assertThat(counted.of(DAY, CountKey.TOTAL).total()).isEqualTo(DayCounts.MAX_VALUES + 4L);
    }

    @Test
    void hour_merge_keepsLimit_overItsSlices() {
        DayCounts.Sum hour = new DayCounts.Sum();
        LinkId link = new LinkId(1);
        for (int slice = 0; slice < 2; slice++) {
            for (int value = 0; value < 600; value++) {
                hour.add(DAY, CountKey.ofSub(0, link, "v" + (slice * 600 + value + 1_000)), counts(1, 0, 0, 0, 0));
            }
            hour.add(DAY, CountKey.ofSub(0, link, ""), counts(5, 0, 0, 0, 0));
        }

        DayCounts merged = hour.limited();

        assertThat(merged.on(DAY)).hasSize(DayCounts.MAX_VALUES + 1);
        assertThat(merged.of(DAY, CountKey.ofSub(0, link, ""))).isEqualTo(counts(210, 0, 0, 0, 0));
    }

    @Test
    void localDay_ofMinute_inZonesOfQuarterHours() {
        Slice before = new Slice(new ProgramId(1), TestClick.NOON.getEpochSecond() / 60 + 6 * 60 + 14, 0);
        Slice after = new Slice(new ProgramId(1), before.minute() + 1, 0);
        DayCounts one = ClickCounting.count(SLICE, List.of(TestClick.of(1, 1).click()));
        ZoneId kathmandu = ZoneId.of("Asia/Kathmandu");

        assertThat(before.hour()).isEqualTo(after.hour());
        assertThat(ClickCounting.inZone(before, one, kathmandu).days()).containsOnlyKeys(DAY);
        assertThat(ClickCounting.inZone(after, one, kathmandu).days()).containsOnlyKeys(DAY.plusDays(1));
    }

    @Test
    void click_ofAnotherSlice_isRefused() {
        List<Click> clicks = List.of(TestClick.of(1, 1).withShard(1).click());

        assertThatThrownBy(() -> ClickCounting.count(SLICE, clicks)).isInstanceOf(IllegalArgumentException.class);
    }
}

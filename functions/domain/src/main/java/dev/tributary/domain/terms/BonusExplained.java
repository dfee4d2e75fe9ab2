package dev.tributary.domain.terms;

import dev.tributary.domain.language.Language;
import dev.tributary.domain.language.Phrase;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import java.time.LocalDate;

/// Why a bonus or a fee was given, in a sentence: which condition, which figure, which version.
public final class BonusExplained {
    private final BonusId id;
    private final Period period;
    private final int version;
    private final Language language;

    public BonusExplained(BonusId id, Period period, int version, Language language) {
        this.id = id;
        this.period = period;
        this.version = version;
        this.language = language;
    }

    /// @param figure what was counted by now
    public String reached(Bonus.Milestone milestone, long figure) {
        return language.say(
                Phrase.MILESTONE_REACHED,
                id.text(),
                period.text(),
                figure(milestone, figure),
                language.measure(milestone.measure()),
                figure(milestone, milestone.from()),
                PrizeInWords.of(milestone.prize(), language),
                language.number(version));
    }

    /// The same where nothing says what was counted by now.
    public String won(Bonus.Milestone milestone) {
        return language.say(
                Phrase.MILESTONE_WON,
                id.text(),
                period.text(),
                figure(milestone, milestone.from()),
                language.measure(milestone.measure()),
                PrizeInWords.of(milestone.prize(), language),
                language.number(version));
    }

    public String open(Bonus.Milestone milestone, long figure) {
        return language.say(
                Phrase.MILESTONE_OPEN,
                id.text(),
                period.text(),
                figure(milestone, figure),
                language.measure(milestone.measure()),
                figure(milestone, milestone.from()),
                PrizeInWords.of(milestone.prize(), language));
    }

    public String signed(Bonus.Signing signing) {
        return language.say(
                switch (signing.when()) {
                    case APPROVAL -> Phrase.SIGNING_GIVEN;
                    case FIRST_SALE -> Phrase.FIRST_SALE_GIVEN;
                },
                id.text(),
                language.money(signing.amount()),
                language.number(version));
    }

    public String fee(Bonus.FlatFee fee) {
        return language.say(
                Phrase.FEE_GIVEN, id.text(), period.text(), language.money(fee.amount()), language.number(version));
    }

    public String bounty(Bonus.Bounty bounty) {
        return language.say(
                Phrase.BOUNTY_GIVEN,
                id.text(),
                language.money(bounty.amount()),
                bounty.title(),
                language.number(version));
    }

    /// @param place from 1
    public String leader(Bonus.Leaderboard board, int place, long figure) {
        return language.say(
                Phrase.LEADER_GIVEN,
                id.text(),
                period.text(),
                PrizeInWords.of(board.prize(), language),
                language.number(place),
                board.measure() == Measure.REVENUE
                        ? language.money(new Money(figure, board.amount().currency()))
                        : language.number(figure),
                language.measure(board.measure()),
                language.number(version));
    }

    /// @param past whether that day was released
    public String released(LocalDate day, boolean past) {
        return language.say(past ? Phrase.BONUS_RELEASED : Phrase.BONUS_WAITS, language.date(day));
    }

    /// @param day after which what gave it can be lost no more
    /// @param past whether that day is over
    public String certain(LocalDate day, boolean past) {
        return language.say(past ? Phrase.PRIZE_CERTAIN : Phrase.PRIZE_WAITS, language.date(day));
    }

    /// Handed over, and then the figure fell.
    public String kept() {
        return language.say(Phrase.PRIZE_KEPT);
    }

    public String lost() {
        return language.say(Phrase.BONUS_LOST);
    }

    private String figure(Bonus.Milestone milestone, long figure) {
        return milestone.measure() == Measure.REVENUE
                ? language.money(new Money(figure, milestone.amount().currency()))
                : language.number(figure);
    }
}

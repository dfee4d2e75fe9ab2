package dev.tributary.domain.terms;

import dev.tributary.domain.language.Language;
import dev.tributary.domain.language.Phrase;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.TermsInWords.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Bonuses as sentences, for those whom they are for.
final class BonusInWords {
    private BonusInWords() {}

    static List<Statement> of(TermsDocument terms, Addressee addressee, Language language) {
        List<Statement> statements = new ArrayList<>();
        for (Bonus bonus : terms.bonuses()) {
            if (addressee.isAmong(bonus.groups())) {
                String topic = "bonus " + bonus.id();
                statements.add(new Statement(topic, sentence(bonus, language)));
                if (addressee instanceof Addressee.Owner && !bonus.groups().isEmpty()) {
                    List<String> groups =
                            bonus.groups().stream().map(Group::text).sorted().toList();
                    statements.add(new Statement(
                            topic + " groups",
                            language.say(Phrase.BONUS_GROUPS, bonus.id().text(), language.any(groups))));
                }
            }
        }
        return statements;
    }

    private static String sentence(Bonus bonus, Language language) {
        String id = bonus.id().text();
        return switch (bonus) {
            case Bonus.Signing signing ->
                language.say(
                        switch (signing.when()) {
                            case APPROVAL -> Phrase.SIGNING_BONUS;
                            case FIRST_SALE -> Phrase.FIRST_SALE_BONUS;
                        },
                        id,
                        language.money(signing.amount()));
            case Bonus.Milestone milestone ->
                language.say(
                        Phrase.MILESTONE,
                        id,
                        PrizeInWords.of(milestone.prize(), language),
                        figure(milestone, language),
                        language.measure(milestone.measure()),
                        language.period(milestone.period()));
            case Bonus.FlatFee fee -> flatFee(fee, language);
            case Bonus.Leaderboard board ->
                language.say(
                        Phrase.LEADERBOARD,
                        id,
                        PrizeInWords.of(board.prize(), language),
                        language.number(board.top()),
                        language.measure(board.measure()),
                        language.period(Period.Length.QUARTER));
            case Bonus.Bounty bounty ->
                bounty.last()
                        .map(day -> language.say(
                                Phrase.BOUNTY_UNTIL,
                                id,
                                language.money(bounty.amount()),
                                bounty.title(),
                                language.date(day)))
                        .orElseGet(
                                () -> language.say(Phrase.BOUNTY, id, language.money(bounty.amount()), bounty.title()));
        };
    }

    private static String figure(Bonus.Milestone milestone, Language language) {
        return milestone.measure() == Measure.REVENUE
                ? language.money(new Money(milestone.from(), milestone.amount().currency()))
                : language.number(milestone.from());
    }

    private static String flatFee(Bonus.FlatFee fee, Language language) {
        String id = fee.id().text();
        String amount = language.money(fee.amount());
        String every = language.period(fee.every());
        Optional<String> first = fee.first().map(language::date);
        Optional<String> last = fee.last().map(language::date);
        if (first.isPresent() && last.isPresent()) {
            return language.say(Phrase.FLAT_FEE_BETWEEN, id, amount, every, first.get(), last.get());
        }
        return first.map(day -> language.say(Phrase.FLAT_FEE_FROM, id, amount, every, day))
                .or(() -> last.map(day -> language.say(Phrase.FLAT_FEE_UNTIL, id, amount, every, day)))
                .orElseGet(() -> language.say(Phrase.FLAT_FEE, id, amount, every));
    }
}

package dev.tributary.domain.commission;

import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.language.Language.Unit;
import dev.tributary.domain.language.Phrase;
import dev.tributary.domain.ledger.AccountName;
import dev.tributary.domain.ledger.DayClicks;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Hold;
import dev.tributary.domain.ledger.Posting;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.terms.ClickPay;
import dev.tributary.domain.terms.TermsDocument;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What one day's clicks earned an affiliate, read from the entry that posted it and from the version that
/// it names: like a conversion's commission it says why it is what it is, and is computed again from that.
/// It belongs to no conversion, and nothing takes it back but an adjustment.
///
/// @param amount as it was posted
public record ClickCommission(Entry entry, DayClicks clicks, ClickPay pay, Money amount, Maturity maturity) {
    /// @param terms the version that the entry names
    /// @return empty for what earned nothing: an entry of another cause, or clicks that only tiers count
    /// @throws IllegalStateException when what is stored gives no such commission: something is broken
    public static Optional<ClickCommission> of(Entry entry, TermsDocument terms, ZoneId zone) {
        Money amount = earned(entry);
        if (entry.clicks().isEmpty() || amount.isZero()) {
            return Optional.empty();
        }
        DayClicks clicks = entry.clicks().get();
        ClickPay pay = terms.clickPay()
                .orElseThrow(() -> new IllegalStateException("version " + terms.version() + " pays no clicks"));
        boolean released = entry.postings().stream().anyMatch(posting -> posting.to() instanceof AccountName.Available);
        Instant end = holdEnd(clicks.day(), terms, zone);
        return Optional.of(new ClickCommission(
                entry, clicks, pay, amount, new Maturity(end, Hold.releaseDay(end, zone), released)));
    }

    /// What such an entry says that was earned; zero where only tiers count the clicks.
    public static Money earned(Entry entry) {
        return entry.postings().stream()
                .filter(posting -> posting.from() instanceof AccountName.MerchantExpense)
                .map(Posting::amount)
                .reduce(Money.zero(entry.account().currency()), Money::plus);
    }

    /// The hold counts from the day's end: then its last click was there.
    public static Instant holdEnd(LocalDate day, TermsDocument terms, ZoneId zone) {
        return Hold.end(day.plusDays(1).atStartOfDay(zone).toInstant(), terms.holdDays());
    }

    /// Follows from whose clicks and of which day they are: a day is posted once.
    public CommissionId id() {
        return CommissionId.ofClicks(entry.account().program(), entry.account().affiliate(), clicks.day());
    }

    /// The amount, computed again from the clicks, the version and the room: equal to `amount`, or something
    /// is broken.
    public Money recomputed() {
        Money full = pay.of(clicks.paid());
        return room().map(full::min).orElse(full);
    }

    /// What the caps on commission had left, where that was less than the clicks are paid.
    public Optional<Money> room() {
        return clicks.roomMinor().map(minor -> new Money(minor, amount.currency()));
    }

    /// `0.05 EUR for each of 100 qualified clicks on 2026-11-22, by "clicks" of terms version 2: 5.00 EUR.`,
    /// and a sentence for each thing that made it less.
    public String sentence(Language language) {
        List<String> sentences = new ArrayList<>();
        sentences.add(language.say(
                Phrase.CLICKS_EARNED,
                language.money(pay.amount()),
                language.count(clicks.paid(), Unit.CLICK),
                language.date(clicks.day()),
                pay.id().text(),
                language.number(clicks.termsVersion()),
                language.money(amount)));
        if (clicks.paid() < clicks.qualified()) {
            sentences.add(language.say(
                    Phrase.CLICKS_UNPAID, language.number(clicks.qualified()), language.number(clicks.paid())));
        }
        room().ifPresent(left -> sentences.add(
                language.say(Phrase.CAPPED, language.money(left), language.money(pay.of(clicks.paid())))));
        return String.join(" ", sentences);
    }
}

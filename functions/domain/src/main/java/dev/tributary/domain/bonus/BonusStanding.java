package dev.tributary.domain.bonus;

import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.tally.Tally.Kind;
import dev.tributary.domain.terms.Bonus;
import dev.tributary.domain.terms.BonusId;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How one bonus of one affiliate stands in one period, from what its account has counted and noted.
///
/// @param version of the terms that gave it, or would
/// @param times how often it was accrued
/// @param figure what was counted so far; empty where nothing is
/// @param day in which it stands or stood; empty while it is open or lost
public record BonusStanding(
        BonusKey key,
        Bonus bonus,
        int version,
        State state,
        long times,
        Optional<Long> figure,
        Optional<LocalDate> day) {
    public enum State {
        /// Not reached yet.
        OPEN,
        PENDING,
        RELEASED,
        /// Reached, and lost again before its release.
        LOST
    }

    /// Those that the account knows, the oldest period first, and then those that the version in force gives
    /// for the present periods.
    public static List<BonusStanding> of(
            Account account, TermsHistory terms, Set<Group> groups, ZoneId zone, Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        Account present = account.on(today);
        List<BonusStanding> standings = new ArrayList<>();
        for (Tally noted : account.tallies().keySet()) {
            if (noted.kind() == Kind.BONUS_MET) {
                known(present, noted, terms).ifPresent(standings::add);
            }
        }
        terms.inForce(now)
                .ifPresent(document -> document.bonuses().stream()
                        .filter(bonus -> bonus instanceof Bonus.Milestone)
                        .filter(bonus -> bonus.groups().isEmpty() || !Collections.disjoint(bonus.groups(), groups))
                        .map(bonus -> open(present, (Bonus.Milestone) bonus, document, today))
                        .filter(open -> standings.stream()
                                .noneMatch(known -> known.key().equals(open.key())))
                        .forEach(standings::add));
        return List.copyOf(standings);
    }

    private static Optional<BonusStanding> known(Account account, Tally noted, TermsHistory terms) {
        BonusKey key = new BonusKey(account.key(), new BonusId(noted.rule().orElseThrow()), noted.period());
        int version = Math.toIntExact(key.noted(Kind.BONUS_VERSION, account));
        return terms.version(version)
                .flatMap(document -> document.bonus(key.bonus()))
                .map(bonus -> {
                    boolean live = key.isLive(account);
                    return new BonusStanding(
                            key,
                            bonus,
                            version,
                            !live ? State.LOST : account.isReleased(key.day(account)) ? State.RELEASED : State.PENDING,
                            key.noted(Kind.BONUS_MET, account),
                            figure(account, bonus, key.period()),
                            live ? Optional.of(key.day(account)) : Optional.empty());
                });
    }

    private static BonusStanding open(
            Account account, Bonus.Milestone milestone, TermsDocument document, LocalDate today) {
        Period period = Period.of(milestone.period(), today);
        return new BonusStanding(
                new BonusKey(account.key(), milestone.id(), period),
                milestone,
                document.version(),
                State.OPEN,
                0,
                figure(account, milestone, period),
                Optional.empty());
    }

    private static Optional<Long> figure(Account account, Bonus bonus, Period period) {
        return bonus.tallies(period.start())
                .map(tally -> account.tallies().getOrDefault(tally, 0L))
                .findFirst();
    }
}

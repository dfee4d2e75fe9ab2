package dev.tributary.domain.bonus;

import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Draft;
import dev.tributary.domain.ledger.Draft.Standing;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.tally.Tally.Kind;
import dev.tributary.domain.terms.Bonus;
import dev.tributary.domain.terms.Bonus.Signing;
import dev.tributary.domain.terms.BonusId;
import dev.tributary.domain.terms.Group;
import dev.tributary.domain.terms.TermsCheck;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The bonuses that conversions reach: milestones, and the signing bonus of the first sale. What the account
/// has counted decides, in the transaction of the conversion that counted: a figure that is reached is
/// accrued, one that is lost again before its release is reversed. Nothing is remembered but what stands
/// on the account, so it is of no matter which conversion comes first.
public final class Milestones {
    /// Entries for bonuses in one decision on one account; what finds no room is posted with the next
    /// conversion that counts.
    public static final int MOST_ENTRIES = 2 * TermsCheck.MOST_MILESTONES;

    private final Account read;
    private final Facts facts;
    private final Instant now;
    private final List<Account.Posted> made = new ArrayList<>();
    private Account account;

    private Milestones(Account account, Facts facts, Instant now) {
        this.read = account;
        this.account = account;
        this.facts = facts;
        this.now = now;
    }

    /// What a conversion brings that was counted just now.
    ///
    /// @param version which pays it
    /// @param day of the event, in the program's zone
    /// @param approved when the enrollment was first approved; empty where the event brings no new sale
    /// @param stands the day in which the conversion stands that was counted
    /// @param isKept of a tally: whether events of its period are counted yet
    public record Facts(
            TermsHistory terms,
            int version,
            LocalDate day,
            Set<Group> groups,
            Optional<Instant> approved,
            Instant occurredAt,
            LocalDate stands,
            Predicate<Tally> isKept) {}

    /// A figure and what it gives.
    private record Goal(BonusId id, Tally tally, long from, Money amount, int version) {
        BonusKey of(AccountKey account) {
            return new BonusKey(account, id, tally.period());
        }
    }

    /// The latest day in which a conversion stands that this tally has counted.
    public static Tally through(Tally tally) {
        return Tally.noted(Kind.BONUS_THROUGH, tally.kind().name().toLowerCase(Locale.ROOT), tally.period());
    }

    /// How many items a decision under any of these terms writes at most for bonuses of one account: an entry
    /// for each, and the prizes that are no money.
    public static int mostItems(TermsHistory terms) {
        if (!reachedByConversions(terms)) {
            return 0;
        }
        return givesPrizes(terms) ? 2 * MOST_ENTRIES : MOST_ENTRIES;
    }

    /// Whether any of these terms has a bonus that conversions reach.
    public static boolean reachedByConversions(TermsHistory terms) {
        return bonuses(terms).anyMatch(Bonus::isReachedByConversions);
    }

    /// Whether conversions may reach what is no money.
    public static boolean givesPrizes(TermsHistory terms) {
        return bonuses(terms)
                .anyMatch(bonus ->
                        bonus.isReachedByConversions() && bonus.inKind().isPresent());
    }

    private static Stream<Bonus> bonuses(TermsHistory terms) {
        return terms.versions().stream().flatMap(document -> document.bonuses().stream());
    }

    /// @param account as it is after the conversion's own entry
    /// @param room how many entries may follow
    /// @return the entries that follow, with the account after each; none when nothing was reached or lost
    public static List<Account.Posted> settle(Account account, Facts facts, Instant now, int room) {
        Milestones milestones = new Milestones(account, facts, now);
        milestones.lost(room);
        milestones.met(room);
        return List.copyOf(milestones.made);
    }

    private void lost(int room) {
        for (Map.Entry<Tally, Long> noted : read.tallies().entrySet()) {
            if (noted.getKey().kind() == Kind.BONUS_DAY && made.size() < room) {
                given(noted.getKey()).filter(this::isLost).ifPresent(this::reverse);
            }
        }
    }

    private void met(int room) {
        for (Goal goal : goals()) {
            boolean reached = account.tallies().getOrDefault(goal.tally(), 0L) >= goal.from();
            if (reached
                    && facts.isKept().test(goal.tally())
                    && !goal.of(account.key()).isLive(account)
                    && made.size() < room) {
                accrue(goal);
            }
        }
    }

    /// A lost one is judged by the version that gave it.
    private Optional<Goal> given(Tally noted) {
        BonusId id = new BonusId(noted.rule().orElseThrow());
        BonusKey key = new BonusKey(account.key(), id, noted.period());
        long version = key.noted(Kind.BONUS_VERSION, account);
        return Optional.of(Math.toIntExact(version))
                .filter(number -> number > TermsDocument.NONE)
                .map(facts.terms()::captured)
                .flatMap(document -> goal(document, document.bonus(id)))
                .filter(goal -> goal.tally().period().equals(noted.period()));
    }

    private boolean isLost(Goal goal) {
        LocalDate day = goal.of(account.key()).day(account);
        return facts.isKept().test(goal.tally())
                && account.tallies().getOrDefault(goal.tally(), 0L) < goal.from()
                && !account.isReleased(day);
    }

    /// Those that the conversion may reach: the milestones of the version that pays it, and the signing bonus
    /// of the version under which the affiliate signed, which a bonus that was lost remembers.
    private List<Goal> goals() {
        Map<BonusId, Goal> goals = new LinkedHashMap<>();
        for (Bonus bonus : facts.terms().captured(facts.version()).bonuses()) {
            if (bonus instanceof Bonus.Milestone && isFor(bonus)) {
                goal(facts.terms().captured(facts.version()), Optional.of(bonus))
                        .ifPresent(goal -> goals.put(goal.id(), goal));
            }
        }
        facts.approved()
                .map(facts.terms()::inForce)
                .flatMap(found -> found)
                .ifPresent(signed -> signed.bonuses().forEach(bonus -> {
                    if (isFirstSale(bonus) && isFor(bonus)) {
                        goal(signed, Optional.of(bonus)).ifPresent(goal -> goals.put(goal.id(), goal));
                    }
                }));
        read.tallies().keySet().stream()
                .filter(tally ->
                        tally.kind() == Kind.BONUS_VERSION && tally.period().length() == Period.Length.EVER)
                .flatMap(tally -> given(tally).stream())
                .filter(goal -> goal.tally().kind() == Kind.SALES)
                .forEach(goal -> goals.putIfAbsent(goal.id(), goal));
        return List.copyOf(goals.values());
    }

    private boolean isFor(Bonus bonus) {
        return bonus.groups().isEmpty() || !Collections.disjoint(bonus.groups(), facts.groups());
    }

    private static boolean isFirstSale(Bonus bonus) {
        return bonus instanceof Signing signing && signing.when() == Signing.When.FIRST_SALE;
    }

    private Optional<Goal> goal(TermsDocument document, Optional<Bonus> found) {
        return found.flatMap(bonus -> switch (bonus) {
            case Bonus.Milestone milestone ->
                Optional.of(new Goal(
                        milestone.id(),
                        milestone.tally(facts.day()),
                        milestone.from(),
                        milestone.amount(),
                        document.version()));
            case Signing signing ->
                isFirstSale(signing)
                        ? Optional.of(new Goal(signing.id(), Tally.sales(), 1, signing.amount(), document.version()))
                        : Optional.empty();
            case Bonus.FlatFee _, Bonus.Bounty _, Bonus.Leaderboard _ -> Optional.empty();
        });
    }

    private void accrue(Goal goal) {
        BonusKey key = goal.of(account.key());
        long ordinal = key.noted(Kind.BONUS_MET, account) + 1;
        long through = account.tallies().getOrDefault(through(goal.tally()), 0L);
        LocalDate day = LocalDate.ofEpochDay(Math.max(through, facts.stands().toEpochDay()));
        Draft draft = account.draft();
        if (account.isReleased(day)) {
            draft.accrueReleased(day, goal.amount(), Optional.of(key.commission(ordinal)));
        } else {
            draft.accrue(day, goal.amount(), Optional.of(key.commission(ordinal)));
        }
        draft.count(key.noted(Kind.BONUS_MET), 1);
        draft.count(key.noted(Kind.BONUS_DAY), day.toEpochDay());
        draft.count(key.noted(Kind.BONUS_VERSION), goal.version() - key.noted(Kind.BONUS_VERSION, account));
        post(draft, new Cause(key.accrued(ordinal), Cause.Kind.BONUS, facts.occurredAt(), now));
    }

    private void reverse(Goal goal) {
        BonusKey key = goal.of(account.key());
        long ordinal = key.noted(Kind.BONUS_MET, account);
        LocalDate day = key.day(account);
        Draft draft = account.draft();
        draft.take(new Standing.InPending(day), goal.amount(), Optional.of(key.commission(ordinal)));
        draft.count(key.noted(Kind.BONUS_DAY), -day.toEpochDay());
        post(draft, new Cause(key.lost(ordinal), Cause.Kind.BONUS_LOST, facts.occurredAt(), now));
    }

    private void post(Draft draft, Cause cause) {
        Account.Posted posted = draft.post(cause);
        made.add(posted);
        account = posted.account();
    }
}

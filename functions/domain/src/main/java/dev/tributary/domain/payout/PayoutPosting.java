package dev.tributary.domain.payout;

import dev.tributary.domain.id.PayoutId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountName;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Draft;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.ledger.Posting;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.stored.Versioned;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// A step of a payout and the entry that it posts, which are written together.
///
/// @param row the payout after the step, with the version at which it was read
public record PayoutPosting(Movement movement, ZoneId zone, Versioned<Payout> row) {
    public PayoutPosting {
        Payout after = row.value();
        Cause cause = movement.entries().getFirst().cause();
        if (movement.entries().size() != 1 || !cause.id().equals(id(after, cause.kind()))) {
            throw new IllegalArgumentException("the entry is not the payout's: " + cause.id());
        }
        if (kind(after) != cause.kind()) {
            throw new IllegalArgumentException(
                    "a payout that is " + after.state().text() + " posts no " + cause.kind());
        }
        if (!movement.before().key().affiliate().equals(after.affiliate())) {
            throw new IllegalArgumentException("the account is another affiliate's");
        }
    }

    /// What the step of a payout posts to its account, as it was read.
    public static PayoutPosting of(Versioned<Payout> row, Account account, ZoneId zone, Instant now) {
        Payout after = row.value();
        Cause.Kind kind = kind(after);
        Account.Posted posted = draft(after, account, kind).post(new Cause(id(after, kind), kind, now, now));
        return new PayoutPosting(new Movement(account, posted.account(), List.of(posted.entry())), zone, row);
    }

    /// What the reserve of a payout took, as its entry says; empty when the entry is none of its reserve.
    public static Optional<Money> reserved(Entry entry, Payout payout) {
        if (!entry.id().equals(id(payout, Cause.Kind.RESERVE))) {
            return Optional.empty();
        }
        return entry.postings().stream()
                .filter(posting -> posting.to() instanceof AccountName.InFlight)
                .map(Posting::amount)
                .reduce(Money::plus);
    }

    /// What a payout and the entries of its account say otherwise: each step that it made has its entry, of its
    /// amount, and no other step has one. Texts without amounts; none when they agree.
    public static List<String> differences(Payout payout, Function<EntryId, Optional<Entry>> entries) {
        List<String> found = new ArrayList<>();
        Set<Cause.Kind> made = made(payout.state());
        for (Cause.Kind kind : List.of(Cause.Kind.RESERVE, Cause.Kind.SETTLE, Cause.Kind.FAIL, Cause.Kind.RETURN)) {
            Optional<Entry> entry = entries.apply(id(payout, kind));
            String name = kind.name().toLowerCase(Locale.ROOT);
            if (made.contains(kind) && entry.isEmpty()) {
                found.add("it is " + payout.state().text() + " without an entry " + name);
            } else if (!made.contains(kind) && entry.isPresent()) {
                found.add("it is " + payout.state().text() + ", and has an entry " + name);
            } else if (entry.isPresent() && moved(entry.get(), kind) != expected(payout, kind)) {
                found.add("its entry " + name + " is of another amount");
            }
        }
        return List.copyOf(found);
    }

    private static Set<Cause.Kind> made(Payout.State state) {
        return switch (state) {
            case PLANNED, DROPPED -> Set.of();
            case RESERVED, SUBMITTED, UNKNOWN, UNCLAIMED, BLOCKED_BY_RAIL -> Set.of(Cause.Kind.RESERVE);
            case PAID -> Set.of(Cause.Kind.RESERVE, Cause.Kind.SETTLE);
            case FAILED -> Set.of(Cause.Kind.RESERVE, Cause.Kind.FAIL);
            case RETURNED -> Set.of(Cause.Kind.RESERVE, Cause.Kind.SETTLE, Cause.Kind.RETURN);
        };
    }

    /// Through the money in flight; of what came back, from the rail.
    private static long moved(Entry entry, Cause.Kind kind) {
        return entry.postings().stream()
                .filter(posting -> kind == Cause.Kind.RETURN
                        ? posting.from() instanceof AccountName.Cash
                        : (kind == Cause.Kind.RESERVE ? posting.to() : posting.from()) instanceof AccountName.InFlight)
                .mapToLong(posting -> posting.amount().minor())
                .reduce(0, Math::addExact);
    }

    private static long expected(Payout payout, Cause.Kind kind) {
        PlanLine.Included line = payout.line();
        return kind == Cause.Kind.RETURN || kind == Cause.Kind.SETTLE
                ? line.net().minor()
                : line.gross().minor();
    }

    /// The payout whose money an entry made available again: it failed, or was returned.
    public static Optional<PayoutId> givenBack(Entry entry) {
        Cause.Kind kind = entry.cause().kind();
        return kind == Cause.Kind.FAIL || kind == Cause.Kind.RETURN
                ? PayoutId.parse(entry.id().text().split(":", -1)[1])
                : Optional.empty();
    }

    private static Draft draft(Payout after, Account account, Cause.Kind kind) {
        PlanLine.Included line = after.line();
        String rail = line.to().rail().text();
        Money none = Money.zero(line.gross().currency());
        return switch (kind) {
            case RESERVE -> account.draft().reserve(line.gross(), line.version());
            case SETTLE -> account.draft().settle(line.net(), rail, line.fee());
            case FAIL -> account.draft().failed(line.gross());
            case RETURN -> account.draft().returned(line.net(), rail, none);
            case ACCRUE,
                    REVERSE,
                    REINSTATE,
                    UPDATE,
                    VALIDATE,
                    TIER,
                    CLICKS,
                    RELEASE,
                    REVIEW,
                    ADJUST,
                    BONUS,
                    BONUS_LOST,
                    FLAT_FEE,
                    WRITE_OFF -> throw new IllegalArgumentException("no step of a payout: " + kind);
        };
    }

    private static Cause.Kind kind(Payout after) {
        return switch (after.state()) {
            case RESERVED -> Cause.Kind.RESERVE;
            case PAID -> Cause.Kind.SETTLE;
            case FAILED -> Cause.Kind.FAIL;
            case RETURNED -> Cause.Kind.RETURN;
            case PLANNED, SUBMITTED, UNCLAIMED, BLOCKED_BY_RAIL, UNKNOWN, DROPPED ->
                throw new IllegalArgumentException(
                        "posts nothing: " + after.state().text());
        };
    }

    /// `payout:pay_...:reserve`: each kind once per payout.
    private static EntryId id(Payout payout, Cause.Kind kind) {
        return new EntryId("payout:" + payout.id() + ":" + kind.name().toLowerCase(Locale.ROOT));
    }
}

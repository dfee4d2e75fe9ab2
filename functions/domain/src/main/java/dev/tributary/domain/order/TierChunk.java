package dev.tributary.domain.order;

import dev.tributary.domain.commission.Captured;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.commission.Rates;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Draft;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.ledger.Hold;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.ledger.TierChange;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.tally.Tally;
import dev.tributary.domain.terms.TermsDocument;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A part of a change of tier: the orders of some entries are brought to the other step, and what that
/// gives or takes is one entry on the account. An order that stands there already is left as it is, so
/// that a chunk that is made again changes nothing twice.
public final class TierChunk {
    /// With the account and the entry they fit into one transaction.
    public static final int MOST_COMMISSIONS = 90;

    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    private final AccountKey key;
    private final TierChange change;
    private final AccountDrafts accounts;
    private final Context context;

    private TierChunk(Account account, TierChange change, Context context) {
        this.key = account.key();
        this.change = change;
        this.context = context;
        this.accounts = new AccountDrafts(Map.of(key.affiliate(), account), context);
    }

    /// @param account as it was read, with the change under way
    /// @param orders those that the entries from `change.next()` to `through` name, as they were read
    public static OrderGroup of(
            Account account, TierChange change, long through, List<Versioned<OrderState>> orders, Context context) {
        TierChunk chunk = new TierChunk(account, change, context);
        List<OrderGroup.Change> changed = new ArrayList<>();
        for (Versioned<OrderState> order : orders) {
            OrderDraft draft = new OrderDraft(order.value(), context, chunk.accounts);
            if (chunk.rerate(draft)) {
                changed.add(new OrderGroup.Change(draft.state(), order.version()));
            }
        }
        Draft entry = chunk.entry().reach(change, through);
        AccountKey key = account.key();
        EntryId id = new EntryId(
                "tier:" + key.program() + ":" + key.affiliate() + ":" + key.currency() + ":" + (account.version() + 1));
        Account.Posted posted = entry.post(new Cause(id, Cause.Kind.TIER, context.now(), context.now()));
        Movement movement = new Movement(account, posted.account(), List.of(posted.entry()));
        return new OrderGroup(changed, List.of(movement), context.program().zone());
    }

    /// How many commissions of an order a change may concern; it counts as one at least.
    public static int weight(OrderState order, AffiliateId affiliate) {
        return Math.max(1, (int) order.commissions().stream()
                .filter(one -> one.affiliate().equals(affiliate))
                .count());
    }

    /// Before this nothing that a tally counts was posted: a fast clock puts an event a little into the
    /// future, and those who post need not have the same time to the second.
    public static Instant earliest(Tally tally, ZoneId zone) {
        return tally.period().start().atStartOfDay(zone).toInstant().minus(CLOCKS_DIFFER);
    }

    private Draft entry() {
        return accounts.entry(key.affiliate());
    }

    /// @return whether the order is another one by it
    private boolean rerate(OrderDraft draft) {
        Optional<Sale> sale = draft.sale.filter(TierChunk::isPaid);
        Optional<Captured> captured = sale.flatMap(found -> found.captured().stream()
                .filter(one -> one.share().affiliate().equals(key.affiliate()))
                .findFirst());
        if (captured.isEmpty()) {
            return false;
        }
        TermsDocument terms = Sales.terms(draft, captured.get());
        Map<Tally, Long> before = Counting.caps(draft, captured.get());
        Captured again = Rates.rerate(
                captured.get(),
                terms,
                change.tally(),
                change.to(),
                cap -> others(cap, before.getOrDefault(cap, 0L), terms, captured.get()));
        if (again.equals(captured.get())) {
            return false;
        }
        draft.sale = Optional.of(sale.get().with(again));
        List<Commission> earned = Sales.earned(draft, draft.sale.get());
        List<Commission> fresh = PayAgain.bring(draft, earned, key.affiliate()::equals);
        PayAgain.add(draft, isRejected(draft) ? List.of() : fresh);
        count(draft, before, Counting.caps(draft, again));
        return true;
    }

    /// What a cap has let through beside this conversion. What it let through in a period that has left the
    /// account is not known any more: then there is no room but what this conversion has.
    private long others(Tally cap, long own, TermsDocument terms, Captured captured) {
        if (Counting.isKept(cap, Hold.today(context.now(), context.program().zone()), context.program())) {
            return entry().counted(cap) - own;
        }
        return terms.caps().stream()
                        .filter(one -> one.tally(captured.facts().day()).equals(cap))
                        .mapToLong(one -> one.most().minor())
                        .min()
                        .orElseThrow()
                - own;
    }

    private static boolean isPaid(Sale sale) {
        return sale.counts();
    }

    /// Its commissions say what they would be, and stay reversed as a whole; new ones would be for nothing.
    private static boolean isRejected(OrderDraft draft) {
        return draft.validation.filter(word -> word.status() == Status.REJECTED).isPresent();
    }

    /// Caps count what is posted, and so what a change of tier posts.
    private void count(OrderDraft draft, Map<Tally, Long> before, Map<Tally, Long> after) {
        before.forEach((cap, let) -> {
            if (Counting.isKept(cap, draft.today(), draft.context.program())) {
                entry().count(cap, after.getOrDefault(cap, 0L) - let);
            }
        });
    }
}

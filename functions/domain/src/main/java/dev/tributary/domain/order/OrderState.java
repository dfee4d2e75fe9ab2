package dev.tributary.domain.order;

import dev.tributary.domain.click.ClickLabels;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.commission.Earnings.Entitled;
import dev.tributary.domain.commission.Explanation;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ConversionId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.terms.TermsDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/// One order item: everything that is known of one (program, order, event). `waiting` are calls that
/// found no sale, or no chargeback, yet; `entries` counts what it posted, for their ids.
///
/// @param triedAgainAt when a reward that found no rate is tried again
public record OrderState(
        ConversionKey key,
        Stage stage,
        Optional<Sale> sale,
        Optional<Validation> validation,
        List<Commission> commissions,
        List<RefundRecord> refunds,
        List<UpdateRecord> updates,
        List<ReceiptLine> receipts,
        List<Postback> waiting,
        Optional<Instant> triedAgainAt,
        int entries) {
    public static final int MOST_REFUNDS = 100;
    public static final int MOST_UPDATES = 100;
    public static final int MOST_WAITING = 90;
    /// Entries that one decision makes at most; what still waits then is applied when it is due. With the
    /// order, its accounts and what binds they fit into one transaction of 100 actions.
    static final int MOST_ENTRIES = 75;
    /// So many duplicates, conflicts and rejected calls are noted; of more it is known only that they are
    /// too many.
    public static final int MOST_NOTED = 50;
    /// So long after its arrival a conversion is decided whose program asks for the visitor's history.
    public static final Duration DECIDING_LASTS = Duration.ofMinutes(5);
    /// A review without a word of anybody ends after this, and frees.
    public static final Duration REVIEW_LASTS = Duration.ofDays(30);
    /// What waits so long ends as rejected.
    public static final Duration WAITING_LASTS = Duration.ofDays(30);

    public OrderState {
        commissions = List.copyOf(commissions);
        refunds = List.copyOf(refunds);
        updates = List.copyOf(updates);
        receipts = List.copyOf(receipts);
        waiting = List.copyOf(waiting);
        if (sale.isPresent() != validation.isPresent()) {
            throw new IllegalArgumentException("sale and validation come together: " + key);
        }
        if (sale.isEmpty() && !(commissions.isEmpty() && refunds.isEmpty() && updates.isEmpty())) {
            throw new IllegalArgumentException("commissions, refunds or updates without a sale: " + key);
        }
        if (triedAgainAt.isPresent() && Waiting.reward(waiting).isEmpty()) {
            throw new IllegalArgumentException("nothing waits that could be tried again: " + key);
        }
    }

    static OrderState empty(ConversionKey key) {
        return new OrderState(
                key,
                Stage.AWAITING_SALE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                0);
    }

    public ConversionId id() {
        return key.id();
    }

    /// When the first of its calls came, the sale's or one that came before it: nothing of it was posted before that.
    /// @throws IllegalStateException without a sale
    public Instant begun() {
        Instant sold = sale.orElseThrow(() -> new IllegalStateException("an order without a sale: " + key))
                .receivedAt();
        return receipts.stream()
                .map(ReceiptLine::receivedAt)
                .reduce(sold, (one, other) -> one.isBefore(other) ? one : other);
    }

    /// The one that a step of it makes: `conversion:cnv_...:refund:2`.
    EntryId entry(String step) {
        return new EntryId(own() + step);
    }

    /// Whether a step of it made an entry.
    public boolean hasMade(EntryId entry) {
        return entry.text().startsWith(own());
    }

    private String own() {
        return "conversion:" + id() + ":";
    }

    /// Whose accounts this order changes, in the order of the shares; empty when nobody's.
    public List<AffiliateId> affiliates() {
        return sale.map(Sale::captured).orElse(List.of()).stream()
                .map(captured -> captured.share().affiliate())
                .toList();
    }

    /// Whether something of it is released: from then on it is closed to updates and rejection.
    /// @param accounts of its affiliates; one that is not there has no entry yet
    public boolean isReleased(Map<AffiliateId, Account> accounts) {
        return earning().anyMatch(commission -> {
            Account account = accounts.get(commission.affiliate());
            return account == null
                    ? commission.maturity().isReleasedAtOnce()
                    : commission.maturity().isReleased(account);
        });
    }

    /// The commissions that are there: one that an update brought to 0.00 is none, and closes nothing.
    Stream<Commission> earning() {
        return commissions.stream().filter(commission -> commission.amount().isPositive());
    }

    /// The call that stands for a receipt which several share: the one that changed something, else the
    /// first. Empty when none of them is noted.
    public Optional<ReceiptLine> noted(ReceiptId receipt) {
        List<ReceiptLine> lines =
                receipts.stream().filter(line -> line.receipt().equals(receipt)).toList();
        return lines.stream()
                .filter(line -> !line.result().changesNothing())
                .findFirst()
                .or(() -> lines.stream().findFirst());
    }

    /// The same with one of its commissions in place of what it was.
    public OrderState with(Commission changed) {
        List<Commission> all = commissions.stream()
                .map(one -> one.id().equals(changed.id()) ? changed : one)
                .toList();
        return new OrderState(
                key, stage, sale, validation, all, refunds, updates, receipts, waiting, triedAgainAt, entries);
    }

    /// The same with what was written on the links of its clicks.
    /// @throws IllegalStateException without a sale
    public OrderState labelled(Map<AffiliateId, ClickLabels> labels) {
        Sale labelled = sale.orElseThrow(() -> new IllegalStateException("an order without a sale: " + key))
                .labelled(labels);
        return new OrderState(
                key,
                stage,
                Optional.of(labelled),
                validation,
                commissions,
                refunds,
                updates,
                receipts,
                waiting,
                triedAgainAt,
                entries);
    }

    /// What became of a receipt; empty when none of its calls is committed yet. One that is not noted on
    /// an order whose notes are full was too many: what changes something always is.
    public Optional<Result> result(ReceiptId receipt) {
        return noted(receipt)
                .map(ReceiptLine::result)
                .or(() -> notesAreFull(receipts)
                        ? Optional.of(Result.conflict(Result.Reason.TOO_MANY))
                        : Optional.empty());
    }

    static boolean notesAreFull(List<ReceiptLine> receipts) {
        return !hasRoomToNote(receipts, true);
    }

    /// Whether one more that changes nothing is noted. What anybody can send leaves half of the room to the merchant.
    static boolean hasRoomToNote(List<ReceiptLine> receipts, boolean proven) {
        long noted =
                receipts.stream().filter(line -> line.result().changesNothing()).count();
        return noted < (proven ? MOST_NOTED : MOST_NOTED / 2);
    }

    /// The reward that waits to be decided, or for its proof, where one does.
    public Optional<Postback> waitingReward() {
        return Waiting.reward(waiting);
    }

    /// Whether its sale came without proof, and nothing has proven it yet.
    public boolean isUnproven() {
        return sale.filter(Sale::isUnproven).isPresent();
    }

    /// When something of it is to be looked at again: a reward that waits to be decided, a call that has
    /// waited too long, a review that ends; empty when nothing is due.
    public Optional<Instant> due() {
        Optional<Postback> reward = waitingReward();
        if (reward.isPresent() && sale.isEmpty()) {
            return Optional.of(Foreign.decidedAt(reward.get(), triedAgainAt));
        }
        Stream<Instant> ends = waiting.stream().map(this::endsWaiting);
        Stream<Instant> reviews =
                commissions.stream().flatMap(commission -> commission.maturity().reviewEnds().stream());
        return Stream.concat(ends, reviews).min(Instant::compareTo);
    }

    private Instant endsWaiting(Postback postback) {
        if (postback.event() instanceof Reward) {
            return Unproven.ends(postback);
        }
        return sale.isPresent() && Waiting.isReady(postback, sale, refunds)
                ? postback.receivedAt()
                : Orders.waitsUntil(postback);
    }

    /// Why a commission of this order is what it is.
    /// @param terms the published versions by number
    public Explanation explain(Commission commission, IntFunction<TermsDocument> terms) {
        Sale found = sale.orElseThrow();
        List<Entitled> shares = found.captured().stream()
                .map(captured -> new Entitled(captured, terms.apply(captured.termsVersion())))
                .toList();
        return Explanation.of(commission, found.content(), found.exchange(), shares);
    }
}

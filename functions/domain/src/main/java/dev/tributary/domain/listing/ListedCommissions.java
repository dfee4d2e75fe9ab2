package dev.tributary.domain.listing;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.commission.ClickCommission;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.commission.Explanation;
import dev.tributary.domain.commission.Maturity;
import dev.tributary.domain.id.CommissionId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.ClickEntries;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.program.Programs;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.domain.terms.TermsDocument;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The commissions that a tenant sees: those of a program's conversions, then those of its days of clicks. Whether
/// one is released follows from its day and the account, which is read once per account: made anew for each call.
public final class ListedCommissions {
    /// Read at once.
    private static final int MOST_ACCOUNTS = 100;

    private final ListedOrders orders;
    private final Sources sources;
    private final Tenant viewer;
    private final OrderFilter filter;
    private final Map<AccountKey, Account> accounts = new HashMap<>();
    private final Map<Version, Optional<TermsDocument>> versions = new HashMap<>();

    /// What commissions are explained from, beside their orders.
    public record Sources(Ledger ledger, ClickEntries clicks, PublishedTerms terms, Programs programs) {}

    private record Version(ProgramId program, int number) {}

    public ListedCommissions(ListedOrders orders, Sources sources, Tenant viewer, OrderFilter filter) {
        this.orders = orders;
        this.sources = sources;
        this.viewer = viewer;
        this.filter = filter;
    }

    public ProgramWalk.Within<CommissionRow> within(Predicate<CommissionRow> wanted) {
        return within(Optional.empty(), wanted);
    }

    /// Those of one kind, where one is named. Clicks have no order, so that none of them are of a named one.
    ProgramWalk.Within<CommissionRow> within(Optional<CommissionKind> kind, Predicate<CommissionRow> wanted) {
        ProgramWalk.Within<CommissionRow> ofOrders = orders.within(
                viewer, filter, order -> of(order).stream().filter(wanted).toList());
        ProgramWalk.Within<CommissionRow> ofDays = filter.order().isPresent()
                ? (program, page) -> Page.last(List.of())
                : (program, page) -> days(program, page, wanted);
        return switch (kind.orElse(null)) {
            case null -> filter.order().isPresent() ? ofOrders : ofOrders.then(ofDays);
            case CONVERSION -> ofOrders;
            case CLICKS -> ofDays;
        };
    }

    /// Those of some orders that the viewer sees, by id; their accounts are read together.
    /// @param some of programs that the viewer sees
    public Map<CommissionId, CommissionRow> of(Collection<OrderState> some) {
        List<AccountKey> keys = some.stream()
                .filter(order -> ListedOrders.sees(viewer, order))
                .flatMap(order -> order.commissions().stream()
                        .filter(this::isShown)
                        .map(commission -> account(order, commission)))
                .distinct()
                .toList();
        for (int from = 0; from < keys.size(); from += MOST_ACCOUNTS) {
            List<AccountKey> part = keys.subList(from, Math.min(keys.size(), from + MOST_ACCOUNTS));
            part.forEach(key -> accounts.put(key, Account.empty(key)));
            sources.ledger().accounts(part).forEach(account -> accounts.put(account.key(), account));
        }
        return some.stream()
                .filter(order -> ListedOrders.sees(viewer, order))
                .flatMap(order -> of(order).stream())
                .collect(Collectors.toMap(CommissionRow::id, Function.identity()));
    }

    private static AccountKey account(OrderState order, Commission commission) {
        return new AccountKey(
                order.key().program(),
                commission.affiliate(),
                commission.amount().currency());
    }

    private List<CommissionRow> of(OrderState order) {
        return order.commissions().stream()
                .filter(this::isShown)
                .<CommissionRow>map(commission -> row(order, commission))
                .toList();
    }

    private Page<CommissionRow> days(ProgramId program, PageRequest page, Predicate<CommissionRow> wanted) {
        ZoneId zone = sources.programs()
                .find(program)
                .map(found -> found.value().zone())
                .orElseThrow(() -> new IllegalStateException("a program without a zone: " + program));
        Page<ClickEntries.Listed> listed = sources.clicks()
                .of(
                        program,
                        viewer.asAffiliate().or(filter::affiliate),
                        LocalDate.ofInstant(filter.span().from(), zone),
                        LocalDate.ofInstant(filter.span().to(), zone),
                        page);
        List<CommissionRow> rows = listed.items().stream()
                .map(ClickEntries.Listed::entry)
                .filter(entry -> filter.span().holds(entry.cause().occurredAt()))
                .flatMap(entry -> row(entry, zone).stream())
                .filter(wanted)
                .toList();
        return new Page<>(rows, listed.next());
    }

    private Optional<CommissionRow> row(Entry entry, ZoneId zone) {
        int version = entry.clicks().orElseThrow().termsVersion();
        return ClickCommission.of(entry, document(entry.account(), version), zone)
                .map(commission ->
                        new CommissionRow.OfClicks(commission, state(entry.account(), commission.maturity())));
    }

    /// The version of no terms is stored nowhere.
    private TermsDocument document(AccountKey account, int version) {
        return versions.computeIfAbsent(
                        new Version(account.program(), version),
                        absent -> sources.terms().find(absent.program(), absent.number()))
                .orElseGet(() -> TermsDocument.none(account.currency()));
    }

    private boolean isShown(Commission commission) {
        return !viewer.isForeign(Optional.of(commission.affiliate()))
                && (filter.affiliate().isEmpty() || filter.affiliate().get().equals(commission.affiliate()));
    }

    private CommissionRow row(OrderState order, Commission commission) {
        AccountKey account = account(order, commission);
        Explanation explanation = order.explain(commission, version -> document(account, version));
        CommissionState state =
                commission.net().isZero() ? CommissionState.REVERSED : state(account, commission.maturity());
        return new CommissionRow.OfOrder(order, commission, state, explanation);
    }

    private CommissionState state(AccountKey key, Maturity maturity) {
        if (maturity.reviewEnds().isPresent()) {
            return CommissionState.UNDER_REVIEW;
        }
        Account account = accounts.computeIfAbsent(
                key, absent -> sources.ledger().account(absent).orElseGet(() -> Account.empty(absent)));
        return maturity.isReleased(account) ? CommissionState.RELEASED : CommissionState.PENDING;
    }
}

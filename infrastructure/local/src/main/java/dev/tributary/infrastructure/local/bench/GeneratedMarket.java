package dev.tributary.infrastructure.local.bench;

import dev.tributary.domain.access.ApiKeys;
import dev.tributary.domain.access.Hands;
import dev.tributary.domain.access.Members;
import dev.tributary.domain.decision.Decisions;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.notice.Notices;
import dev.tributary.domain.order.KnownOrders;
import dev.tributary.domain.payout.Approval;
import dev.tributary.domain.payout.Payee;
import dev.tributary.domain.payout.Payees;
import dev.tributary.domain.payout.PayoutLedger;
import dev.tributary.domain.payout.PayoutMethod;
import dev.tributary.domain.payout.PayoutPolicies;
import dev.tributary.domain.payout.PayoutRows;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PayoutRuns;
import dev.tributary.domain.payout.ProgramSecret;
import dev.tributary.domain.payout.ProgramSecrets;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.program.Programs;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.domain.token.SealedField;
import dev.tributary.payout.PayoutStores;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.LongStream;

/// A program with any number of affiliates, each made up from its number when it is read and forgotten again, so
/// that a plan over a million of them shows what the planner itself keeps. Of ten, one has no method, and of one
/// all money waits. Rows are counted; only the run is kept.
final class GeneratedMarket {
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final int KINDS = 10;
    private static final int WITHOUT_METHOD = 1;
    private static final int IN_HOLD = 2;
    private static final long LEAST = 1_000;
    private static final long AMOUNTS = 5_000;
    private static final Duration LONG_AGO = Duration.ofDays(100);

    private final long affiliates;
    private final Instant now;
    private final Program program;
    private Optional<Versioned<PayoutRun>> run = Optional.empty();
    private long rows;

    /// @param affiliates numbered from 1
    GeneratedMarket(long affiliates, Instant now) {
        this.affiliates = affiliates;
        this.now = now;
        this.program = new Program(
                new ProgramId(1),
                new MerchantId(1),
                "Bench",
                EUR,
                ZoneId.of("Europe/Riga"),
                List.of("shop.example"),
                Program.DEFAULT_CLICK_PARAMETER,
                Optional.empty(),
                Optional.empty(),
                1,
                Set.of(),
                List.of());
    }

    /// What a plan must come to.
    record Expected(long payouts, long grossMinor, long withoutMethod, long inHold) {}

    /// Counted one after the other, without the planner.
    Expected expected() {
        long payouts = 0;
        long gross = 0;
        long withoutMethod = 0;
        long inHold = 0;
        for (long number = 1; number <= affiliates; number++) {
            if (number % KINDS == WITHOUT_METHOD) {
                withoutMethod++;
            } else if (number % KINDS == IN_HOLD) {
                inHold++;
            } else {
                payouts++;
                gross += LEAST + number % AMOUNTS;
            }
        }
        return new Expected(payouts, gross, withoutMethod, inHold);
    }

    /// A run by hand, that somebody has begun.
    PayoutRun begin(int buckets) {
        PayoutRun first = PayoutRun.byHand(program, "bench", "usr_bench", now, buckets);
        run = Optional.of(new Versioned<>(first, 1));
        return first;
    }

    PayoutRun run() {
        return run.orElseThrow().value();
    }

    long rows() {
        return rows;
    }

    /// What planning asks; every other question fails.
    PayoutStores stores() {
        return new PayoutStores(
                answering(
                        PayoutRuns.class,
                        Map.of(
                                "find",
                                call -> run,
                                "replace",
                                this::replace,
                                "approvedOn",
                                call -> new Approval.Day(program.merchant(), (LocalDate) call[1], Money.zero(EUR), 0))),
                answering(PayoutRows.class, Map.of("create", call -> {
                    rows++;
                    return new Creation.Created();
                })),
                answering(PayoutPolicies.class, Map.of("find", call -> Optional.empty())),
                answering(
                        Payees.class,
                        Map.of(
                                "find",
                                call -> ((List<?>) call[2])
                                        .stream()
                                                .map(affiliate -> payee((AffiliateId) affiliate))
                                                .toList())),
                answering(PayoutLedger.class, Map.of()),
                answering(Ledger.class, Map.of()),
                answering(Programs.class, Map.of("find", call -> Optional.of(new Versioned<>(program, 1)))),
                answering(PublishedTerms.class, Map.of()),
                answering(Enrollments.class, Map.of("in", call -> page((PageRequest) call[1]))),
                answering(Decisions.class, Map.of()),
                answering(KnownOrders.class, Map.of()),
                new Hands(answering(ApiKeys.class, Map.of()), answering(Members.class, Map.of())),
                none(),
                none(),
                none(),
                Notices.TO_NOBODY);
    }

    @SuppressWarnings("unchecked")
    private static <T extends ProgramSecret> ProgramSecrets<T> none() {
        return answering(ProgramSecrets.class, Map.of("find", call -> Optional.empty()));
    }

    /// @param calls by method, from its arguments
    private static <T> T answering(Class<T> port, Map<String, Function<Object[], Object>> calls) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    Function<Object[], Object> call = calls.get(method.getName());
                    if (call == null) {
                        throw new IllegalStateException("a plan asks for " + method);
                    }
                    return call.apply(arguments);
                }));
    }

    private Object replace(Object[] call) {
        Versioned<?> next = (Versioned<?>) call[0];
        if (next.version() != run.orElseThrow().version()) {
            return new Replacement.Stale();
        }
        run = Optional.of(new Versioned<>((PayoutRun) next.value(), next.version() + 1));
        return new Replacement.Replaced();
    }

    private Page<Enrollment> page(PageRequest request) {
        long from = request.after().map(Long::parseLong).orElse(0L);
        long to = Math.min(affiliates, from + request.limit());
        return new Page<>(
                LongStream.rangeClosed(from + 1, to)
                        .mapToObj(number -> enrollment(new AffiliateId(number)))
                        .toList(),
                to < affiliates ? Optional.of(Long.toString(to)) : Optional.empty());
    }

    private Enrollment enrollment(AffiliateId affiliate) {
        return new Enrollment(
                program.id(),
                affiliate,
                List.of(new Enrollment.Change(EnrollmentState.APPROVED, now.minus(LONG_AGO))),
                Optional.empty());
    }

    private Payee payee(AffiliateId affiliate) {
        long kind = affiliate.bits() % KINDS;
        return new Payee(
                affiliate,
                "Affiliate " + affiliate.bits(),
                Optional.of(new Versioned<>(enrollment(affiliate), 1)),
                Optional.of(account(affiliate, kind == IN_HOLD)),
                kind == WITHOUT_METHOD ? Optional.empty() : Optional.of(new Versioned<>(method(affiliate), 1)));
    }

    private Account account(AffiliateId affiliate, boolean inHold) {
        long amount = LEAST + affiliate.bits() % AMOUNTS;
        TreeMap<LocalDate, Long> pending = new TreeMap<>();
        if (inHold) {
            pending.put(LocalDate.ofInstant(now, program.zone()).plusDays(10), amount);
        }
        return new Account(
                new AccountKey(program.id(), affiliate, EUR),
                1,
                pending,
                0,
                inHold ? 0 : amount,
                0,
                0,
                Optional.empty(),
                0,
                0,
                0,
                new TreeMap<>(),
                "0".repeat(64));
    }

    private PayoutMethod method(AffiliateId affiliate) {
        SealedField sealed = new SealedField(0, new byte[64]);
        return PayoutMethod.first(affiliate, Rail.CSV, sealed, now.minus(LONG_AGO), "usr_bench");
    }
}

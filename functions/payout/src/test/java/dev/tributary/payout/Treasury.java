package dev.tributary.payout;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.tributary.domain.access.Actor;
import dev.tributary.domain.access.ApiKey;
import dev.tributary.domain.access.ApiKeySecret;
import dev.tributary.domain.access.Scope;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.decision.Adjusting;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.RunId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Draft;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.message.Transfer;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.notice.Notices;
import dev.tributary.domain.payout.Approval;
import dev.tributary.domain.payout.Debtor;
import dev.tributary.domain.payout.Iban;
import dev.tributary.domain.payout.PayPalAccount;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutFiles;
import dev.tributary.domain.payout.PayoutLedger.Posted;
import dev.tributary.domain.payout.PayoutLimits;
import dev.tributary.domain.payout.PayoutMethod;
import dev.tributary.domain.payout.PayoutPolicy;
import dev.tributary.domain.payout.PayoutResult;
import dev.tributary.domain.payout.PayoutResult.Status;
import dev.tributary.domain.payout.PayoutRows;
import dev.tributary.domain.payout.PayoutRun;
import dev.tributary.domain.payout.PayoutSchedule;
import dev.tributary.domain.payout.PlanLine;
import dev.tributary.domain.payout.PlanRow;
import dev.tributary.domain.payout.Receiver;
import dev.tributary.domain.payout.StripeKey;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.domain.token.SealedField;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.lambda.NoContext;
import dev.tributary.infrastructure.lambda.TimedContext;
import dev.tributary.infrastructure.ledger.DynamoLedger;
import dev.tributary.infrastructure.queue.TransferMessages;
import dev.tributary.infrastructure.table.CallHook;
import dev.tributary.infrastructure.table.DynamoAccounts;
import dev.tributary.infrastructure.table.DynamoApiKeys;
import dev.tributary.infrastructure.table.DynamoAuditEvents;
import dev.tributary.infrastructure.table.DynamoDecisions;
import dev.tributary.infrastructure.table.DynamoDueAccounts;
import dev.tributary.infrastructure.table.DynamoPayoutMethods;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.InMemoryDynamo;
import dev.tributary.infrastructure.table.Table;
import dev.tributary.infrastructure.table.TestMarket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A program with affiliates who have earned, in a table of its own; handlers that take messages from a
/// test's hand; files in memory. The clock stands where a test puts it.
final class Treasury {
    static final KeyRing RING = new KeyRing(List.of(
            new KeyRing.Key(0, "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8), Instant.EPOCH)));
    static final ZoneId RIGA = ZoneId.of("Europe/Riga");
    /// A Wednesday; the next period of a week ends on Monday the 7th.
    static final Instant START = Instant.parse("2026-12-02T10:00:00Z");
    static final LocalDate PERIOD_END = LocalDate.parse("2026-12-07");

    private static final ApiKeySecret SECRET = ApiKeySecret.of(new byte[ApiKeySecret.RANDOM_BYTES]);
    /// Whoever sets limits.
    static final String BOSS = boss(new MerchantId(1)).id().text();

    private final Function<CallHook, Table> connect;
    final Table table;
    final TestMarket market;
    final PayoutStores stores;
    final List<Transfer> queue = new ArrayList<>();
    private final KeptPayoutFiles bucket = new KeptPayoutFiles();
    /// What stands in the bucket.
    final Map<String, byte[]> files = bucket.files;
    final StripeDesk desk = new StripeDesk();
    final PayPalDesk payPal = new PayPalDesk();
    volatile boolean frozen;
    Notices notices = Notices.TO_NOBODY;
    /// Why payouts were frozen, the first reason first.
    final List<String> reasons = new CopyOnWriteArrayList<>();
    volatile boolean bucketDown;
    volatile Instant now = START;
    private int causes;

    Treasury(int affiliates) {
        this(affiliates, EmbeddedTable.create());
    }

    private Treasury(int affiliates, EmbeddedTable embedded) {
        this(affiliates, hook -> embedded.connect(hook.interceptor()));
    }

    private Treasury(int affiliates, Table memory) {
        this(affiliates, hook -> InMemoryDynamo.connect(memory, hook));
    }

    /// For many of them: the table that `TableContract` holds against DynamoDB Local.
    static Treasury inMemory(int affiliates) {
        return new Treasury(affiliates, InMemoryDynamo.create());
    }

    private Treasury(int affiliates, Function<CallHook, Table> connect) {
        this.connect = connect;
        table = connect.apply(new CallHook() {});
        stores = PayoutStores.of(table, 1);
        desk.clock = () -> now;
        payPal.clock = () -> now;
        market = new TestMarket(table, affiliates);
        new DynamoApiKeys(table).create(boss(stores.program(market.program).merchant()));
        for (int number = 1; number <= affiliates; number++) {
            method(number, "Reference " + number);
        }
    }

    private static ApiKey boss(MerchantId merchant) {
        return ApiKey.of(SECRET, new Tenant.OfMerchant(merchant), Set.of(Scope.PAYOUTS), "Boss", START);
    }

    Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    // ---- What there is --------------------------------------------------------------------

    void method(int affiliate, String reference) {
        method(affiliate, reference, RING);
    }

    /// @param ring which may have keys that the handlers' ring has not
    void method(int affiliate, String reference, KeyRing ring) {
        method(affiliate, new Receiver.Reference(reference), ring);
    }

    /// A bank's account, valid at once: it was set a week ago.
    void bank(int affiliate, String holder, String iban) {
        Instant today = now;
        now = now.minus(PayoutMethod.WAIT);
        method(affiliate, new Receiver.BankAccount(holder, new Iban(iban)), RING);
        now = today;
    }

    /// An account at Stripe, valid at once.
    void stripe(int affiliate) {
        Instant today = now;
        now = now.minus(PayoutMethod.WAIT);
        method(affiliate, new Receiver.StripeAccount("acct_" + affiliate), RING);
        now = today;
    }

    /// By which key the program pays at Stripe.
    void stripeKey(String key) {
        StripeKey sealed = StripeKey.sealed(
                new StripeKey.Plain(key, List.of()),
                stores.program(market.program).merchant(),
                () -> new byte[SealedField.NONCE_BYTES],
                RING,
                now);
        stores.stripeKeys()
                .find(market.program)
                .ifPresentOrElse(
                        known -> stores.stripeKeys().replace(market.program, known.with(sealed)),
                        () -> stores.stripeKeys().create(market.program, sealed));
    }

    /// An address at PayPal, valid at once.
    void payPal(int affiliate, String address) {
        Instant today = now;
        now = now.minus(PayoutMethod.WAIT);
        method(affiliate, new Receiver.PayPalReceiver(address), RING);
        now = today;
    }

    /// The affiliate's first method, to which nothing has ever arrived.
    void payPalForTheFirstTime(int affiliate, String address) {
        table.client()
                .deleteItem(delete -> delete.tableName(table.name())
                        .key(Map.of(
                                Keys.PK,
                                AttributeValue.fromS(Keys.affiliate(market.affiliate(affiliate))),
                                Keys.SK,
                                AttributeValue.fromS(Keys.METHOD))));
        method(affiliate, new Receiver.PayPalReceiver(address), RING);
    }

    /// By which app the program pays at PayPal.
    void payPalApp(String clientId) {
        payPalApp(clientId, RING);
    }

    /// @param ring which may have keys that the handlers' ring has not
    void payPalApp(String clientId, KeyRing ring) {
        PayPalAccount sealed = PayPalAccount.sealed(
                new PayPalAccount.Credentials(clientId, PayPalDesk.SECRET),
                Optional.empty(),
                stores.program(market.program).merchant(),
                new byte[SealedField.NONCE_BYTES],
                ring,
                now);
        stores.payPalAccounts()
                .find(market.program)
                .ifPresentOrElse(
                        known -> stores.payPalAccounts().replace(market.program, known.with(sealed)),
                        () -> stores.payPalAccounts().create(market.program, sealed));
    }

    private void method(int affiliate, Receiver receiver, KeyRing ring) {
        AffiliateId id = market.affiliate(affiliate);
        byte[] nonce = new byte[SealedField.NONCE_BYTES];
        Arrays.fill(nonce, (byte) affiliate);
        SealedField to = receiver.sealed(id.toString(), nonce, ring, now);
        DynamoPayoutMethods methods = new DynamoPayoutMethods(table);
        Optional<Versioned<PayoutMethod>> known = methods.find(id);
        if (known.isEmpty()) {
            methods.create(PayoutMethod.first(id, receiver.rail(), to, now, "usr_first"));
        } else {
            methods.replace(known.get().with(known.get().value().changed(receiver.rail(), to, now, "usr_thief")));
        }
    }

    /// The account that files are paid from.
    /// @param ring which may have keys that the handlers' ring has not
    void debtor(String name, String iban, KeyRing ring) {
        MerchantId merchant = stores.program(market.program).merchant();
        Debtor debtor = Debtor.sealed(
                name,
                new Debtor.Account(new Iban(iban), Optional.empty()),
                merchant,
                new byte[SealedField.NONCE_BYTES],
                ring,
                now);
        stores.debtors()
                .find(market.program)
                .ifPresentOrElse(
                        known -> stores.debtors().replace(market.program, known.with(debtor)),
                        () -> stores.debtors().create(market.program, debtor));
    }

    void post(int affiliate, Cause.Kind kind, UnaryOperator<Draft> step) {
        Account before = account(affiliate);
        Cause cause = new Cause(new EntryId("test:" + market.program + ":" + ++causes), kind, now, now);
        Account.Posted posted = step.apply(before.draft()).post(cause);
        Posted written = stores.ledger().release(new Movement(before, posted.account(), List.of(posted.entry())), RIGA);
        if (!(written instanceof Posted.Committed)) {
            throw new IllegalStateException("the account was in use");
        }
    }

    /// Earned, to be released on that day.
    void earn(int affiliate, String amount, LocalDate day) {
        post(affiliate, Cause.Kind.ACCRUE, draft -> draft.accrue(day, eur(amount), Optional.empty()));
    }

    void earnAvailable(int affiliate, String amount) {
        post(
                affiliate,
                Cause.Kind.ADJUST,
                draft -> draft.give(new Draft.Standing.InAvailable(), eur(amount), Optional.empty()));
    }

    /// Given by a person, and posted.
    void adjust(int affiliate, String amount, String author) {
        AccountKey account = market.account(affiliate);
        Adjustment adjustment = new Adjustment(
                new AdjustmentId(++causes), account, eur(amount), "A gift", author, now, Optional.empty());
        new DynamoDecisions(table).create(adjustment);
        Adjusting.Outcome.Posted posted = (Adjusting.Outcome.Posted) Adjusting.decide(
                adjustment, new Adjusting.Facts(TestMarket.EUR, RIGA, true, Optional.empty()), account(affiliate), now);
        new DynamoLedger(table, 1).post(adjustment.id(), posted.movement(), Optional.empty(), RIGA);
    }

    void takeBack(int affiliate, String amount) {
        post(
                affiliate,
                Cause.Kind.REVERSE,
                draft -> draft.take(new Draft.Standing.InAvailable(), eur(amount), Optional.empty()));
    }

    void ban(int affiliate) {
        Versioned<Enrollment> read = stores.enrollments()
                .find(market.program, market.affiliate(affiliate))
                .orElseThrow();
        stores.enrollments().replace(read.with(read.value().with(EnrollmentState.BANNED, now)));
    }

    /// What no call of the API does while there is money.
    void currency(String code) {
        Versioned<Program> read = stores.programs().find(market.program).orElseThrow();
        Program is = read.value();
        stores.programs()
                .replace(read.with(new Program(
                        is.id(),
                        is.merchant(),
                        is.name(),
                        new CurrencyCode(code),
                        is.zone(),
                        is.landingDomains(),
                        is.clickParameter(),
                        is.utmTemplate(),
                        is.fallbackUrl(),
                        is.clickShards(),
                        is.consentAssumed(),
                        is.terms(),
                        is.categories(),
                        is.listed())));
    }

    static Money eur(String amount) {
        return Money.of(amount, TestMarket.EUR);
    }

    Account account(int affiliate) {
        return new DynamoAccounts(table)
                .account(market.account(affiliate))
                .orElseGet(() -> Account.empty(market.account(affiliate)));
    }

    /// `available/in_flight/receivable` in minor units.
    String balance(int affiliate) {
        Account account = account(affiliate);
        return account.available() + "/" + account.inFlight() + "/" + account.receivable();
    }

    List<String> causes(int affiliate) {
        return new DynamoAccounts(table)
                .entries(market.account(affiliate), PageRequest.first(100)).items().stream()
                        .map(entry -> entry.cause().kind().name())
                        .toList();
    }

    // ---- Work -----------------------------------------------------------------------------

    PayoutHandler handler(Crash crash) {
        return new PayoutHandler(
                PayoutStores.of(connect.apply(crash), 1, notices),
                files(crash),
                () -> frozen,
                why -> {
                    frozen = true;
                    reasons.add(why);
                },
                () -> RING,
                new CalledRails(desk.crashing(crash), payPal.crashing(crash)),
                new Random(1),
                clock());
    }

    private PayoutFiles files(Crash crash) {
        return new PayoutFiles() {
            @Override
            public Put put(String name, byte[] bytes) {
                crash.begin("PutFile");
                requireUp();
                Put put = bucket.put(name, bytes);
                crash.end("PutFile");
                return put;
            }

            @Override
            public Optional<byte[]> get(String name) {
                requireUp();
                return bucket.get(name);
            }

            @Override
            public Page<String> names(String prefix, Optional<String> after) {
                requireUp();
                return bucket.names(prefix, after);
            }

            private void requireUp() {
                if (bucketDown) {
                    throw new UnavailableException("bucket", new IllegalStateException("down"));
                }
            }
        };
    }

    /// @return whether it was acknowledged
    boolean deliver(PayoutHandler handler, Transfer transfer) {
        return deliver(handler, transfer, 300_000);
    }

    boolean deliver(PayoutHandler handler, Transfer transfer, int remainingMillis) {
        SQSMessage message = new SQSMessage();
        message.setMessageId("m");
        message.setReceiptHandle("r");
        message.setBody(TransferMessages.write(transfer));
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(message));
        return handler.handleRequest(event, new TimedContext(remainingMillis)).getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList()
                .isEmpty();
    }

    /// What a schedule finds, in `queue`.
    void schedule(String job, Crash crash) {
        schedule(Map.of("job", job), crash);
    }

    /// As a person asks.
    Map<String, Integer> schedule(Map<String, String> input) {
        return schedule(input, Crash.never());
    }

    private Map<String, Integer> schedule(Map<String, String> input, Crash crash) {
        Table crashing = connect.apply(crash);
        return new PayoutScheduleHandler(
                        PayoutStores.of(crashing, 1),
                        new DynamoDueAccounts(crashing),
                        files(crash),
                        queue::addAll,
                        1,
                        clock())
                .handleRequest(input, new NoContext());
    }

    /// One minute: what is due is found and done.
    void tick() {
        now = now.plus(Duration.ofMinutes(2));
        queue.clear();
        schedule("runs-due", Crash.never());
        List.copyOf(queue).forEach(transfer -> deliver(handler(Crash.never()), transfer));
    }

    // ---- Runs -----------------------------------------------------------------------------

    void policy(Optional<Money> autoBelow, Optional<Money> secondAbove) {
        stores.policies()
                .create(
                        PayoutPolicy.of(
                                market.program,
                                PayoutSchedule.WEEKLY,
                                new PayoutLimits(
                                        autoBelow, Optional.of(BOSS), secondAbove, Optional.of(BOSS), Optional.empty()),
                                now.atZone(RIGA).toLocalDate()),
                        RIGA);
    }

    RunId weekly() {
        return RunId.scheduled(market.program, PERIOD_END);
    }

    PayoutRun run(RunId id) {
        return stores.runs().find(id).orElseThrow().value();
    }

    RunId begin(String decision, String maker) {
        return begin(decision, maker, 1);
    }

    RunId begin(String decision, String maker, int buckets) {
        PayoutRun run = PayoutRun.byHand(stores.program(market.program), decision, maker, now, buckets);
        stores.runs().create(run);
        return run.id();
    }

    /// A person approves what is planned, and has it carried out.
    void approve(RunId id) {
        approveOnly(id);
        Versioned<PayoutRun> read = stores.runs().find(id).orElseThrow();
        read.value().apply(now).ifPresent(next -> stores.runs().replace(read.with(next)));
    }

    void approveOnly(RunId id) {
        Versioned<PayoutRun> read = stores.runs().find(id).orElseThrow();
        PayoutRun run = read.value();
        Approval approval =
                new Approval("usr_boss", now, run.sealed().orElseThrow().hash());
        Approval.Outcome outcome = run.approve(
                approval,
                actor -> actor.equals("usr_boss") ? Actor.Kin.OWN : Actor.Kin.OTHER,
                PayoutPolicy.byHand(market.program),
                stores.runs().approvedOn(run.head().merchant(), Approval.Day.dateOf(now), TestMarket.EUR));
        Approval.Outcome.Approved approved = (Approval.Outcome.Approved) outcome;
        stores.runs()
                .approve(
                        read.with(approved.run()),
                        approved.day(),
                        AuditEvent.ofRun(read.value(), "payout_run.approve", Optional.empty(), approval.at()));
    }

    /// What the schedule left in the merchant's log, the newest first.
    List<String> audit() {
        return new DynamoAuditEvents(table)
                        .of(new Tenant.OfMerchant(stores.program(market.program).merchant()), PageRequest.first(100))
                        .items()
                        .stream()
                        .map(event -> event.action() + " " + event.object() + " by "
                                + event.by().map(by -> by.id().text()).orElse("nobody"))
                        .toList();
    }

    Optional<PlanRow> row(RunId run, int affiliate) {
        return stores.rows()
                .find(PlanRow.Place.of(run(run), market.affiliate(affiliate)))
                .map(Versioned::value);
    }

    Payout payout(RunId run, int affiliate) {
        return (Payout) row(run, affiliate).orElseThrow();
    }

    /// Each row: `included 1250`, `below_minimum`, and a payout's state once it has one.
    Map<Integer, String> rows(RunId run, int affiliates) {
        Map<Integer, String> rows = new TreeMap<>();
        for (int affiliate = 1; affiliate <= affiliates; affiliate++) {
            int number = affiliate;
            row(run, affiliate).ifPresent(row -> rows.put(number, text(row)));
        }
        return rows;
    }

    private static String text(PlanRow row) {
        return switch (row.line()) {
            case PlanLine.Included included ->
                ((Payout) row).state().text() + " " + included.gross().minor();
            case PlanLine.Excluded excluded ->
                excluded.reason().text()
                        + excluded.until().map(day -> " " + day).orElse("");
        };
    }

    long rowCount(RunId run) {
        return stores.rows()
                .in(new PayoutRows.Bucket(run, run(run).head().attempt(), 0), PageRequest.first(100))
                .items()
                .size();
    }

    Transfer results(RunId run, Status status, int... affiliates) {
        List<PayoutResult> lines = Arrays.stream(affiliates)
                .mapToObj(affiliate ->
                        new PayoutResult(payout(run, affiliate).id(), status, Optional.of("bank 1"), Optional.empty()))
                .toList();
        return new Transfer.PayoutResults("res_1", run, lines);
    }

    RunId planned(String decision) {
        RunId run = begin(decision, "usr_maker");
        tick();
        if (run(run).state() != PayoutRun.State.PLANNED) {
            throw new IllegalStateException("the run is " + run(run).state());
        }
        return run;
    }

    boolean deliver(Transfer transfer) {
        return deliver(handler(Crash.never()), transfer);
    }

    /// The lines of a run's first file.
    List<String> file(RunId run) {
        return new String(files.get("payouts/" + run + "-0-1.csv"), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /// A run by hand, planned, approved and submitted.
    RunId submitted(String decision) {
        RunId run = begin(decision, "usr_maker");
        tick();
        approve(run);
        tick();
        return run;
    }
}

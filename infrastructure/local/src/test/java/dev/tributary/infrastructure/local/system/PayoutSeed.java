package dev.tributary.infrastructure.local.system;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Draft;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.ledger.Movement;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.payout.PayoutLedger.Posted;
import dev.tributary.domain.payout.PayoutMethod;
import dev.tributary.domain.payout.Rail;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.domain.token.SealedField;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.KeyRings;
import dev.tributary.infrastructure.edge.SignedCalls;
import dev.tributary.infrastructure.ledger.DynamoPayoutLedger;
import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.table.DynamoAffiliates;
import dev.tributary.infrastructure.table.DynamoEnrollments;
import dev.tributary.infrastructure.table.DynamoPayoutMethods;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.InMemoryDynamo;
import dev.tributary.infrastructure.table.Table;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Affiliates of the demo's program who have earned, lost a part of it again, and said where money goes:
/// put into the table past the API, but every balance by the ledger, with its entries.
final class PayoutSeed {
    private static final int MOST_ACTIONS = 100;
    private static final long FIRST = 50_000;
    private static final long EARNED = 1_000;
    private static final long TAKEN_BACK = 100;

    private final Table table;
    private final Program program;
    private final KeyRing ring;
    private final Instant yesterday;

    private PayoutSeed(Table table, Program program, KeyRing ring, Instant yesterday) {
        this.table = table;
        this.program = program;
        this.ring = ring;
        this.yesterday = yesterday;
    }

    /// What is to be paid to the affiliate of this number, from 1, in minor units.
    static long net(int number) {
        return EARNED + number - TAKEN_BACK;
    }

    /// Made in memory and copied, many items in a call: on a disk each call waits for its commit.
    /// @param affiliates numbered from 1
    static void run(LocalMachine machine, ProgramId program, int affiliates) throws Exception {
        Environment environment = machine.environmentOf("ApiFunction");
        Table disk = Shop.table(machine);
        Table memory = InMemoryDynamo.create();
        PayoutSeed seed = new PayoutSeed(
                memory,
                new DynamoPrograms(disk).find(program).orElseThrow().value(),
                new KeyRings(new SignedCalls(environment), environment).ring(),
                environment.clock().instant().minus(Duration.ofDays(1)));
        for (int number = 1; number <= affiliates; number++) {
            seed.affiliate(number);
        }
        List<TransactWriteItem> items =
                memory.client().scanPaginator(all -> all.tableName(memory.name())).items().stream()
                        .map(item -> TransactWriteItem.builder()
                                .put(put -> put.tableName(disk.name()).item(item))
                                .build())
                        .toList();
        for (int from = 0; from < items.size(); from += MOST_ACTIONS) {
            List<TransactWriteItem> some = items.subList(from, Math.min(from + MOST_ACTIONS, items.size()));
            disk.client().transactWriteItems(call -> call.transactItems(some));
        }
    }

    private void affiliate(int number) {
        AffiliateId id = new AffiliateId(FIRST + number);
        new DynamoAffiliates(table).create(new Affiliate(id, "Affiliate " + number, yesterday));
        new DynamoEnrollments(table)
                .create(new Enrollment(
                        program.id(),
                        id,
                        List.of(new Enrollment.Change(EnrollmentState.APPROVED, yesterday)),
                        Optional.empty()));
        byte[] nonce =
                ByteBuffer.allocate(SealedField.NONCE_BYTES).putInt(number).array();
        SealedField reference = SealedField.seal(
                ("Vendor " + number).getBytes(StandardCharsets.UTF_8), id.toString(), nonce, ring, yesterday);
        new DynamoPayoutMethods(table).create(PayoutMethod.first(id, Rail.CSV, reference, yesterday, "usr_seed"));
        Account empty = Account.empty(new AccountKey(program.id(), id, program.currency()));
        Account.Posted earned = post(
                empty,
                Cause.Kind.ACCRUE,
                draft -> draft.accrueReleased(
                        yesterday.atZone(program.zone()).toLocalDate(), money(EARNED + number), Optional.empty()));
        Account.Posted left = post(
                earned.account(),
                Cause.Kind.REVERSE,
                draft -> draft.take(new Draft.Standing.InAvailable(), money(TAKEN_BACK), Optional.empty()));
        Posted written = new DynamoPayoutLedger(table, 1)
                .release(new Movement(empty, left.account(), List.of(earned.entry(), left.entry())), program.zone());
        if (!(written instanceof Posted.Committed)) {
            throw new IllegalStateException("the account of " + id + " was in use");
        }
    }

    private Account.Posted post(Account before, Cause.Kind kind, UnaryOperator<Draft> step) {
        EntryId id = new EntryId("seed:" + before.key().affiliate() + ":" + kind);
        return step.apply(before.draft()).post(new Cause(id, kind, yesterday, yesterday));
    }

    private Money money(long minor) {
        return new Money(minor, program.currency());
    }
}

package dev.tributary.api;

import dev.tributary.domain.decision.Decisions;
import dev.tributary.domain.dispute.Disputes;
import dev.tributary.domain.message.DecisionQueue;
import dev.tributary.domain.message.TransferQueue;
import dev.tributary.domain.payout.Payees;
import dev.tributary.domain.payout.PayoutMethods;
import dev.tributary.domain.payout.PayoutPolicies;
import dev.tributary.domain.payout.PayoutRows;
import dev.tributary.domain.payout.PayoutRuns;
import dev.tributary.domain.payout.WrittenPayoutFiles;
import dev.tributary.domain.postback.CallLog;
import dev.tributary.domain.postback.KnownCredentials;
import dev.tributary.domain.postback.OrderFlows;
import dev.tributary.infrastructure.table.DynamoCallLog;
import dev.tributary.infrastructure.table.DynamoDecisions;
import dev.tributary.infrastructure.table.DynamoDisputes;
import dev.tributary.infrastructure.table.DynamoOrderFlows;
import dev.tributary.infrastructure.table.DynamoPayees;
import dev.tributary.infrastructure.table.DynamoPayoutMethods;
import dev.tributary.infrastructure.table.DynamoPayoutPolicies;
import dev.tributary.infrastructure.table.DynamoPayoutRows;
import dev.tributary.infrastructure.table.DynamoPayoutRuns;
import dev.tributary.infrastructure.table.DynamoPostbackCredentials;
import dev.tributary.infrastructure.table.Table;
import java.security.SecureRandom;

/// What decisions about money need, and where it goes.
///
/// @param buckets partitions of a new run's rows, 1 to 64
record MoneyStores(
        Decisions decisions,
        Disputes disputes,
        DecisionQueue queue,
        PayoutMethods methods,
        PayoutRuns runs,
        PayoutRows rows,
        PayoutPolicies policies,
        Secrets secrets,
        Payees payees,
        KnownCredentials credentials,
        OrderFlows flows,
        CallLog calls,
        WrittenPayoutFiles files,
        TransferQueue transfers,
        int buckets) {
    static MoneyStores of(
            Table table, WrittenPayoutFiles files, int buckets, DecisionQueue queue, TransferQueue transfers) {
        return new MoneyStores(
                new DynamoDecisions(table),
                new DynamoDisputes(table),
                queue,
                new DynamoPayoutMethods(table),
                new DynamoPayoutRuns(table, 1),
                new DynamoPayoutRows(table),
                new DynamoPayoutPolicies(table, 1),
                Secrets.of(table),
                new DynamoPayees(table),
                new DynamoPostbackCredentials(table, new SecureRandom()),
                new DynamoOrderFlows(table),
                new DynamoCallLog(table),
                files,
                transfers,
                buckets);
    }
}

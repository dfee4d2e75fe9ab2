package dev.tributary.infrastructure.local.life;

import dev.tributary.infrastructure.table.CallHook;
import java.util.EnumMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Stands between a function and the table, and lets one call go wrong. All in one thread: what is
/// interleaved runs inside the call of the other, so that a seed always gives the same life.
final class TableFaults implements CallHook {
    /// The function died. An Error, so that no batch loop takes it for a failed message.
    static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    private final Map<Fault, Integer> fired = new EnumMap<>(Fault.class);
    private Fault fault = Fault.CRASH_BEFORE;
    private int callsUntil = -1;
    private Runnable interleaved = () -> {};

    /// @param calls that still go well
    void arm(Fault newFault, int calls, Runnable meanwhile) {
        fault = newFault;
        callsUntil = calls;
        interleaved = meanwhile;
    }

    void disarm() {
        callsUntil = -1;
    }

    void count(Fault happened) {
        fired.merge(happened, 1, Integer::sum);
    }

    Map<Fault, Integer> fired() {
        return fired;
    }

    @Override
    public SdkRequest before(SdkRequest request) {
        // Only transactions meet each other.
        boolean passes = fault == Fault.CONFLICT && !(request instanceof TransactWriteItemsRequest);
        if (!passes && callsUntil >= 0 && callsUntil-- == 0) {
            fire();
        }
        return request;
    }

    private void fire() {
        switch (fault) {
            case CRASH_BEFORE -> {
                count(fault);
                throw new Crash();
            }
            case THROTTLED -> {
                count(fault);
                throw ProvisionedThroughputExceededException.builder()
                        .message("throttled")
                        .build();
            }
            case CONFLICT -> {
                count(fault);
                throw TransactionCanceledException.builder()
                        .message("conflict")
                        .cancellationReasons(CancellationReason.builder()
                                .code("TransactionConflict")
                                .build())
                        .build();
            }
            case INTERLEAVED_ROLL_UP, INTERLEAVED_CLICKS, INTERLEAVED_ORDERS, INTERLEAVED_JOBS -> {
                count(fault);
                interleaved.run();
            }
            case CRASH_AFTER, REPLY_LOST -> callsUntil = 0;
            default -> throw new IllegalStateException(fault + " is none of the table's");
        }
    }

    @Override
    public void after(SdkRequest request) {
        if (callsUntil != 0) {
            return;
        }
        if (fault == Fault.CRASH_AFTER) {
            disarm();
            count(fault);
            throw new Crash();
        }
        if (fault == Fault.REPLY_LOST) {
            disarm();
            count(fault);
            throw SdkClientException.create("the reply was lost");
        }
    }
}

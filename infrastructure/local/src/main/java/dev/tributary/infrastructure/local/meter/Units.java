package dev.tributary.infrastructure.local.meter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Units of one action: the arithmetic of the DynamoDB developer guide ("DynamoDB read and write
/// operations", "Using Global Secondary Indexes", "DynamoDB Transactions"), and nothing of the wire.
/// @param readHalves half read units, since an eventually consistent read costs half a unit
record Units(long readHalves, long tableWrites, long indexWrites) {
    static final Units NONE = new Units(0, 0, 0);
    private static final long WRITE_STEP = 1024;
    private static final long READ_STEP = 4096;

    /// Twice: once to prepare and once to commit.
    enum Way {
        PLAIN(1),
        TRANSACTION(2);

        private final long times;

        Way(long times) {
            this.times = times;
        }
    }

    enum Consistency {
        EVENTUAL(1),
        STRONG(2),
        TRANSACTION(4);

        private final long halves;

        Consistency(long halves) {
            this.halves = halves;
        }
    }

    Units plus(Units other) {
        return new Units(
                readHalves + other.readHalves, tableWrites + other.tableWrites, indexWrites + other.indexWrites);
    }

    /// A write that took place; an absent item is an empty object. Indexes follow after the commit, so
    /// a transaction does not pay twice for them.
    static Units written(TableShape shape, ObjectNode before, ObjectNode after, Way way) {
        long indexes = 0;
        for (TableShape.Index index : shape.indexes()) {
            indexes += indexWrites(index, index.entry(before), index.entry(after));
        }
        return new Units(0, charged(before, after, way), indexes);
    }

    /// A write whose condition failed, or whose transaction was cancelled: charged by the larger of what
    /// stands there and what was to be put, no index changed.
    static Units refused(ObjectNode before, ObjectNode proposed, Way way) {
        return new Units(0, charged(before, proposed, way), 0);
    }

    /// A read of one item, or of many whose sizes are summed before they are rounded (Query, Scan).
    static Units read(List<ObjectNode> items, Consistency consistency) {
        long bytes = items.stream().mapToLong(ItemSize::of).sum();
        return new Units(steps(bytes, READ_STEP) * consistency.halves, 0, 0);
    }

    private static long charged(ObjectNode one, ObjectNode other, Way way) {
        return steps(Math.max(ItemSize.of(one), ItemSize.of(other)), WRITE_STEP) * way.times;
    }

    private static long indexWrites(TableShape.Index index, ObjectNode before, ObjectNode after) {
        if (before.equals(after)) {
            return 0;
        }
        long old = steps(ItemSize.of(before), WRITE_STEP);
        long fresh = steps(ItemSize.of(after), WRITE_STEP);
        if (before.isEmpty()) {
            return fresh;
        }
        if (after.isEmpty()) {
            return old;
        }
        boolean moved = index.key().stream().anyMatch(name -> !before.get(name).equals(after.get(name)));
        return moved ? old + fresh : Math.max(old, fresh);
    }

    /// What is absent costs as much as what fills one step.
    private static long steps(long bytes, long step) {
        return Math.max(1, Math.ceilDiv(bytes, step));
    }
}

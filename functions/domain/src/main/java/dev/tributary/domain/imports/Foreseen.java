package dev.tributary.domain.imports;

import dev.tributary.domain.id.AffiliateId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the rows before would have made, of a dry run: it writes nothing that a later row could find, and one affiliate
/// may stand in two rows, under two names. Only affiliates do: a file names each code once. As long as the file, which
/// has at most `Import.MOST_ROWS` rows.
public final class Foreseen {
    private final Map<AffiliateReference, AffiliateId> names = new HashMap<>();
    private final Map<AffiliateId, ImportRow> rows = new HashMap<>();

    /// Some rows of an import with what became of each. Nothing of one that is no dry run: what its rows made is there.
    public void add(Import of, List<ImportRow> done, List<RowOutcome> outcomes) {
        if (!isOf(of)) {
            return;
        }
        for (int row = 0; row < outcomes.size(); row++) {
            if (outcomes.get(row).result() == RowOutcome.Result.CREATED) {
                AffiliateId id = AffiliateId.of(outcomes.get(row).object().orElseThrow());
                ImportRow created = done.get(row);
                rows.putIfAbsent(id, created);
                AffiliateReference.of(of, created).forEach(name -> names.putIfAbsent(name, id));
            }
        }
    }

    /// Whether rows of an import may meet others of it that are done.
    public static boolean isOf(Import of) {
        return of.wish().dryRun() && of.wish().kind() == ImportKind.AFFILIATES;
    }

    Optional<AffiliateId> find(AffiliateReference name) {
        return Optional.ofNullable(names.get(name));
    }

    /// The row that would have enrolled it.
    Optional<ImportRow> row(AffiliateId affiliate) {
        return Optional.ofNullable(rows.get(affiliate));
    }
}

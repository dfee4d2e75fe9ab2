package dev.tributary.domain.imports;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What the rows of an import are, and the columns that its file may have.
public enum ImportKind {
    AFFILIATES(List.of("name"), "external_id", "email", "state", "since", "group", "tags", "channels"),
    LINKS(List.of("code", "destination"), "affiliate_id", "external_id", "email", "enabled"),
    COUPONS(List.of("code"), "affiliate_id", "external_id", "email", "enabled"),
    CONVERSIONS(
            List.of("order_id", "amount", "currency", "occurred_at"),
            "event",
            "coupon",
            "click_id",
            "affiliate_id",
            "tax_amount",
            "shipping_amount",
            "status");

    private final List<String> needed;
    private final Set<String> columns;

    ImportKind(List<String> needed, String... others) {
        this.needed = needed;
        this.columns = new TreeSet<>(List.of(others));
        this.columns.addAll(needed);
    }

    /// Columns without which no row can be taken.
    public List<String> needed() {
        return needed;
    }

    public Set<String> columns() {
        return columns;
    }

    /// What a file names once at most: a later row with the same is refused, so that a dry run, which writes
    /// nothing that it could find again, says what the real one does. One affiliate may have two names yet: that is
    /// what `Foreseen` is for.
    public List<String> unique() {
        return switch (this) {
            case AFFILIATES -> List.of("external_id", "email");
            case LINKS, COUPONS -> List.of("code");
            case CONVERSIONS -> List.of("order_id");
        };
    }

    /// Texts that are shown to people and open in a spreadsheet again; codes and addresses may begin as they like.
    public Set<String> prose() {
        return Set.of("name", "external_id", "group", "tags", "channels");
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ImportKind> parse(String text) {
        return List.of(values()).stream()
                .filter(kind -> kind.text().equals(text))
                .findFirst();
    }
}

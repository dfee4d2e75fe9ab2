package dev.tributary.api;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A thing to which an id in another thing leads, and by which path it is read alone: whoever may call that path
/// with that id sees it, and nobody else. A click has no such path: whoever is shown its id sees what it is.
enum Noun {
    AFFILIATE("/v1/affiliates/{affiliate_id}"),
    CLICK(),
    COMMISSION("/v1/commissions/{commission_id}"),
    CONVERSION("/v1/conversions/{conversion_id}"),
    LINK("/v1/links/{link_id}"),
    PROGRAM("/v1/programs/{program_id}"),
    RUN("/v1/payout_runs/{run_id}");

    private final Optional<String> path;

    Noun() {
        this.path = Optional.empty();
    }

    Noun(String path) {
        this.path = Optional.of(path);
    }

    Optional<String> path() {
        return path;
    }

    /// As `expand` names it, and where it stands.
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The field beside which it stands: `affiliate_id`.
    private String id() {
        return text() + "_id";
    }

    static Optional<Noun> parse(String text) {
        return List.of(values()).stream()
                .filter(noun -> noun.text().equals(text))
                .findFirst();
    }

    static Optional<Noun> ofField(String name) {
        return List.of(values()).stream().filter(noun -> noun.id().equals(name)).findFirst();
    }
}

package dev.tributary.api;

import static dev.tributary.api.Noun.AFFILIATE;
import static dev.tributary.api.Noun.CLICK;
import static dev.tributary.api.Noun.COMMISSION;
import static dev.tributary.api.Noun.CONVERSION;
import static dev.tributary.api.Noun.LINK;
import static dev.tributary.api.Noun.PROGRAM;
import static dev.tributary.api.Noun.RUN;

import dev.tributary.domain.stored.PageRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which paths take `expand`, and what each can show beside an id; no other path takes it.
enum Expansions {
    COMMISSIONS(
            Set.of(AFFILIATE, CLICK, CONVERSION, LINK, PROGRAM), "/v1/commissions", "/v1/commissions/{commission_id}"),
    CONVERSIONS(Set.of(AFFILIATE, CLICK, LINK, PROGRAM), "/v1/conversions", "/v1/conversions/{conversion_id}"),
    LINKS(Set.of(AFFILIATE, PROGRAM), "/v1/links", "/v1/links/{link_id}", "/v1/programs/{program_id}/links"),
    ENROLLMENTS(Set.of(AFFILIATE, PROGRAM), "/v1/enrollments", "/v1/enrollments/{program_id}/{affiliate_id}"),
    COUPONS(Set.of(AFFILIATE, PROGRAM), "/v1/coupons", "/v1/coupons/{program_id}/{code}"),
    PAYOUTS(Set.of(AFFILIATE, RUN), "/v1/payouts", "/v1/payouts/{payout_id}"),
    DISPUTES(Set.of(AFFILIATE, COMMISSION, PROGRAM), "/v1/disputes", "/v1/disputes/{dispute_id}"),
    THREADS(Set.of(AFFILIATE, PROGRAM), "/v1/threads", "/v1/threads/{thread_id}");

    static final String EXPAND = "expand";
    /// Each is another read or two of the table for a page.
    static final int MOST = 5;

    private final Set<Noun> nouns;
    private final List<String> paths;

    Expansions(Set<Noun> nouns, String... paths) {
        this.nouns = nouns;
        this.paths = List.of(paths);
    }

    Set<Noun> nouns() {
        return nouns;
    }

    List<String> paths() {
        return paths;
    }

    /// What a call wants: `expand=affiliate,link`. Notes what is wrong with it; refuses nothing yet.
    Set<Noun> take(Ask ask) {
        Optional<String> given = ask.parameters().take(EXPAND, Optional::of);
        if (given.isEmpty()) {
            return Set.of();
        }
        List<String> names = List.of(given.get().split(",", -1));
        if (names.size() > MOST) {
            ask.parameters().fault(EXPAND, "too_many", "names more than " + MOST + " things");
            return Set.of();
        }
        Set<Noun> wanted = new LinkedHashSet<>();
        for (String name : names) {
            Optional<Noun> noun = Noun.parse(name).filter(nouns::contains);
            if (noun.isEmpty()) {
                ask.parameters().fault(EXPAND, "unknown_expansion", "takes here, parted by commas: " + allowed());
                return Set.of();
            }
            if (!wanted.add(noun.get())) {
                ask.parameters().fault(EXPAND, "repeated", "names " + name + " twice");
                return Set.of();
            }
        }
        return wanted;
    }

    /// How many rows a page has at most that shows so much.
    static int mostRows(Set<Noun> wanted) {
        return wanted.contains(CLICK) ? ClickRecords.MOST_ROWS : PageRequest.MAX_LIMIT;
    }

    private String allowed() {
        return nouns.stream().map(Noun::text).sorted().collect(Collectors.joining(", "));
    }
}

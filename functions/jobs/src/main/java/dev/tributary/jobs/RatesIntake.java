package dev.tributary.jobs;

import dev.tributary.domain.rate.ReferenceDay;
import dev.tributary.domain.rate.ReferenceRates;
import dev.tributary.domain.stored.Creation;
import dev.tributary.infrastructure.lambda.Log;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes the reference rates in: fetched, read as a whole, and each date that is new is kept. A date that
/// is kept is never changed, since orders were converted by it; where the file now says something else,
/// that is told, and a person has to look.
public final class RatesIntake {
    /// With the newest rates older than this, no order of today is converted.
    private static final int STALE_DAYS = 7;

    private final RatesAddress address;
    private final ReferenceRates rates;

    /// @param address of the file; empty for the sample in our jar
    /// @throws IllegalStateException for an address that is none
    public RatesIntake(Optional<String> address, ReferenceRates rates) {
        this.address = new RatesAddress(address);
        this.rates = rates;
    }

    /// @return of how many dates rates were kept
    /// @throws RatesRefusedException when the file is not taken, or its newest rates are too old
    int run(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<ReferenceDay> days = RatesDocument.read(address.fetch(), today).stream()
                .sorted(Comparator.comparing(ReferenceDay::date))
                .toList();
        LocalDate newest = days.getLast().date();
        Map<LocalDate, ReferenceDay> known = new HashMap<>();
        rates.between(days.getFirst().date(), newest).forEach(day -> known.put(day.date(), day));
        int kept = 0;
        for (ReferenceDay day : days) {
            ReferenceDay before = known.get(day.date());
            if (before == null) {
                // Another run may have kept it meanwhile; the next one compares.
                kept += rates.create(day) instanceof Creation.Created ? 1 : 0;
            } else if (!before.equals(day)) {
                Log.line("rates_differ", Map.of("date", day.date().toString()));
            }
        }
        Log.line("rates_taken", Map.of("kept", kept, "newest", newest.toString(), "source", source()));
        if (!address.isSample() && newest.isBefore(today.minusDays(STALE_DAYS))) {
            throw new RatesRefusedException("the newest rates are of " + newest);
        }
        return kept;
    }

    private String source() {
        return address.isSample() ? "sample" : "address";
    }
}

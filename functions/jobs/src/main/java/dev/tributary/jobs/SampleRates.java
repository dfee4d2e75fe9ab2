package dev.tributary.jobs;

import dev.tributary.domain.rate.ReferenceDay;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/// The sample in our jar, for a machine that is not in the cloud: five days of made-up rates, the first
/// one first.
public final class SampleRates {
    private SampleRates() {}

    public static List<ReferenceDay> days() {
        return RatesDocument.read(RatesAddress.sample(), LocalDate.MAX).stream()
                .sorted(Comparator.comparing(ReferenceDay::date))
                .toList();
    }
}

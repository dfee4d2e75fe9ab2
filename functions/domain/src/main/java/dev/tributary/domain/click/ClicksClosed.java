package dev.tributary.domain.click;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import java.time.LocalDate;

/// The qualified clicks of an affiliate on a day of the program's zone that is closed: one per visitor and
/// link.
public record ClicksClosed(ProgramId program, AffiliateId affiliate, LocalDate day, long qualified) {
    public ClicksClosed {
        if (qualified < 1) {
            throw new IllegalArgumentException("qualified is below 1: " + qualified);
        }
    }
}

package dev.tributary.domain.click;

import dev.tributary.domain.id.ProgramId;
import java.time.LocalDate;
import java.time.ZoneId;

/// Counts for reports.
public interface ClickReports {
    int MAX_DAYS = 400;

    /// @param zone the program's
    /// @param last included
    /// @throws IllegalArgumentException when last is before first or [#MAX_DAYS] and more after
    DayCounts read(ProgramId program, ZoneId zone, LocalDate first, LocalDate last, Dimension dimension);
}

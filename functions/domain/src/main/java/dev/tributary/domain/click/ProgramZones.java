package dev.tributary.domain.click;

import dev.tributary.domain.id.ProgramId;
import java.time.ZoneId;

/// The time zone of a program: its days are counted in it.
public interface ProgramZones {
    /// @throws IllegalStateException when there is no such program
    ZoneId zone(ProgramId program);
}

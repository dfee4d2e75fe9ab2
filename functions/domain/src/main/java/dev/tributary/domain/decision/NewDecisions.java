package dev.tributary.domain.decision;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;

/// Where decisions are recorded that terms make by themselves.
public interface NewDecisions {
    /// It is posted by the sweep of what waits.
    Creation create(Adjustment adjustment);

    /// Those of a program and its prizes without cash, the first decided one first.
    Page<Given> awardsIn(ProgramId program, PageRequest page);
}

package dev.tributary.domain.click;

import dev.tributary.domain.id.ProgramId;

/// Which programs have an override by clicks, of whatever enrollment: noted with the first one, and for good.
/// Without the note each enrollment would have to be read to know whether a day's clicks are asked for.
@FunctionalInterface
public interface ClickOverrides {
    boolean areNoted(ProgramId program);
}

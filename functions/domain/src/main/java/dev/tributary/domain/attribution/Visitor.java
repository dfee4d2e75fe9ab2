package dev.tributary.domain.attribution;

import dev.tributary.domain.id.ProgramId;

/// A visitor who agreed to be known again in one program, by the tag that its tokens carry.
public record Visitor(ProgramId program, long tag) {}

package dev.tributary.domain.creative;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Program;
import java.util.List;
import java.util.Objects;

/// The hosts of a program's images: affiliates' pages load them, so a merchant says first from where.
///
/// @param hosts lower case, each once
public record ImageHosts(ProgramId program, List<String> hosts) {
    public static final int MOST = 20;

    public ImageHosts {
        Objects.requireNonNull(program, "program");
        hosts = hosts.stream().distinct().sorted().toList();
        if (hosts.size() > MOST || !hosts.stream().allMatch(Program::isHost)) {
            throw new IllegalArgumentException("hosts are more than " + MOST + " or no host names");
        }
    }
}

package dev.tributary.api;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import java.util.Optional;

/// Whose account in which program a call asks for: a merchant names both, an affiliate asks for its own.
record OneAccount(Optional<ProgramId> program, Optional<AffiliateId> named) {
    static OneAccount of(Ask ask) {
        Optional<ProgramId> program = ask.parameters().program("an account is one program's");
        Optional<AffiliateId> affiliate = ask.parameters().take("affiliate_id", AffiliateId::parse);
        if (!ask.parameters().has("affiliate_id") && ask.affiliate().isEmpty()) {
            ask.parameters().fault("affiliate_id", "required", "is needed: an account is one affiliate's");
        }
        return new OneAccount(program, affiliate);
    }

    /// Once the parameters were checked.
    AffiliateId whose(Ask ask) {
        return named.or(ask::affiliate).orElseThrow();
    }
}

package dev.tributary.api;

import dev.tributary.domain.access.Principal;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;

/// Which of a tenant's programs a call sees: a key those of its own mode, an agency those of its grant. It stands
/// around the whole answer, so
/// that nothing that looks for a program can leave it out.
final class CallSight {
    private static final ScopedValue<Principal> LOOKING = ScopedValue.newInstance();

    private CallSight() {}

    /// @throws HttpRefusal 403 for a key of test programs, and an agency, where something belongs to the tenant
    ///     itself
    static HttpAnswer answer(Routes.Endpoint endpoint, Ask ask) throws IOException {
        if (endpoint.isOfTenant()) {
            ofTenant(ask.principal());
        }
        return ScopedValue.where(LOOKING, ask.principal())
                .call(() -> endpoint.resource().answer(ask));
    }

    /// For what belongs to the tenant itself.
    /// @throws HttpRefusal 403 for a key of test programs, and for an agency
    static void ofTenant(Principal who) {
        if (who.isTest()) {
            throw HttpRefusal.of(403, "test_mode", "A test key does this to no tenant, but to test programs only.");
        }
        if (who.grant().isPresent()) {
            throw ofAgency();
        }
    }

    /// For what the programs of no grant hold.
    static HttpRefusal ofAgency() {
        return HttpRefusal.of(403, "agency", "An agency does this to no merchant, but to the programs of its grant.");
    }

    /// Within the answer to a call only: nothing is seen outside one.
    static boolean has(ProgramId program) {
        return LOOKING.get().sees(program);
    }
}

package dev.tributary.api;

import dev.tributary.domain.access.Principal;
import dev.tributary.domain.access.Tenant;
import java.util.Map;
import java.util.Objects;

/// A call that was let in: who asks, for which path, with what.
record Ask(Principal principal, String path, Map<String, String> variables, Parameters parameters) {
    Tenant tenant() {
        return principal.tenant();
    }

    /// What the path's `{name}` took.
    String variable(String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }
}

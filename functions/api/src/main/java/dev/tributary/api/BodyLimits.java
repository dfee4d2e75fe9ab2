package dev.tributary.api;

import dev.tributary.infrastructure.lambda.HttpCall;
import java.util.List;

/// How large a body may be, by what kind of route takes it. Each kind has room for the longest that its fields
/// allow, with every letter escaped.
final class BodyLimits {
    /// What names a thing and says nothing more.
    static final int NAMING = 4 * 1024;
    /// A message of 10,000 letters, and whatever is shorter.
    static final int WRITING = 64 * 1024;
    /// Documents: terms, lists of categories, results of a bank, imports.
    static final int WHOLE = HttpCall.MAX_BODY_BYTES;

    private static final List<String> DOCUMENTS = List.of(
            "/v1/programs",
            "/v1/programs/{program_id}",
            "/v1/programs/{program_id}/terms",
            "/v1/programs/{program_id}/terms/draft",
            "/v1/payout_runs/{run_id}/results",
            "/v1/imports");

    private BodyLimits() {}

    static int of(String method, String path) {
        if (method.equals("GET") || method.equals("DELETE")) {
            return NAMING;
        }
        return DOCUMENTS.contains(path) ? WHOLE : WRITING;
    }
}

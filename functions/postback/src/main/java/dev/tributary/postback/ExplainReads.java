package dev.tributary.postback;

import dev.tributary.domain.access.ApiKey;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.infrastructure.table.DynamoApiKeys;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.DynamoTerms;
import dev.tributary.infrastructure.table.Table;
import java.util.Optional;

/// What an explanation reads that a call does not.
interface ExplainReads {
    Optional<ApiKey> key(String hash);

    Optional<Program> program(ProgramId program);

    Optional<TermsDocument> terms(ProgramId program, int version);

    static ExplainReads of(Table table) {
        DynamoApiKeys keys = new DynamoApiKeys(table);
        DynamoPrograms programs = new DynamoPrograms(table);
        DynamoTerms terms = new DynamoTerms(table);
        return new ExplainReads() {
            @Override
            public Optional<ApiKey> key(String hash) {
                return keys.find(hash);
            }

            @Override
            public Optional<Program> program(ProgramId program) {
                return programs.find(program).map(Versioned::value);
            }

            @Override
            public Optional<TermsDocument> terms(ProgramId program, int version) {
                return terms.find(program, version);
            }
        };
    }
}

package dev.tributary.api;

import dev.tributary.domain.attribution.EnrollmentFacts;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.ForeseenRuling;
import dev.tributary.domain.decision.ForeseenRuling.Stated;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.order.Context;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.ProgramFacts;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What a ruling would post by what is committed now; it is read, and nothing is written.
final class ForeseenRulings {
    private static final Duration SOON = Duration.ofMinutes(1);

    private final Ledger ledger;
    private final PublishedTerms terms;

    ForeseenRulings(Ledger ledger, PublishedTerms terms) {
        this.ledger = ledger;
        this.terms = terms;
    }

    /// What a ruling is decided by, here and when it is posted.
    Context context(Program program, Enrollment enrollment, Instant now) {
        return new Context(
                ProgramFacts.of(program, terms),
                Map.of(enrollment.affiliate(), EnrollmentFacts.of(enrollment, Map.of())),
                Map.of(),
                now);
    }

    ForeseenRuling of(Adjustment adjustment, Optional<OrderState> order, Context context) {
        return ForeseenRuling.of(adjustment, order, context, account(adjustment.account()));
    }

    ForeseenRuling of(Stated stated, AccountKey account, Context context) {
        return ForeseenRuling.of(stated, context, account(account));
    }

    /// @throws HttpRefusal 503 while the account's commissions are rated anew
    private Account account(AccountKey key) {
        Account account = ledger.account(key).orElseGet(() -> Account.empty(key));
        if (account.change().isPresent()) {
            throw Replies.later(
                    503, "unavailable", "The affiliate has just come to another tier: ask again in a minute.", SOON);
        }
        return account;
    }
}

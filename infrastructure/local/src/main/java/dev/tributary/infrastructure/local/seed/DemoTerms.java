package dev.tributary.infrastructure.local.seed;

import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.Condition;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.ValidationPolicy;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.DynamoTerms;
import dev.tributary.infrastructure.table.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The demo program's first terms: 10 % of sales, a click counts for 30 days, and nothing is held
/// back, so that a payout follows at once.
final class DemoTerms {
    static final int VERSION = 1;

    private DemoTerms() {}

    /// The document stands before the program names it: whoever finds the version finds the document.
    /// A program without terms, from a start that was cut off or from before there were terms, gets
    /// them; one that has terms is left alone.
    static void publish(Table table, Program program, Instant now) {
        DynamoPrograms programs = new DynamoPrograms(table);
        DynamoTerms terms = new DynamoTerms(table);
        terms.create(program.id(), document(program.currency(), now));
        Instant from = terms.find(program.id(), VERSION).orElseThrow().effectiveFrom();
        if (programs.create(withTerms(program, from)) instanceof Creation.AlreadyThere) {
            Versioned<Program> there = programs.find(program.id()).orElseThrow();
            if (there.value().terms().isEmpty()) {
                // Somebody who was faster has done the same, or more.
                programs.replace(there.with(withTerms(there.value(), from)));
            }
        }
    }

    private static Program withTerms(Program program, Instant from) {
        return new Program(
                program.id(),
                program.merchant(),
                program.name(),
                program.currency(),
                program.zone(),
                program.landingDomains(),
                program.clickParameter(),
                program.utmTemplate(),
                program.fallbackUrl(),
                program.clickShards(),
                program.consentAssumed(),
                List.of(new Program.TermsVersion(VERSION, from)));
    }

    private static TermsDocument document(CurrencyCode currency, Instant from) {
        return new TermsDocument(
                VERSION,
                from,
                new AttributionPolicy(
                        AttributionPolicy.Model.LAST_CLICK,
                        AttributionPolicy.DEFAULT_WINDOW_DAYS,
                        AttributionPolicy.Precedence.COUPON),
                TermsDocument.PaidUnder.CLICK,
                List.of(new Rule(
                        new RuleId("base"),
                        List.of(new Condition.Events(Set.of(EventName.SALE))),
                        new Pay.Percent(BigDecimal.TEN),
                        Optional.empty())),
                0,
                ValidationPolicy.AUTO,
                Money.zero(currency),
                TermsDocument.DEFAULT_PAYS_WITHIN_DAYS);
    }
}

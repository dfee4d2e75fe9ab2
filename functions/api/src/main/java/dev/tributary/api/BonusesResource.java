package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.bonus.BonusStanding;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Tally.Kind;
import dev.tributary.domain.terms.Bonus;
import dev.tributary.domain.terms.BonusExplained;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsHistory;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// `GET /v1/bonuses`: how the bonuses of one affiliate stand in one program that its account notes, or that
/// it may reach now; each says why. What a schedule or a person gave besides is in `/v1/bonus_awards`.
final class BonusesResource {
    private final Visible visible;
    private final PublishedTerms terms;
    private final Ledger ledger;
    private final Clock clock;

    BonusesResource(Visible visible, PublishedTerms terms, Ledger ledger, Clock clock) {
        this.visible = visible;
        this.terms = terms;
        this.ledger = ledger;
        this.clock = clock;
    }

    HttpAnswer list(Ask ask) {
        Optional<ProgramId> id = ask.parameters().program("bonuses are shown by program");
        Optional<AffiliateId> asked = ask.parameters().take("affiliate_id", AffiliateId::parse);
        if (ask.affiliate().isEmpty() && !ask.parameters().has("affiliate_id")) {
            ask.parameters().fault("affiliate_id", "required", "is needed: bonuses are shown by affiliate");
        }
        ask.parameters().check();
        Program program = visible.program(ask.tenant(), id);
        AffiliateId affiliate = asked.or(ask::affiliate).orElseThrow();
        Enrollment enrollment =
                visible.enrollment(ask.tenant(), program.id(), affiliate).value();
        AccountKey key = new AccountKey(program.id(), affiliate, program.currency());
        Account account = ledger.account(key).orElseGet(() -> Account.empty(key));
        Instant now = clock.instant();
        List<BonusStanding> standings =
                BonusStanding.of(account, history(program, account, now), enrollment.groups(), program.zone(), now);
        Language language = Languages.of(ask.call());
        return Languages.said(
                Lists.of(Page.last(standings), Optional.empty(), (standing, json) -> write(standing, language, json)),
                language);
    }

    /// The versions that the account names, and the one in force.
    private TermsHistory history(Program program, Account account, Instant now) {
        Set<Integer> versions = new TreeSet<>();
        account.tallies().forEach((tally, version) -> {
            if (tally.kind() == Kind.BONUS_VERSION) {
                versions.add(Math.toIntExact(version));
            }
        });
        Published.inForce(program, now).ifPresent(version -> versions.add(version.version()));
        List<TermsDocument> documents = new ArrayList<>();
        versions.forEach(version -> documents.add(Published.read(terms, program.id(), version)));
        return TermsHistory.of(documents, program.currency());
    }

    private static void write(BonusStanding standing, Language language, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("bonus_id", standing.key().bonus().text());
        json.writeStringField("program_id", standing.key().account().program().toString());
        json.writeStringField(
                "affiliate_id", standing.key().account().affiliate().toString());
        json.writeStringField("period", standing.key().period().text());
        json.writeStringField("state", standing.state().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("times", standing.times());
        PrizeFields.write(json, standing.bonus(), amount(standing.bonus()));
        Lists.nullable(
                json,
                "award_id",
                standing.bonus()
                        .inKind()
                        .filter(prize -> standing.times() > 0)
                        .map(prize -> standing.key().award()));
        measure(standing, json);
        json.writeNumberField("terms_version", standing.version());
        Lists.nullable(json, "release_day", standing.day());
        TermsWriter.sentences(json, "explanation", sentences(standing, language));
        json.writeEndObject();
    }

    private static Money amount(Bonus bonus) {
        return switch (bonus) {
            case Bonus.Signing signing -> signing.amount();
            case Bonus.Milestone milestone -> milestone.amount();
            case Bonus.FlatFee fee -> fee.amount();
            case Bonus.Bounty bounty -> bounty.amount();
            case Bonus.Leaderboard board -> board.amount();
        };
    }

    private static void measure(BonusStanding standing, JsonGenerator json) throws IOException {
        if (!(standing.bonus() instanceof Bonus.Milestone milestone)) {
            json.writeNullField("measure");
            json.writeNullField("figure");
            json.writeNullField("from");
            return;
        }
        long figure = standing.figure().orElse(0L);
        json.writeStringField("measure", milestone.measure().text());
        if (milestone.measure() == Measure.REVENUE) {
            Amounts.money(json, "figure", new Money(figure, milestone.amount().currency()));
            Amounts.money(
                    json, "from", new Money(milestone.from(), milestone.amount().currency()));
        } else {
            json.writeNumberField("figure", figure);
            json.writeNumberField("from", milestone.from());
        }
    }

    private static List<String> sentences(BonusStanding standing, Language language) {
        BonusExplained explained =
                new BonusExplained(standing.key().bonus(), standing.key().period(), standing.version(), language);
        List<String> sentences = new ArrayList<>();
        switch (standing.bonus()) {
            case Bonus.Milestone milestone -> {
                long figure = standing.figure().orElse(0L);
                sentences.add(
                        switch (standing.state()) {
                            case OPEN, LOST -> explained.open(milestone, figure);
                            case PENDING, RELEASED -> explained.reached(milestone, figure);
                        });
            }
            case Bonus.Signing signing -> sentences.add(explained.signed(signing));
            case Bonus.FlatFee fee -> sentences.add(explained.fee(fee));
            case Bonus.Bounty bounty -> sentences.add(explained.bounty(bounty));
            // A place is decided, and nothing of it is noted on the account.
            case Bonus.Leaderboard _ -> {}
        }
        if (standing.state() == BonusStanding.State.LOST) {
            sentences.add(explained.lost());
        }
        standing.day().ifPresent(day -> {
            boolean past = standing.state() == BonusStanding.State.RELEASED;
            sentences.add(
                    standing.bonus().inKind().isPresent()
                            ? explained.certain(day, past)
                            : explained.released(day, past));
        });
        return sentences;
    }
}

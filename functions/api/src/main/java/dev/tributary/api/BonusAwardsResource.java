package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.bonus.Leaderboards;
import dev.tributary.domain.bonus.Leaders;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Award;
import dev.tributary.domain.decision.Decision;
import dev.tributary.domain.decision.Decision.State;
import dev.tributary.domain.decision.Decisions;
import dev.tributary.domain.decision.NewDecisions;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.terms.Bonus;
import dev.tributary.domain.terms.BonusExplained;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `GET /v1/bonus_awards`: the bonuses and fees of one program that terms gave by themselves, the first one
/// first; an affiliate sees its own. Each says why, and whether the ledger has it yet.
final class BonusAwardsResource {
    private final Visible visible;
    private final Decisions decisions;
    private final NewDecisions awards;
    private final Leaderboards boards;
    private final PublishedTerms terms;
    private final Cursors cursors;

    BonusAwardsResource(
            Visible visible,
            Decisions decisions,
            ApiHandler.BonusStores stores,
            PublishedTerms terms,
            Cursors cursors) {
        this.awards = stores.awards();
        this.boards = stores.boards();
        this.visible = visible;
        this.decisions = decisions;
        this.terms = terms;
        this.cursors = cursors;
    }

    HttpAnswer list(Ask ask) throws IOException {
        Optional<ProgramId> program = ask.parameters().take("program_id", ProgramId::parse);
        Optional<AffiliateId> affiliate = ask.parameters().take("affiliate_id", AffiliateId::parse);
        if (!ask.parameters().has("program_id")) {
            ask.parameters().fault("program_id", "required", "is needed: awards are listed by program");
        }
        PageRequest request = cursors.page(ask);
        ProgramId seen = visible.program(ask.tenant(), program).id();
        Page<Decision> page = awards.awardsIn(seen, request);
        Page<Decision> shown = new Page<>(
                page.items().stream()
                        .filter(award -> isShown(ask, award)
                                && (affiliate.isEmpty() || affiliate.get().equals(affiliate(award))))
                        .toList(),
                page.next());
        Language language = Languages.of(ask.call());
        return Languages.said(
                Lists.of(shown, cursors.next(ask, shown), (award, json) -> write(award, language, json)), language);
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        Decision award = AdjustmentId.parse(ask.variable("award_id"))
                .flatMap(decisions::find)
                .filter(found -> found.adjustment().award().isPresent()
                        && isShown(ask, found)
                        && visible.sees(
                                ask.tenant(), found.adjustment().account().program()))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such award."));
        Language language = Languages.of(ask.call());
        return Languages.said(HttpAnswer.ok(json -> write(award, language, json)), language);
    }

    /// The place of who got it, and its figure.
    private String led(Bonus.Leaderboard board, AccountKey account, Award award, BonusExplained explained) {
        List<Leaders.Place> places = boards.find(account.program(), award.bonus(), award.period())
                .map(Leaders::places)
                .orElseThrow(() -> new IllegalStateException("no places of " + award.bonus()));
        int place = places.stream().map(Leaders.Place::affiliate).toList().indexOf(account.affiliate());
        return explained.leader(board, place + 1, places.get(place).figure());
    }

    private static boolean isShown(Ask ask, Decision award) {
        return ask.affiliate().isEmpty() || ask.affiliate().get().equals(affiliate(award));
    }

    private static AffiliateId affiliate(Decision award) {
        return award.adjustment().account().affiliate();
    }

    private void write(Decision decision, Language language, JsonGenerator json) throws IOException {
        Adjustment adjustment = decision.adjustment();
        Award award = adjustment.award().orElseThrow();
        json.writeStartObject();
        json.writeStringField("id", adjustment.id().toString());
        json.writeStringField("program_id", adjustment.account().program().toString());
        json.writeStringField("affiliate_id", adjustment.account().affiliate().toString());
        json.writeStringField("ground", award.ground().text());
        json.writeStringField("bonus_id", award.bonus().text());
        json.writeStringField("period", award.period().text());
        Amounts.money(json, "amount", adjustment.amount());
        json.writeNumberField("terms_version", award.version());
        json.writeStringField("release_day", award.day().toString());
        json.writeStringField("decided_at", adjustment.decidedAt().toString());
        json.writeStringField("state", decision.state().text());
        Lists.nullable(
                json,
                "entry_id",
                decision.state() instanceof State.Posted posted ? Optional.of(posted.entry()) : Optional.empty());
        Lists.nullable(
                json,
                "refusal",
                decision.state() instanceof State.Refused refused
                        ? Optional.of(refused.refusal().text())
                        : Optional.empty());
        TermsWriter.sentences(json, "explanation", sentences(adjustment.account(), award, language));
        json.writeEndObject();
    }

    private List<String> sentences(AccountKey account, Award award, Language language) {
        ProgramId program = account.program();
        BonusExplained explained = new BonusExplained(award.bonus(), award.period(), award.version(), language);
        Bonus bonus = Published.read(terms, program, award.version())
                .bonus(award.bonus())
                .orElseThrow(() -> new IllegalStateException("no bonus " + award.bonus() + " of " + program));
        return switch (bonus) {
            case Bonus.Signing signing -> List.of(explained.signed(signing));
            case Bonus.FlatFee fee -> List.of(explained.fee(fee));
            case Bonus.Bounty bounty -> List.of(explained.bounty(bounty));
            case Bonus.Leaderboard board -> List.of(led(board, account, award, explained));
            case Bonus.Milestone _ -> throw new IllegalStateException("nobody decides a milestone: " + award.bonus());
        };
    }
}

package dev.tributary.api;

import dev.tributary.domain.bonus.PrizeAward;
import dev.tributary.domain.bonus.PrizeAwards;
import dev.tributary.domain.decision.Decisions;
import dev.tributary.domain.decision.Given;
import dev.tributary.domain.decision.NewDecisions;
import dev.tributary.domain.id.AdjustmentId;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/// `GET /v1/bonus_awards`: the bonuses, fees and prizes without cash of one program that terms gave by
/// themselves, the first one first; an affiliate sees its own.
final class BonusAwardsResource {
    private final Visible visible;
    private final Decisions decisions;
    private final NewDecisions awards;
    private final PrizeAwards prizes;
    private final Cursors cursors;
    private final AwardJson json;
    private final Clock clock;

    BonusAwardsResource(
            Visible visible,
            Decisions decisions,
            ApiHandler.BonusStores stores,
            PublishedTerms terms,
            Cursors cursors,
            Clock clock) {
        this.awards = stores.awards();
        this.prizes = stores.prizes();
        this.json = new AwardJson(terms, stores.boards());
        this.visible = visible;
        this.decisions = decisions;
        this.cursors = cursors;
        this.clock = clock;
    }

    HttpAnswer list(Ask ask) throws IOException {
        Optional<ProgramId> id = ask.parameters().program("awards are listed by program");
        Optional<AffiliateId> affiliate = ask.parameters().take("affiliate_id", AffiliateId::parse);
        PageRequest request = cursors.page(ask);
        Program program = visible.program(ask.tenant(), id);
        Page<Given> page = awards.awardsIn(program.id(), request);
        Page<Given> shown = new Page<>(
                page.items().stream()
                        .filter(award -> isShown(ask, award.affiliate())
                                && (affiliate.isEmpty() || affiliate.get().equals(award.affiliate())))
                        .toList(),
                page.next());
        AwardJson.Reader reader = reader(ask, program);
        return Languages.said(
                Lists.of(shown, cursors.next(ask, shown), (award, to) -> json.write(award, reader, to)),
                reader.language());
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        Optional<Versioned<PrizeAward>> prize = find(ask);
        if (prize.isPresent()) {
            return shown(ask, prize.get());
        }
        Given award = AdjustmentId.parse(ask.variable("award_id"))
                .flatMap(decisions::find)
                .filter(found -> found.adjustment().award().isPresent()
                        && isShown(ask, found.adjustment().account().affiliate()))
                .map(Given.OfMoney::new)
                .orElseThrow(BonusAwardsResource::notFound);
        Program program = program(
                ask, ((Given.OfMoney) award).decision().adjustment().account().program());
        AwardJson.Reader reader = reader(ask, program);
        return Languages.said(HttpAnswer.ok(to -> json.write(award, reader, to)), reader.language());
    }

    /// The prize without cash of the path, as the caller may see it.
    Optional<Versioned<PrizeAward>> find(Ask ask) {
        return AdjustmentId.parse(ask.variable("award_id"))
                .flatMap(prizes::find)
                .filter(found -> isShown(ask, found.value().key().account().affiliate())
                        && visible.sees(
                                ask.tenant(), found.value().key().account().program()));
    }

    HttpAnswer shown(Ask ask, Versioned<PrizeAward> prize) {
        AwardJson.Reader reader =
                reader(ask, program(ask, prize.value().key().account().program()));
        return Languages.said(Replies.ok(prize, (award, to) -> json.write(award, reader, to)), reader.language());
    }

    private Program program(Ask ask, ProgramId id) {
        if (!visible.sees(ask.tenant(), id)) {
            throw notFound();
        }
        return visible.program(ask.tenant(), Optional.of(id));
    }

    private AwardJson.Reader reader(Ask ask, Program program) {
        Language language = Languages.of(ask.call());
        return new AwardJson.Reader(
                language,
                clock.instant().atZone(program.zone()).toLocalDate(),
                ask.affiliate().isEmpty());
    }

    private static boolean isShown(Ask ask, AffiliateId affiliate) {
        return ask.affiliate().isEmpty() || ask.affiliate().get().equals(affiliate);
    }

    static HttpRefusal notFound() {
        return HttpRefusal.of(404, "not_found", "There is no such award.");
    }
}

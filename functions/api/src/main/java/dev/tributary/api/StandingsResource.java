package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.bonus.BoardDue;
import dev.tributary.domain.bonus.FeeCalendar;
import dev.tributary.domain.bonus.Leaderboards;
import dev.tributary.domain.bonus.Leaders;
import dev.tributary.domain.bonus.Standings;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.party.Affiliates;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.tally.Measure;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.TermsHistory;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `GET /v1/programs/{program_id}/bonuses/{bonus_id}/standings`: who stands where on a leaderboard, before it is
/// decided and after. A merchant sees all of it; an affiliate sees its own place, and of the others the names
/// of those who agreed to be named.
final class StandingsResource {
    /// 5,000 enrollments, and as many entries of an account in a tie.
    private static final int MAX_PAGES = 50;
    /// Of one tie; of more it is only told that they are tied.
    private static final int MAX_TIED = 20;

    private final Visible visible;
    private final Sources sources;
    private final Standings standings;
    private final Clock clock;

    /// What standings are read from.
    record Sources(
            PublishedTerms terms, Leaderboards boards, Enrollments enrollments, Ledger ledger, Affiliates affiliates) {}

    StandingsResource(Visible visible, Sources sources, Clock clock) {
        this.visible = visible;
        this.sources = sources;
        this.standings = new Standings(sources.enrollments(), sources.ledger(), MAX_PAGES);
        this.clock = clock;
    }

    /// @param isFinal whether it was decided
    /// @param competing how many have counted something; empty where it was decided
    private record Shown(
            BoardDue due, boolean isFinal, Instant asOf, Optional<Integer> competing, List<Standings.Rank> ranks) {}

    HttpAnswer get(Ask ask) {
        Optional<Period> asked = ask.parameters().take("period", StandingsResource::quarter);
        int limit = ask.parameters().limit(100);
        ask.parameters().check();
        Program program = visible.program(ask.tenant(), ProgramId.parse(ask.variable("program_id")));
        Instant now = clock.instant();
        Period quarter = asked.orElseGet(() ->
                Period.of(Period.Length.QUARTER, now.atZone(program.zone()).toLocalDate()));
        BoardDue due = BonusFields.id(ask.variable("bonus_id"))
                .flatMap(id -> new FeeCalendar(history(program, quarter), program.zone()).board(id, quarter))
                .filter(board -> isFor(ask, program, board))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such leaderboard in that quarter."));
        Optional<Leaders> leaders =
                sources.boards().find(program.id(), due.board().id(), quarter);
        Shown shown =
                leaders.isPresent() ? decided(due, leaders.get(), limit, now) : open(ask, program, due, limit, now);
        return HttpAnswer.ok(json -> write(ask, program, shown, limit, json));
    }

    /// One of another group does not compete there, and is shown nothing of it.
    private boolean isFor(Ask ask, Program program, BoardDue due) {
        return due.board().groups().isEmpty()
                || ask.affiliate().isEmpty()
                || visible
                        .enrollment(ask.tenant(), program.id(), ask.affiliate().get())
                        .value()
                        .groups()
                        .stream()
                        .anyMatch(due.board().groups()::contains);
    }

    /// The version in force when the quarter began decides it; later ones say nothing of it.
    private TermsHistory history(Program program, Period quarter) {
        Instant begin = quarter.start().atStartOfDay(program.zone()).toInstant();
        List<TermsDocument> documents = Published.inForce(program, begin).stream()
                .map(version -> Published.read(sources.terms(), program.id(), version.version()))
                .toList();
        return TermsHistory.of(documents, program.currency());
    }

    private Shown open(Ask ask, Program program, BoardDue due, int limit, Instant now) {
        try {
            Standings.Figures figures = standings.figures(program, due);
            return new Shown(
                    due,
                    false,
                    now,
                    Optional.of(figures.size()),
                    standings.ranks(program, figures, limit, MAX_TIED, ask.affiliate()));
        } catch (Standings.TooManyException tooMany) {
            throw HttpRefusal.of(
                    409,
                    "too_many",
                    "The program has more enrollments, or a tie more entries, than are compared here.");
        }
    }

    private Shown decided(BoardDue due, Leaders leaders, int limit, Instant now) {
        List<Standings.Rank> ranks = new ArrayList<>();
        for (Leaders.Place place : leaders.places()) {
            int rank = ranks.size() + 1;
            sources.enrollments()
                    .find(leaders.program(), place.affiliate())
                    .map(Versioned::value)
                    .ifPresent(one -> ranks.add(new Standings.Rank(one, rank, place.figure(), false)));
        }
        return new Shown(due, true, now, Optional.empty(), ranks);
    }

    private void write(Ask ask, Program program, Shown shown, int limit, JsonGenerator json) throws IOException {
        BoardDue due = shown.due();
        json.writeStartObject();
        json.writeStringField("program_id", program.id().toString());
        json.writeStringField("bonus_id", due.board().id().text());
        json.writeStringField("period", due.period().text());
        json.writeStringField("measure", due.board().measure().text());
        json.writeNumberField("top", due.board().top());
        PrizeFields.write(json, due.board(), due.board().amount());
        json.writeNumberField("terms_version", due.version());
        json.writeBooleanField("final", shown.isFinal());
        json.writeStringField("decided_on", due.day().toString());
        json.writeStringField("as_of", shown.asOf().toString());
        Lists.nullableNumber(json, "competing", shown.competing());
        json.writeArrayFieldStart("data");
        for (Standings.Rank rank :
                shown.ranks().subList(0, Math.min(limit, shown.ranks().size()))) {
            rank(ask, due, rank, json);
        }
        json.writeEndArray();
        Optional<Standings.Rank> own =
                shown.ranks().stream().filter(rank -> isOwn(ask, rank)).findFirst();
        if (own.isPresent()) {
            json.writeFieldName("own");
            rank(ask, due, own.get(), json);
        } else {
            json.writeNullField("own");
        }
        json.writeEndObject();
    }

    private void rank(Ask ask, BoardDue due, Standings.Rank rank, JsonGenerator json) throws IOException {
        AffiliateId affiliate = rank.enrollment().affiliate();
        boolean isNamed = ask.affiliate().isEmpty() || isOwn(ask, rank);
        boolean hasAgreed = rank.enrollment().recognition() && rank.enrollment().state() != EnrollmentState.BANNED;
        json.writeStartObject();
        json.writeNumberField("rank", rank.rank());
        json.writeBooleanField("tied", rank.isTied());
        Lists.nullable(json, "affiliate_id", Optional.of(affiliate).filter(id -> isNamed));
        Lists.nullable(json, "name", isNamed || hasAgreed ? name(affiliate) : Optional.empty());
        figure(due, rank.figure(), isNamed, json);
        json.writeEndObject();
    }

    private static void figure(BoardDue due, long figure, boolean isNamed, JsonGenerator json) throws IOException {
        if (!isNamed) {
            json.writeNullField("figure");
        } else if (due.board().measure() == Measure.REVENUE) {
            Amounts.money(json, "figure", new Money(figure, due.board().amount().currency()));
        } else {
            json.writeNumberField("figure", figure);
        }
    }

    private Optional<String> name(AffiliateId affiliate) {
        return sources.affiliates().find(affiliate).map(Versioned::value).map(Affiliate::name);
    }

    private static boolean isOwn(Ask ask, Standings.Rank rank) {
        return ask.affiliate().filter(rank.enrollment().affiliate()::equals).isPresent();
    }

    private static Optional<Period> quarter(String text) {
        return text.matches("[0-9]{4}-Q[1-4]") ? Optional.of(Period.parse(text)) : Optional.empty();
    }
}

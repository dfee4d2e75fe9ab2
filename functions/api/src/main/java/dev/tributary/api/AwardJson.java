package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.bonus.BonusKey;
import dev.tributary.domain.bonus.Fulfilment;
import dev.tributary.domain.bonus.Leaderboards;
import dev.tributary.domain.bonus.Leaders;
import dev.tributary.domain.bonus.PrizeAward;
import dev.tributary.domain.decision.Adjustment;
import dev.tributary.domain.decision.Award;
import dev.tributary.domain.decision.Decision;
import dev.tributary.domain.decision.Decision.State;
import dev.tributary.domain.decision.Given;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.terms.Bonus;
import dev.tributary.domain.terms.BonusExplained;
import dev.tributary.domain.terms.PublishedTerms;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An award as it is shown: money with what became of it in the ledger, or a prize without cash with how far
/// its fulfilment is. Each says why it was given.
final class AwardJson {
    private final PublishedTerms terms;
    private final Leaderboards boards;

    AwardJson(PublishedTerms terms, Leaderboards boards) {
        this.terms = terms;
        this.boards = boards;
    }

    /// @param today in the program's zone
    /// @param withKeys whether it is told whose key moved it
    record Reader(Language language, LocalDate today, boolean withKeys) {}

    void write(Given given, Reader reader, JsonGenerator json) throws IOException {
        switch (given) {
            case Given.OfMoney(var decision) -> write(decision, reader.language(), json);
            case Given.OfPrize(var award) -> write(award.value(), reader, json);
        }
    }

    private void write(Decision decision, Language language, JsonGenerator json) throws IOException {
        Adjustment adjustment = decision.adjustment();
        Award award = adjustment.award().orElseThrow();
        BonusKey key = award.of(adjustment.account());
        Bonus bonus = bonus(key, award.version());
        json.writeStartObject();
        head(json, adjustment.id().toString(), key, award.ground().text());
        Amounts.money(json, "amount", adjustment.amount());
        json.writeNullField(PrizeFields.PRIZE);
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
        json.writeNullField("fulfilment");
        TermsWriter.sentences(json, "explanation", List.of(why(bonus, key, award.version(), language)));
        json.writeEndObject();
    }

    void write(PrizeAward award, Reader reader, JsonGenerator json) throws IOException {
        Bonus bonus = bonus(award.key(), award.version());
        json.writeStartObject();
        head(
                json,
                award.id().toString(),
                award.key(),
                bonus instanceof Bonus.Leaderboard ? Award.Ground.LEADERBOARD.text() : "milestone");
        PrizeFields.write(json, bonus, bonus.inKind().orElseThrow().cash());
        json.writeNumberField("terms_version", award.version());
        json.writeStringField("release_day", award.day().toString());
        json.writeStringField("decided_at", award.awardedAt().toString());
        json.writeStringField("state", award.state().text());
        json.writeNullField("entry_id");
        json.writeNullField("refusal");
        json.writeObjectFieldStart("fulfilment");
        json.writeNumberField("times", award.times());
        Lists.nullable(json, "lost_at", award.lostAt());
        Optional<Instant> at = award.done().map(Fulfilment::at);
        Lists.nullable(json, "moved_at", at);
        Lists.nullable(json, "moved_by", award.done().map(Fulfilment::by).filter(key -> reader.withKeys()));
        Lists.nullable(json, "reason", award.done().flatMap(Fulfilment::reason));
        json.writeEndObject();
        TermsWriter.sentences(json, "explanation", sentences(award, bonus, reader));
        json.writeEndObject();
    }

    private static void head(JsonGenerator json, String id, BonusKey key, String ground) throws IOException {
        json.writeStringField("id", id);
        json.writeStringField("program_id", key.account().program().toString());
        json.writeStringField("affiliate_id", key.account().affiliate().toString());
        json.writeStringField("ground", ground);
        json.writeStringField("bonus_id", key.bonus().text());
        json.writeStringField("period", key.period().text());
    }

    private List<String> sentences(PrizeAward award, Bonus bonus, Reader reader) {
        List<String> sentences = new ArrayList<>();
        sentences.add(why(bonus, award.key(), award.version(), reader.language()));
        BonusExplained explained = explained(award.key(), award.version(), reader.language());
        switch (award.state()) {
            case LOST -> sentences.add(explained.lost());
            case AWARDED, ACCEPTED ->
                sentences.add(explained.certain(award.day(), !award.day().isAfter(reader.today())));
            case SHIPPED, FULFILLED -> {
                if (award.isKept()) {
                    sentences.add(explained.kept());
                }
            }
            case CANCELLED -> {}
        }
        return sentences;
    }

    private Bonus bonus(BonusKey key, int version) {
        return Published.read(terms, key.account().program(), version)
                .bonus(key.bonus())
                .orElseThrow(() -> new IllegalStateException(
                        "no bonus " + key.bonus() + " of " + key.account().program()));
    }

    private String why(Bonus bonus, BonusKey key, int version, Language language) {
        BonusExplained explained = explained(key, version, language);
        return switch (bonus) {
            case Bonus.Signing signing -> explained.signed(signing);
            case Bonus.FlatFee fee -> explained.fee(fee);
            case Bonus.Bounty bounty -> explained.bounty(bounty);
            case Bonus.Leaderboard board -> led(board, key, explained);
            case Bonus.Milestone milestone -> explained.won(milestone);
        };
    }

    /// The place of who got it, and its figure.
    private String led(Bonus.Leaderboard board, BonusKey key, BonusExplained explained) {
        AccountKey account = key.account();
        List<Leaders.Place> places = boards.find(account.program(), key.bonus(), key.period())
                .map(Leaders::places)
                .orElseThrow(() -> new IllegalStateException("no places of " + key.bonus()));
        int place = places.stream().map(Leaders.Place::affiliate).toList().indexOf(account.affiliate());
        return explained.leader(board, place + 1, places.get(place).figure());
    }

    private static BonusExplained explained(BonusKey key, int version, Language language) {
        return new BonusExplained(key.bonus(), key.period(), version, language);
    }
}

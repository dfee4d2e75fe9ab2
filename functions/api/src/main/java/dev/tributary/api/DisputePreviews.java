package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.decision.ForeseenRuling;
import dev.tributary.domain.decision.ForeseenRuling.Stated;
import dev.tributary.domain.decision.TermsAmount;
import dev.tributary.domain.dispute.Claim;
import dev.tributary.domain.dispute.Claim.Subject;
import dev.tributary.domain.dispute.Dispute;
import dev.tributary.domain.dispute.Obstacle;
import dev.tributary.domain.dispute.Ruling.Basis;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.listing.OrderFilter;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.Context;
import dev.tributary.domain.order.KnownOrders;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the terms would pay, before anything is claimed or ruled: `/v1/disputes/{dispute_id}/preview` to the merchant,
/// by
/// the steps that post the ruling; `/v1/disputes/preview` to an affiliate, of an order as it states it. Of what orders
/// there are the second one says nothing, and reads nothing.
final class DisputePreviews {
    /// As amounts are in bodies: no exponent, no sign.
    private static final Pattern PLAIN = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,6})?");

    private final Visible visible;
    private final DisputesResource resource;
    private final KnownOrders orders;
    private final ForeseenRulings foreseen;
    private final Rings ring;
    private final Clock clock;

    DisputePreviews(Wiring wiring, DisputesResource resource) {
        this.visible = wiring.visible();
        this.resource = resource;
        this.orders = wiring.stores().orders();
        this.foreseen =
                new ForeseenRulings(wiring.stores().ledger(), wiring.stores().terms());
        this.ring = wiring.ring();
        this.clock = wiring.clock();
    }

    /// @param basis how; empty where nothing is given
    /// @param obstacle why no ruling gives it at the amount of the terms
    /// @param explained the order whose commissions explain the amount
    private record Shown(
            Optional<String> basis, Optional<Money> amount, Optional<String> obstacle, Optional<OrderState> explained) {
        static Shown of(String basis, ForeseenRuling ruling, Optional<Obstacle> but) {
            return switch (ruling) {
                case ForeseenRuling.Gives(var amount, var priced) ->
                    new Shown(
                            Optional.of(basis),
                            Optional.of(amount),
                            but.map(Obstacle::text),
                            Optional.of(priced).filter(of -> !basis.equals(Basis.RESTORE.text())));
                case ForeseenRuling.Nothing(var why) ->
                    nothing(but.map(Obstacle::text).orElse(why.text()));
            };
        }

        static Shown nothing(String obstacle) {
            return new Shown(Optional.empty(), Optional.empty(), Optional.of(obstacle), Optional.empty());
        }
    }

    HttpAnswer ofDispute(Ask ask) {
        Optional<OrderId> said = ask.parameters().take("order_id", OrderId::parse);
        Optional<EventName> event = ask.parameters().take("event", EventName::parse);
        ask.parameters().check();
        Dispute dispute = resource.find(ask).value();
        ask.merchantOnly();
        DisputeWrites.requireStanding(dispute);
        Claim claim = dispute.claim();
        Program program =
                visible.program(ask.tenant(), Optional.of(dispute.parties().program()));
        AffiliateId affiliate = dispute.parties().affiliate();
        Context context = context(ask, program, affiliate);
        // The order that the claim names is the one; another may be named where it names none.
        Optional<ConversionKey> key = claim.order()
                .map(order -> new ConversionKey(program.id(), order, claim.event()))
                .or(() -> said.map(order -> new ConversionKey(program.id(), order, event.orElse(claim.event()))));
        Optional<OrderState> order = key.flatMap(orders::find).map(Versioned::value);
        return answer(
                ask,
                affiliate,
                context,
                switch (TermsAmount.of(dispute, key, order, context)) {
                    case TermsAmount.Possible(var ruling, var amount) ->
                        Shown.of(
                                ruling.basis().text(),
                                foreseen.of(
                                        DisputeRulings.adjustment(
                                                dispute,
                                                program,
                                                new DisputeRulings.Given(ruling, amount, Optional.empty()),
                                                new DisputeRulings.Word(
                                                        "?", DisputeRulings.author(ask), clock.instant())),
                                        order,
                                        context),
                                Optional.empty());
                    case TermsAmount.Impossible(var why) ->
                        why == Obstacle.NO_ORDER && claim.subject() instanceof Subject.Unseen unseen
                                ? stated(program, affiliate, stated(claim, unseen), context, Optional.of(why))
                                : Shown.nothing(why.text());
                });
    }

    /// Parameters `program_id`, `event`, `amount`, `occurred_at`, `click_id`.
    HttpAnswer ofStated(Ask ask) {
        AffiliateId affiliate = ask.affiliate()
                .orElseThrow(() -> HttpRefusal.of(403, "affiliate_only", "Only the affiliate's key may do this."));
        Parameters given = ask.parameters();
        Optional<ProgramId> programId = given.program("what the terms pay is of a program");
        Optional<EventName> event = given.take("event", EventName::parse);
        Optional<String> amount = given.take("amount", Optional::of);
        Optional<Instant> occurredAt = given.take("occurred_at", OrderFilter::instant);
        Optional<String> click = given.take("click_id", Optional::of);
        require(given, "amount", amount.isPresent(), "missing");
        require(given, "occurred_at", occurredAt.isPresent() || given.has("occurred_at"), "missing");
        given.check();
        Program program = visible.program(ask.tenant(), programId);
        Instant at = occurredAt.orElseThrow();
        Optional<Money> money = amount(amount.orElseThrow(), program.currency());
        Optional<VerifiedClick> verified = click.flatMap(text -> DisputeWrites.click(text, ring, program, affiliate));
        require(given, "amount", money.isPresent(), "malformed");
        require(given, "click_id", click.isEmpty() || verified.isPresent(), "forged");
        require(given, "occurred_at", DisputeWrites.isRecent(at, clock.instant()), "out_of_range");
        given.check();
        Context context = context(ask, program, affiliate);
        Stated stated = new Stated(event.orElse(EventName.SALE), at, money.orElseThrow(), verified);
        return answer(ask, affiliate, context, stated(program, affiliate, stated, context, Optional.empty()));
    }

    private static void require(Parameters given, String name, boolean isGood, String code) {
        if (!isGood) {
            given.fault(name, code, code.equals("missing") ? "is needed" : "is none that could be claimed");
        }
    }

    private static Optional<Money> amount(String text, CurrencyCode currency) {
        return Optional.of(text)
                .filter(plain -> PLAIN.matcher(plain).matches())
                .flatMap(plain -> Money.exact(new BigDecimal(plain), currency));
    }

    private static Stated stated(Claim claim, Subject.Unseen unseen) {
        return new Stated(claim.event(), unseen.occurredAt(), unseen.amount(), unseen.click());
    }

    private Shown stated(
            Program program, AffiliateId affiliate, Stated stated, Context context, Optional<Obstacle> but) {
        AccountKey account = new AccountKey(program.id(), affiliate, program.currency());
        return Shown.of("stated", foreseen.of(stated, account, context), but);
    }

    /// @throws HttpRefusal 409 for an affiliate that has not been let in
    private Context context(Ask ask, Program program, AffiliateId affiliate) {
        Enrollment enrollment =
                visible.enrollment(ask.tenant(), program.id(), affiliate).value();
        EnrollmentState state = enrollment.state();
        if (ask.affiliate().isPresent() && !DisputeWrites.mayClaim(state)) {
            throw HttpRefusal.of(409, "illegal_state", "The enrollment is " + state.text() + ".");
        }
        return foreseen.context(program, enrollment, clock.instant());
    }

    private static HttpAnswer answer(Ask ask, AffiliateId affiliate, Context context, Shown shown) {
        Language language = Languages.of(ask.call());
        return Languages.said(HttpAnswer.ok(json -> write(shown, affiliate, context, language, json)), language);
    }

    private static void write(
            Shown shown, AffiliateId affiliate, Context context, Language language, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        Lists.nullable(json, "basis", shown.basis());
        Amounts.nullable(json, "amount", shown.amount());
        Lists.nullable(json, "obstacle", shown.obstacle());
        json.writeArrayFieldStart("commissions");
        for (Commission commission :
                shown.explained().map(OrderState::commissions).orElse(List.of())) {
            if (commission.affiliate().equals(affiliate)) {
                json.writeStartObject();
                Amounts.money(json, "amount", commission.amount());
                ExplanationJson.write(
                        json,
                        "explanation",
                        shown.explained()
                                .orElseThrow()
                                .explain(commission, context.program().terms()::captured),
                        language);
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}

package dev.tributary.domain.imports;

import dev.tributary.domain.conversion.Amounts;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.conversion.Customer;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.Verdict;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.imports.ImportDecisions.Decided;
import dev.tributary.domain.imports.ImportDecisions.Sources;
import dev.tributary.domain.imports.ImportRow.Fault;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.order.Committed;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.postback.EventTimes;
import dev.tributary.domain.program.Coupon;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.token.ClickToken;
import dev.tributary.domain.token.ClickTokens;
import dev.tributary.domain.token.KeyRing;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Rows of past orders: each becomes what a postback would have said, and goes the postbacks' way. What attributes
/// it is its click or its coupon, as the program attributes everything: a row cannot say whose it is.
public final class ConversionRows {
    private static final String ORDER = "order_id";
    private static final String COUPON = "coupon";
    private static final String CLICK = "click_id";
    private static final String AMOUNT = "amount";
    private static final String OCCURRED_AT = "occurred_at";
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,8})?");
    private static final int LONGEST_TIME = 40;

    private ConversionRows() {}

    /// What a row says, or what is wrong with it.
    public sealed interface Read {
        record Event(ConversionEvent event) implements Read {}

        record Wrong(Fault fault) implements Read {}
    }

    /// The first thing that is wrong ends the reading of a row.
    private static final class WrongException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Fault fault;

        WrongException(String field, String code) {
            super(field + " " + code);
            this.fault = new Fault(field, code);
        }
    }

    /// @param arrival of the file
    public static Read read(Map<String, String> cells, ProgramId program, KeyRing ring, Instant arrival) {
        try {
            return new Read.Event(event(cells, program, ring, arrival));
        } catch (WrongException wrong) {
            return new Read.Wrong(wrong.fault);
        }
    }

    private static ConversionEvent event(Map<String, String> cells, ProgramId program, KeyRing ring, Instant arrival) {
        OrderId order = needed(cells, ORDER).flatMap(OrderId::parse).orElseThrow(() -> malformed(ORDER));
        EventName event = EventName.parse(cells.getOrDefault("event", "sale")).orElseThrow(() -> malformed("event"));
        CurrencyCode currency = needed(cells, "currency")
                .flatMap(CurrencyCode::parse)
                .orElseThrow(() -> new WrongException("currency", "unknown_currency"));
        Money amount =
                needed(cells, AMOUNT).map(text -> money(AMOUNT, text, currency)).orElseThrow();
        Optional<Money> tax = money(cells, "tax_amount", currency);
        Optional<Money> shipping = money(cells, "shipping_amount", currency);
        if (!Amounts.fit(amount, tax, shipping, Optional.empty())) {
            throw new WrongException(AMOUNT, "parts_exceed_amount");
        }
        Instant occurredAt =
                needed(cells, OCCURRED_AT).map(ConversionRows::time).orElseThrow();
        EventTimes.fault(occurredAt, arrival).ifPresent(code -> {
            throw new WrongException(OCCURRED_AT, code);
        });
        Optional<Verdict> verdict = Optional.ofNullable(cells.get("status"))
                .map(text -> Status.parse(text).orElseThrow(() -> new WrongException("status", "unknown_status")))
                .map(Verdict::of);
        Optional<VerifiedClick> click =
                Optional.ofNullable(cells.get(CLICK)).map(text -> click(text, program, ring, occurredAt));
        List<CouponCode> coupons = Optional.ofNullable(cells.get(COUPON))
                .map(text -> CouponCode.parse(text).orElseThrow(() -> malformed(COUPON)))
                .stream()
                .toList();
        if (click.isEmpty() && coupons.isEmpty()) {
            // Without a click and a coupon nothing says that an affiliate brought it, whatever the row claims.
            throw new WrongException(cells.containsKey("affiliate_id") ? "affiliate_id" : CLICK, "cannot_attribute");
        }
        return new Reward(
                new ConversionKey(program, order, event),
                Optional.of(occurredAt),
                click,
                coupons,
                Optional.of(new Amounts(amount, tax, shipping, Optional.empty())),
                List.of(),
                Customer.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                verdict,
                false);
    }

    private static VerifiedClick click(String text, ProgramId program, KeyRing ring, Instant occurredAt) {
        ClickToken token =
                ClickTokens.verify(text, ring).orElseThrow(() -> new WrongException(CLICK, "forged_click_id"));
        if (!token.program().equals(program)) {
            throw new WrongException(CLICK, "other_program");
        }
        if (EventTimes.isBefore(occurredAt, token.time())) {
            throw new WrongException(OCCURRED_AT, "before_click");
        }
        return VerifiedClick.of(text, token);
    }

    private static Optional<Money> money(Map<String, String> cells, String column, CurrencyCode currency) {
        return Optional.ofNullable(cells.get(column)).map(text -> money(column, text, currency));
    }

    private static Money money(String column, String text, CurrencyCode currency) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new WrongException(column, text.startsWith("-") ? "negative" : "malformed");
        }
        BigDecimal amount = new BigDecimal(text);
        if (amount.scale() > currency.decimals()) {
            throw new WrongException(column, "too_many_decimals");
        }
        return Money.exact(amount, currency).orElseThrow(() -> new WrongException(column, "too_large"));
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text.length() > LONGEST_TIME ? "" : text)
                    .toInstant()
                    .truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException malformed) {
            throw malformed(OCCURRED_AT);
        }
    }

    private static Optional<String> needed(Map<String, String> cells, String column) {
        Optional<String> cell = Optional.ofNullable(cells.get(column));
        if (cell.isEmpty()) {
            throw new WrongException(column, "missing");
        }
        return cell;
    }

    private static WrongException malformed(String column) {
        return new WrongException(column, "malformed");
    }

    /// @param postback of the row, with the arrival that it has for ever
    static Decided decide(Sources sources, Program program, ImportRow row, Postback postback, Instant now) {
        Optional<OrderState> there = sources.orders().find(postback.key()).map(Versioned::value);
        String object = postback.key().id().toString();
        if (there.isPresent() && isOwn(there.get(), postback)) {
            return new Decided(RowOutcome.created(row, object), List.of(), Optional.of(postback));
        }
        Committed.Answer answer = there.<Committed.Answer>map(order -> Committed.check(order, postback, Map.of(), now))
                .orElseGet(Committed.Answer.New::new);
        return switch (answer) {
            case Committed.Answer.New() ->
                fault(sources, program, postback)
                        .map(fault -> Decided.refused(row, fault))
                        .orElseGet(
                                () -> new Decided(RowOutcome.created(row, object), List.of(), Optional.of(postback)));
            case Committed.Answer.Same _ -> new Decided(RowOutcome.unchanged(row, object), List.of());
            case Committed.Answer.Different _ -> Decided.refused(row, new Fault(ORDER, "differs"));
            case Committed.Answer.Closed() -> Decided.refused(row, new Fault(ORDER, "closed"));
            case Committed.Answer.RefundTooLarge _ ->
                throw new IllegalStateException("no refund is imported: " + postback.key());
            case Committed.Answer.Unprocessable(var reason) -> Decided.refused(row, new Fault(ORDER, reason.text()));
        };
    }

    /// Whether this very row was decided already: a worker sent it and ended before it could say so.
    private static boolean isOwn(OrderState order, Postback postback) {
        return order.receipts().stream()
                .anyMatch(line -> line.receipt().equals(postback.receipt())
                        && line.receivedAt().equals(postback.receivedAt()));
    }

    /// A coupon that nobody knows, or whose affiliate was not approved then, would leave the order to nobody; what
    /// a click comes to is the program's to decide.
    private static Optional<Fault> fault(Sources sources, Program program, Postback postback) {
        if (!(postback.event() instanceof Reward reward) || reward.click().isPresent()) {
            return Optional.empty();
        }
        Optional<Coupon> coupon = reward.coupons().stream()
                .flatMap(code -> sources.coupons().find(program.id(), code).stream())
                .map(Versioned::value)
                .filter(Coupon::enabled)
                .findFirst();
        if (coupon.isEmpty()) {
            return Optional.of(new Fault(COUPON, "unknown_coupon"));
        }
        Instant at = postback.occurredAt();
        boolean earned = sources.enrollments()
                .find(program.id(), coupon.get().owner())
                .map(Versioned::value)
                .filter(owner -> !owner.history().getFirst().from().isAfter(at))
                .filter(owner -> owner.stateAt(at).clicksEarn())
                .isPresent();
        return earned ? Optional.empty() : Optional.of(new Fault(COUPON, "not_approved"));
    }
}

package dev.tributary.domain.payout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Cause;
import dev.tributary.domain.ledger.Draft;
import dev.tributary.domain.ledger.EntryId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.Rule;
import dev.tributary.domain.terms.RuleId;
import dev.tributary.domain.terms.TermsDocument;
import dev.tributary.domain.terms.ValidationPolicy;
import dev.tributary.domain.token.SealedField;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Who is paid, and for whoever is not, which of several reasons is told: the first row that holds.
class PlanTest {
    static final CurrencyCode EUR = new CurrencyCode("EUR");
    static final Instant NOW = Instant.parse("2026-12-07T00:00:00Z");
    static final AffiliateId ANNA = new AffiliateId(2);
    static final AccountKey KEY = new AccountKey(new ProgramId(1), ANNA, EUR);
    private static final ZoneId RIGA = ZoneId.of("Europe/Riga");
    private static final LocalDate SOON = LocalDate.parse("2026-12-20");
    private static final LocalDate FAR = LocalDate.parse("2027-01-30");

    static Money eur(String amount) {
        return Money.of(amount, EUR);
    }

    static Account account(UnaryOperator<Draft> step) {
        return step.apply(Account.empty(KEY).draft())
                .post(new Cause(new EntryId("test:1"), Cause.Kind.ADJUST, NOW, NOW))
                .account();
    }

    static Account available(String amount) {
        return account(draft -> draft.give(new Draft.Standing.InAvailable(), eur(amount), Optional.empty()));
    }

    private static Account pending(LocalDate day) {
        return account(draft -> draft.accrue(day, eur("50.00"), Optional.empty()));
    }

    private static Account held() {
        return account(draft -> draft.give(new Draft.Standing.InHeld(), eur("50.00"), Optional.empty())
                .accrue(SOON, eur("1.00"), Optional.empty()));
    }

    private static Account inDebt() {
        return account(draft -> draft.take(new Draft.Standing.InAvailable(), eur("5.00"), Optional.empty())
                .accrue(SOON, eur("1.00"), Optional.empty()));
    }

    static Enrollment enrolled(EnrollmentState state) {
        return new Enrollment(
                KEY.program(), ANNA, List.of(new Enrollment.Change(state, Instant.EPOCH)), Optional.empty());
    }

    static PayoutMethod method(Instant setAt) {
        return PayoutMethod.first(ANNA, Rail.CSV, new SealedField(0, new byte[40]), setAt, "usr_anna");
    }

    static Payee payee(EnrollmentState state, Optional<Account> account, Optional<PayoutMethod> method) {
        return new Payee(
                ANNA,
                "Anna",
                Optional.of(new Versioned<>(enrolled(state), 3)),
                account,
                method.map(of -> new Versioned<>(of, 4)));
    }

    static Plan.Basis basis(String minimum, ValidationPolicy validation) {
        TermsDocument terms = new TermsDocument(
                1,
                Instant.EPOCH,
                new AttributionPolicy(AttributionPolicy.Model.LAST_CLICK, 30, AttributionPolicy.Precedence.COUPON),
                TermsDocument.PaidUnder.CLICK,
                List.of(new Rule(new RuleId("base"), List.of(), new Pay.Percent(BigDecimal.TEN), Optional.of(30))),
                10,
                validation,
                eur(minimum),
                65);
        return new Plan.Basis(Optional.of(terms), EUR, RIGA, NOW, Optional.empty(), Set.of());
    }

    private static String told(Optional<PlanLine> line) {
        return line.map(of -> switch (of) {
                    case PlanLine.Included included -> included.gross().amount();
                    case PlanLine.Excluded excluded ->
                        excluded.reason().text()
                                + excluded.until().map(day -> " " + day).orElse("");
                })
                .orElse("nothing");
    }

    static Stream<Arguments> cases() {
        Optional<PayoutMethod> old = Optional.of(method(NOW.minus(Duration.ofDays(400))));
        Optional<PayoutMethod> waiting = old.map(of -> of.changed(
                Rail.CSV, of.destination(), NOW.minus(Duration.ofDays(7)).plusSeconds(1), "usr_x"));
        Optional<PayoutMethod> waited =
                old.map(of -> of.changed(Rail.CSV, of.destination(), NOW.minus(Duration.ofDays(7)), "usr_x"));
        Optional<PayoutMethod> none = Optional.empty();
        EnrollmentState approved = EnrollmentState.APPROVED;
        EnrollmentState banned = EnrollmentState.BANNED;
        EnrollmentState ended = EnrollmentState.ENDED;
        return Stream.of(
                //           enrollment  account              method   minimum  expected
                Arguments.of(approved, Optional.empty(), none, "10.00", "nothing"),
                Arguments.of(banned, Optional.of(Account.empty(KEY)), none, "10.00", "nothing"),
                Arguments.of(banned, Optional.of(available("50.00")), old, "10.00", "banned"),
                Arguments.of(banned, Optional.of(inDebt()), none, "10.00", "banned"),
                Arguments.of(approved, Optional.of(inDebt()), none, "10.00", "receivable"),
                Arguments.of(approved, Optional.of(held()), none, "10.00", "under_review"),
                Arguments.of(approved, Optional.of(pending(FAR)), none, "10.00", "in_hold_until 2027-01-30"),
                Arguments.of(approved, Optional.of(pending(SOON)), none, "10.00", "in_hold_until 2026-12-20"),
                Arguments.of(approved, Optional.of(available("9.99")), none, "10.00", "below_minimum"),
                Arguments.of(approved, Optional.of(available("9.99")), old, "10.00", "below_minimum"),
                Arguments.of(approved, Optional.of(available("10.00")), none, "10.00", "no_method"),
                Arguments.of(approved, Optional.of(available("10.00")), waiting, "10.00", "method_waiting"),
                Arguments.of(approved, Optional.of(available("10.00")), waited, "10.00", "10.00"),
                Arguments.of(approved, Optional.of(available("10.00")), old, "10.00", "10.00"),
                Arguments.of(approved, Optional.of(available("0.01")), old, "0.00", "0.01"),
                Arguments.of(ended, Optional.of(available("0.01")), old, "10.00", "0.01"),
                Arguments.of(EnrollmentState.PAUSED, Optional.of(available("10.00")), old, "10.00", "10.00"));
    }

    @ParameterizedTest
    @CsvSource({
        // enrollment, its own minimum, available, expected; the terms say 10.00
        "APPROVED, 25.00, 24.99, below_minimum",
        "APPROVED, 25.00, 25.00, 25.00",
        "APPROVED, 5.00, 5.00, 5.00",
        "APPROVED, 0.00, 0.01, 0.01",
        "ENDED, 25.00, 0.01, 0.01"
    })
    void minimumOfTheEnrollment_standsInPlaceOfTheTerms(
            EnrollmentState state, String own, String available, String expected) {
        Enrollment enrollment = new Enrollment(
                KEY.program(),
                ANNA,
                List.of(new Enrollment.Change(state, Instant.EPOCH)),
                Optional.empty(),
                Set.of(),
                Optional.of(eur(own)));
        Payee payee = new Payee(
                ANNA,
                "Anna",
                Optional.of(new Versioned<>(enrollment, 3)),
                Optional.of(available(available)),
                Optional.of(new Versioned<>(method(NOW.minus(Duration.ofDays(400))), 4)));
        assertThat(told(Plan.line(payee, basis("10.00", ValidationPolicy.AUTO))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void line_saysWhoIsPaid_orTheFirstReason(
            EnrollmentState state,
            Optional<Account> account,
            Optional<PayoutMethod> method,
            String minimum,
            String expected) {
        assertThat(told(Plan.line(payee(state, account, method), basis(minimum, ValidationPolicy.AUTO))))
                .isEqualTo(expected);
    }

    /// Terms 10.00; each row has 7.00 available.
    @ParameterizedTest
    @CsvSource({
        "approved, 7.00, 7.00",
        "approved, 7.01, below_minimum",
        "approved, , below_minimum",
        "ended, 7.01, 7.00"
    })
    void minimumOfTheEnrollment_standsBeforeTheTerms_untilItEnds(String state, String minimum, String expected) {
        Enrollment own = new Enrollment(
                KEY.program(),
                ANNA,
                List.of(new Enrollment.Change(EnrollmentState.parse(state).orElseThrow(), Instant.EPOCH)),
                Optional.empty(),
                Set.of(),
                Optional.ofNullable(minimum).map(PlanTest::eur));
        Payee payee = new Payee(
                ANNA,
                "Anna",
                Optional.of(new Versioned<>(own, 3)),
                Optional.of(available("7.00")),
                Optional.of(new Versioned<>(method(NOW), 4)));

        assertThat(told(Plan.line(payee, basis("10.00", ValidationPolicy.AUTO))))
                .isEqualTo(expected);
    }

    @Test
    void manualValidation_isToldWhereNoHoldReachesThatFar() {
        ValidationPolicy manual = new ValidationPolicy(ValidationPolicy.Mode.MANUAL, 60);
        Payee far = payee(EnrollmentState.APPROVED, Optional.of(pending(FAR)), Optional.empty());
        Payee soon = payee(EnrollmentState.APPROVED, Optional.of(pending(SOON)), Optional.empty());

        assertThat(told(Plan.line(far, basis("0.00", manual)))).isEqualTo("waits_for_approval 2027-01-30");
        assertThat(told(Plan.line(soon, basis("0.00", manual)))).isEqualTo("in_hold_until 2026-12-20");
    }

    /// SEPA pays in euro only, and from an account that the merchant has named.
    @ParameterizedTest
    @CsvSource({"EUR, true, 10.00", "EUR, false, rail_unavailable", "USD, true, rail_unavailable"})
    void railThatCannotPay_leavesOut(String currency, boolean named, String expected) {
        Optional<Debtor> debtor =
                named ? Optional.of(new Debtor("Shoes", "3000", new SealedField(0, new byte[40]))) : Optional.empty();
        PayoutMethod sepa = PayoutMethod.first(ANNA, Rail.SEPA, new SealedField(0, new byte[40]), NOW, "usr_anna");
        Plan.Basis basis = new Plan.Basis(Optional.empty(), new CurrencyCode(currency), RIGA, NOW, debtor, Set.of());

        assertThat(told(Plan.line(
                        payee(EnrollmentState.APPROVED, Optional.of(inCurrency(currency)), Optional.of(sepa)), basis)))
                .isEqualTo(expected);
    }

    /// A rail that is called needs the merchant's key, and a currency that it counts as we do.
    @ParameterizedTest
    @CsvSource({
        "STRIPE, EUR, STRIPE, 10.00",
        "STRIPE, EUR, PAYPAL, rail_unavailable",
        "STRIPE, USD, STRIPE, 10.00",
        "STRIPE, JPY, STRIPE, 10",
        "STRIPE, ISK, STRIPE, rail_unavailable",
        "STRIPE, UGX, STRIPE, rail_unavailable",
        "STRIPE, MGA, STRIPE, rail_unavailable",
        "STRIPE, KWD, STRIPE, rail_unavailable",
        "PAYPAL, EUR, PAYPAL, 10.00",
        "PAYPAL, EUR, STRIPE, rail_unavailable",
        "PAYPAL, JPY, PAYPAL, 10",
        "PAYPAL, HUF, PAYPAL, rail_unavailable",
        "PAYPAL, TWD, PAYPAL, rail_unavailable",
        "PAYPAL, KWD, PAYPAL, rail_unavailable",
        "PAYPAL, AED, PAYPAL, rail_unavailable"
    })
    void calledRail_paysWhatItCountsAsWeDo(Rail rail, String currency, Rail keyed, String expected) {
        PayoutMethod method = PayoutMethod.first(ANNA, rail, new SealedField(0, new byte[40]), NOW, "usr_anna");
        Plan.Basis basis = new Plan.Basis(
                Optional.empty(), new CurrencyCode(currency), RIGA, NOW, Optional.empty(), Set.of(keyed));

        assertThat(told(Plan.line(
                        payee(EnrollmentState.APPROVED, Optional.of(inCurrency(currency)), Optional.of(method)),
                        basis)))
                .isEqualTo(expected);
    }

    private static Account inCurrency(String code) {
        CurrencyCode currency = new CurrencyCode(code);
        return Account.empty(new AccountKey(KEY.program(), ANNA, currency))
                .draft()
                .give(new Draft.Standing.InAvailable(), Money.of("10", currency), Optional.empty())
                .post(new Cause(new EntryId("test:1"), Cause.Kind.ADJUST, NOW, NOW))
                .account();
    }

    @Test
    void notEnrolled_isPaidNothing() {
        Payee stranger = new Payee(ANNA, "Anna", Optional.empty(), Optional.of(available("10.00")), Optional.empty());

        assertThat(told(Plan.line(stranger, basis("0.00", ValidationPolicy.AUTO))))
                .isEqualTo("banned");
    }

    @Test
    void firstMethod_isMarkedNew_untilSomethingArrived() {
        Account first = available("10.00");
        Account sent = first.draft()
                .reserve(eur("4.00"), 1)
                .post(new Cause(new EntryId("test:2"), Cause.Kind.RESERVE, NOW, NOW))
                .account();
        Account failed = sent.draft()
                .failed(eur("4.00"))
                .post(new Cause(new EntryId("test:3"), Cause.Kind.FAIL, NOW, NOW))
                .account();
        Account paidBefore = sent.draft()
                .settle(eur("4.00"), "csv", eur("0.50"))
                .post(new Cause(new EntryId("test:3"), Cause.Kind.SETTLE, NOW, NOW))
                .account();
        Account returned = paidBefore
                .draft()
                .returned(eur("4.00"), "csv", eur("0.00"))
                .post(new Cause(new EntryId("test:4"), Cause.Kind.RETURN, NOW, NOW))
                .account();
        Optional<PayoutMethod> method = Optional.of(method(NOW));

        assertThat(included(first, method).to().isNew()).isTrue();
        assertThat(included(sent, method).to().isNew()).isTrue();
        assertThat(included(failed, method).to().isNew()).isTrue();
        assertThat(included(returned, method).to().isNew()).isTrue();
        assertThat(included(paidBefore, method).to().isNew()).isFalse();
        assertThat(included(paidBefore, method).settledThrough()).isEqualTo(1);
        assertThat(included(first, method).to().methodVersion()).isEqualTo(4);
    }

    static PlanLine.Included included(Account account, Optional<PayoutMethod> method) {
        return (PlanLine.Included) Plan.line(
                        payee(EnrollmentState.APPROVED, Optional.of(account), method),
                        basis("0.00", ValidationPolicy.AUTO))
                .orElseThrow();
    }

    @Test
    void lines_thatDiffer_haveOtherBytes() {
        PlanLine.Included line = included(available("10.00"), Optional.of(method(NOW)));
        PlanLine other = new PlanLine.Included(
                line.affiliate(),
                "Ann",
                line.version(),
                line.settledThrough(),
                line.gross(),
                line.withholding(),
                line.fee(),
                line.net(),
                line.to());

        assertThat(line.bytes()).isEqualTo(line.bytes()).isNotEqualTo(other.bytes());
        assertThat(Planning.chain(Planning.FIRST, line)).isNotEqualTo(Planning.chain(Planning.FIRST, other));
    }
}

package dev.tributary.domain.notice;

import dev.tributary.domain.access.PeopleMail;
import dev.tributary.domain.access.Role;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.language.NoticePhrase;
import dev.tributary.domain.mail.Mail;
import dev.tributary.domain.mail.MailDraft;
import dev.tributary.domain.money.Money;
import dev.tributary.domain.tally.Period;
import dev.tributary.domain.terms.Prize;
import dev.tributary.domain.terms.PrizeInWords;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/// A notice as a mail. It holds no link: whoever gets used to links in such mails follows those of others, too.
public final class NoticeMail {
    private static final String UNKNOWN = "?";
    private static final String EVER = Period.Length.EVER.text();

    private final Destination.Mailbox to;
    private final Tenant owner;
    private final Notice notice;
    private final Names names;

    /// Where what an id stands for is looked up.
    public interface Names {
        /// Empty when it is not there any more.
        Optional<String> of(Tenant tenant);

        Optional<String> program(String id);
    }

    private NoticeMail(Destination.Mailbox to, Tenant owner, Notice notice, Names names) {
        this.to = to;
        this.owner = owner;
        this.notice = notice;
        this.names = names;
    }

    /// @param owner of the two that a notice may concern, the one whose member is written to
    /// @throws IllegalArgumentException for a notice that is not mailed
    public static Mail of(Destination.Mailbox to, Tenant owner, Notice notice, Names names) {
        return new NoticeMail(to, owner, notice, names).mail();
    }

    private Mail mail() {
        return switch (notice.type()) {
            case PAYOUT_METHOD_CHANGED ->
                draft(NoticePhrase.METHOD_SUBJECT, own())
                        .paragraph(say(NoticePhrase.METHOD_TEXT, own(), fact(NoticeFact.RAIL), date()))
                        .mail();
            case PAYOUT_PAID ->
                wished(draft(NoticePhrase.PAID_SUBJECT, program(), amount())
                        .paragraph(say(NoticePhrase.PAID_TEXT, program(), amount(), fact(NoticeFact.RAIL))));
            case PAYOUT_RETURNED ->
                wished(draft(NoticePhrase.RETURNED_SUBJECT, program(), amount())
                        .paragraph(say(NoticePhrase.RETURNED_TEXT, program(), amount())));
            case ADJUSTMENT_POSTED -> adjusted();
            case BONUS_AWARDED ->
                prize().map(prize -> ofPrize(NoticePhrase.PRIZE_SUBJECT, NoticePhrase.PRIZE_TEXT, prize))
                        .orElseGet(() -> ofBonus(NoticePhrase.BONUS_SUBJECT, NoticePhrase.BONUS_TEXT));
            case BONUS_REVERSED ->
                prize().map(prize -> ofPrize(NoticePhrase.PRIZE_LOST_SUBJECT, NoticePhrase.PRIZE_LOST_TEXT, prize))
                        .orElseGet(() -> ofBonus(NoticePhrase.LOST_SUBJECT, NoticePhrase.LOST_TEXT));
            case FLAT_FEE_POSTED -> ofBonus(NoticePhrase.FEE_SUBJECT, NoticePhrase.FEE_TEXT);
            case ENROLLMENT_APPLIED -> ofAffiliate(NoticePhrase.APPLIED_SUBJECT, NoticePhrase.APPLIED_TEXT);
            case ENROLLMENT_INVITED -> ofProgram(NoticePhrase.INVITED_SUBJECT, NoticePhrase.INVITED_TEXT);
            case ENROLLMENT_APPROVED -> ofProgram(NoticePhrase.APPROVED_SUBJECT, NoticePhrase.APPROVED_TEXT);
            case ENROLLMENT_REJECTED -> ofProgram(NoticePhrase.REJECTED_SUBJECT, NoticePhrase.REJECTED_TEXT);
            case WEBHOOK_DISABLED ->
                optOut(draft(NoticePhrase.WEBHOOK_SUBJECT, own())
                                .paragraph(say(NoticePhrase.WEBHOOK_TEXT, own(), fact(NoticeFact.HOST))))
                        .mail();
            case POSTBACKS_SILENT ->
                wished(draft(NoticePhrase.SILENT_SUBJECT, program())
                        .paragraph(say(NoticePhrase.SILENT_TEXT, program(), fact(NoticeFact.CLICKS))));
            case POSTBACKS_RESUMED -> ofProgram(NoticePhrase.RESUMED_SUBJECT, NoticePhrase.RESUMED_TEXT);
            case DISPUTE_OPENED -> ofAffiliate(NoticePhrase.OPENED_SUBJECT, NoticePhrase.OPENED_TEXT);
            case DISPUTE_ESCALATED -> ofAffiliate(NoticePhrase.ESCALATED_SUBJECT, NoticePhrase.ESCALATED_TEXT);
            case DISPUTE_RULED ->
                notice.fact(NoticeFact.STATE).equals(Optional.of("accepted"))
                        ? ofProgram(NoticePhrase.RULED_SUBJECT, NoticePhrase.ACCEPTED_TEXT)
                        : ofProgram(NoticePhrase.RULED_SUBJECT, NoticePhrase.REJECTED_CLAIM_TEXT);
            case MEMBER_CHANGED ->
                unexpected(draft(NoticePhrase.MEMBER_SUBJECT, own())
                        .paragraph(say(NoticePhrase.ROLE_TEXT, own(), fact(NoticeFact.NAME), role())));
            case MEMBER_REMOVED ->
                unexpected(draft(NoticePhrase.MEMBER_SUBJECT, own())
                        .paragraph(say(NoticePhrase.REMOVED_TEXT, own(), fact(NoticeFact.NAME))));
            case CONVERSION_ACCEPTED,
                    COMMISSION_ACCRUED,
                    COMMISSION_UPDATED,
                    COMMISSION_REVERSED,
                    COMMISSION_RESTORED,
                    COMMISSION_RELEASED,
                    WEBHOOK_TEST ->
                throw new IllegalArgumentException(notice.type().text() + " is not mailed");
        };
    }

    /// Upward or downward: a sign before an amount is easily overlooked.
    private Mail adjusted() {
        boolean taken = notice.amount().filter(Money::isNegative).isPresent();
        String amount = said(notice.amount().map(sum -> taken ? sum.negate() : sum));
        return taken
                ? wished(draft(NoticePhrase.TAKEN_SUBJECT, program(), amount)
                        .paragraph(say(NoticePhrase.TAKEN_TEXT, program(), amount)))
                : wished(draft(NoticePhrase.GIVEN_SUBJECT, program(), amount)
                        .paragraph(say(NoticePhrase.GIVEN_TEXT, program(), amount)));
    }

    private Mail ofBonus(NoticePhrase subject, NoticePhrase text) {
        return wished(draft(subject, program(), amount()).paragraph(say(text, program(), amount(), bonus())));
    }

    private Mail ofPrize(NoticePhrase subject, NoticePhrase text, String prize) {
        return wished(draft(subject, program()).paragraph(say(text, program(), prize, bonus())));
    }

    /// Without what it is worth: `the gift "A bag"`.
    private Optional<String> prize() {
        return notice.fact(NoticeFact.PRIZE_KIND)
                .flatMap(Prize.Kind::parse)
                .map(kind -> PrizeInWords.of(kind, fact(NoticeFact.PRIZE), to.language()));
    }

    private Mail ofProgram(NoticePhrase subject, NoticePhrase text) {
        return wished(draft(subject, program()).paragraph(say(text, program())));
    }

    private Mail ofAffiliate(NoticePhrase subject, NoticePhrase text) {
        return wished(draft(subject, program()).paragraph(say(text, program(), affiliate())));
    }

    /// With the reason that a person gave, and where mail like this is switched off.
    private Mail wished(MailDraft draft) {
        notice.fact(NoticeFact.REASON)
                .ifPresent(reason -> draft.paragraph(say(NoticePhrase.REASON, MailDraft.name(reason))));
        return optOut(draft).mail();
    }

    private MailDraft optOut(MailDraft draft) {
        return draft.paragraph(say(NoticePhrase.OPT_OUT, own()));
    }

    private Mail unexpected(MailDraft draft) {
        return draft.paragraph(say(NoticePhrase.UNEXPECTED)).mail();
    }

    /// A subject has no place for signs that steer directions.
    private MailDraft draft(NoticePhrase subject, String... values) {
        String line = say(subject, values)
                .replace(String.valueOf(Language.FIRST_STRONG_ISOLATE), "")
                .replace(String.valueOf(Language.POP_DIRECTIONAL_ISOLATE), "");
        return new MailDraft(
                to.address(),
                line.length() > Mail.MAX_SUBJECT ? line.substring(0, Mail.MAX_SUBJECT) : line,
                to.language());
    }

    private String say(NoticePhrase phrase, String... values) {
        return phrase.in(to.language(), values);
    }

    private String own() {
        return names.of(owner).map(MailDraft::name).orElse(owner.toString());
    }

    private String program() {
        String id = notice.fact(NoticeFact.PROGRAM_ID).orElse(UNKNOWN);
        return names.program(id).map(MailDraft::name).orElse(id);
    }

    private String affiliate() {
        String id = notice.fact(NoticeFact.AFFILIATE_ID).orElse(UNKNOWN);
        return Tenant.parse(id).flatMap(names::of).map(MailDraft::name).orElse(id);
    }

    private String amount() {
        return said(notice.amount());
    }

    private String said(Optional<Money> amount) {
        return amount.map(to.language()::money).orElse(UNKNOWN);
    }

    /// `m3, 2026-11`; one that comes once has no period.
    private String bonus() {
        String id = fact(NoticeFact.BONUS_ID);
        return notice.fact(NoticeFact.PERIOD)
                .filter(period -> !period.equals(EVER))
                .map(period -> id + ", " + period)
                .orElse(id);
    }

    private String date() {
        return notice.fact(NoticeFact.VALID_FROM)
                .map(text -> Instant.parse(text).atOffset(ZoneOffset.UTC).toLocalDate())
                .map(to.language()::date)
                .orElse(UNKNOWN);
    }

    private String role() {
        return notice.fact(NoticeFact.ROLE)
                .flatMap(Role::parse)
                .map(role -> PeopleMail.role(role).in(to.language()))
                .orElse(UNKNOWN);
    }

    private String fact(NoticeFact fact) {
        return notice.fact(fact).map(MailDraft::name).orElse(UNKNOWN);
    }
}

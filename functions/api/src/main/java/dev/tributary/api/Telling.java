package dev.tributary.api;

import dev.tributary.domain.access.Member;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.change.NoticeChanges;
import dev.tributary.domain.notice.Destination.Mailbox;
import dev.tributary.domain.notice.KnownEndpoints;
import dev.tributary.domain.notice.Mailboxes;
import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.NoticeFact;
import dev.tributary.domain.notice.NoticeType;
import dev.tributary.domain.payout.PayoutMethod;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a call has to tell, written in the transaction of its change: nothing would deliver an answered call again. It
/// stands there as deliveries that are due, one for each endpoint that wants it and for each member who gets it by
/// mail; whoever looks for what is due finds
/// them within a minute.
final class Telling {
    private final NoticeChanges receivers;
    private final Mailboxes mailboxes;

    Telling(KnownEndpoints endpoints, Mailboxes mailboxes) {
        this.receivers = new NoticeChanges(endpoints, mailboxes);
        this.mailboxes = mailboxes;
    }

    /// That an enrollment has come into another state.
    List<Change> of(Program program, Enrollment enrollment, Instant now) {
        Optional<NoticeType> type = switch (enrollment.state()) {
            case APPLIED -> Optional.of(NoticeType.ENROLLMENT_APPLIED);
            // One that goes on after a pause was approved before.
            case APPROVED -> isResumed(enrollment) ? Optional.empty() : Optional.of(NoticeType.ENROLLMENT_APPROVED);
            case REJECTED -> Optional.of(NoticeType.ENROLLMENT_REJECTED);
            case INVITED -> Optional.of(NoticeType.ENROLLMENT_INVITED);
            case PAUSED, ENDED, BANNED -> Optional.empty();
        };
        if (type.isEmpty()) {
            return List.of();
        }
        Map<NoticeFact, String> facts = new EnumMap<>(NoticeFact.class);
        facts.put(NoticeFact.PROGRAM_ID, program.id().toString());
        facts.put(NoticeFact.AFFILIATE_ID, enrollment.affiliate().toString());
        facts.put(NoticeFact.STATE, enrollment.state().text());
        enrollment.history().getLast().reason().ifPresent(reason -> facts.put(NoticeFact.REASON, reason));
        return changes(
                Notice.of(
                        type.get(),
                        now,
                        List.of(
                                new Tenant.OfMerchant(program.merchant()),
                                new Tenant.OfAffiliate(enrollment.affiliate())),
                        Optional.empty(),
                        facts,
                        program.id().toString(),
                        enrollment.affiliate().toString(),
                        Integer.toString(enrollment.history().size())),
                now);
    }

    private static boolean isResumed(Enrollment enrollment) {
        List<Enrollment.Change> history = enrollment.history();
        return history.size() > 1 && history.get(history.size() - 2).state() == EnrollmentState.PAUSED;
    }

    /// That money goes elsewhere from some time on, to the affiliate itself; not where.
    /// @param version of the method; two changes may have one time
    List<Change> of(PayoutMethod method, long version, Instant now) {
        Tenant affiliate = new Tenant.OfAffiliate(method.affiliate());
        Map<NoticeFact, String> facts = new EnumMap<>(NoticeFact.class);
        facts.put(NoticeFact.AFFILIATE_ID, method.affiliate().toString());
        facts.put(NoticeFact.RAIL, method.rail().text());
        facts.put(NoticeFact.VALID_FROM, method.validFrom().toString());
        return changes(
                Notice.of(
                        NoticeType.PAYOUT_METHOD_CHANGED,
                        now,
                        List.of(affiliate),
                        Optional.empty(),
                        facts,
                        method.affiliate().toString(),
                        method.setAt().toString(),
                        Long.toString(version)),
                now);
    }

    /// That somebody is in another role: to the owners, and to the member itself.
    List<Change> changed(Member after, Instant now) {
        return ofMember(NoticeType.MEMBER_CHANGED, after, now);
    }

    /// That somebody is no member any more: to the owners as they are, and to whoever leaves.
    List<Change> removed(Member before, Instant now) {
        return ofMember(NoticeType.MEMBER_REMOVED, before, now);
    }

    private List<Change> ofMember(NoticeType type, Member member, Instant now) {
        Map<NoticeFact, String> facts = new EnumMap<>(NoticeFact.class);
        facts.put(NoticeFact.PERSON_ID, member.person().text());
        facts.put(NoticeFact.NAME, member.name());
        facts.put(NoticeFact.ROLE, member.role().text());
        Notice notice = Notice.of(
                type,
                now,
                List.of(member.tenant()),
                Optional.empty(),
                facts,
                member.tenant().toString(),
                member.person().text(),
                member.role().text());
        return changes(notice, now, mailboxes.of(member).stream());
    }

    /// That a dispute was opened, or ruled on.
    List<Change> of(Notice notice, Instant now) {
        return changes(notice, now);
    }

    private List<Change> changes(Notice notice, Instant now) {
        return changes(notice, now, Stream.empty());
    }

    private List<Change> changes(Notice notice, Instant now, Stream<Mailbox> others) {
        return receivers.of(notice, now, others);
    }
}

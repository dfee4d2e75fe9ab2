package dev.tributary.domain.notice;

import dev.tributary.domain.access.Member;
import dev.tributary.domain.access.Members;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.notice.Destination.Mailbox;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Whose mailboxes a notice goes to.
public final class Mailboxes {
    /// In one tenant; the owners first.
    public static final int MOST = 20;

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 3;

    private final Members members;
    private final boolean sending;

    /// @param sending false on a platform that sends no mail: there are none then
    public Mailboxes(Members members, boolean sending) {
        this.members = members;
        this.sending = sending;
    }

    /// Whether a notice is one that members of any of its tenants may get by mail.
    public static boolean mayGet(Notice notice) {
        return notice.audience().stream()
                .anyMatch(tenant -> Mailing.of(notice.type(), tenant).isPresent());
    }

    /// Of one of the tenants that a notice concerns; none of what a test program does.
    public List<Mailbox> of(Tenant tenant, Notice notice) {
        Optional<Mailing> mailing = Mailing.of(notice.type(), tenant);
        if (!sending || !notice.isLive() || mailing.isEmpty()) {
            return List.of();
        }
        List<Member> reached = new ArrayList<>();
        Optional<PageRequest> request = Optional.of(PageRequest.first(PAGE));
        for (int pages = 0; pages < MOST_PAGES && request.isPresent(); pages++) {
            PageRequest asked = request.get();
            Page<Member> page = members.of(tenant, asked);
            page.items().stream().filter(mailing.get()::reaches).forEach(reached::add);
            request = page.next().map(asked::after);
        }
        return reached.stream()
                .sorted(Comparator.comparing(Member::role))
                .limit(MOST)
                .map(Mailboxes::mailbox)
                .toList();
    }

    /// Of one who is leaving, or whose role is another by now; empty for a stranger.
    public Optional<Mailbox> of(Member member) {
        return sending && member.joined().isPresent() ? Optional.of(mailbox(member)) : Optional.empty();
    }

    private static Mailbox mailbox(Member member) {
        return new Mailbox(member.address(), member.wishes().language());
    }
}

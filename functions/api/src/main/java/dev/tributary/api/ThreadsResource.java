package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.ThreadId;
import dev.tributary.domain.mail.MailAddress;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.talk.Message;
import dev.tributary.domain.talk.MessageThread;
import dev.tributary.domain.talk.ReadMark;
import dev.tributary.domain.talk.Side;
import dev.tributary.domain.talk.Threads;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `GET /v1/threads` and the messages in them: a merchant sees those of its programs; an affiliate its own,
/// whatever has become of its enrollment, for what was said to it stays said.
final class ThreadsResource {
    private final Visible visible;
    private final Threads threads;
    private final Behind behind;
    private final Cursors cursors;

    ThreadsResource(Visible visible, Threads threads, Behind behind, Cursors cursors) {
        this.visible = visible;
        this.threads = threads;
        this.behind = behind;
        this.cursors = cursors;
    }

    /// A thread as one side sees it.
    record Row(MessageThread thread, int unread, Side reader) {}

    HttpAnswer list(Ask ask) throws IOException {
        Optional<ProgramId> program = ask.parameters().take("program_id", ProgramId::parse);
        Optional<AffiliateId> affiliate = ask.parameters().take("affiliate_id", AffiliateId::parse);
        Optional<MessageThread.State> state = ask.parameters().take("state", Texts.constant(MessageThread.State.class));
        Optional<String> owner =
                ask.parameters().take("owner", ThreadsResource::person).map(PersonId::text);
        boolean isTold = side(ask.tenant()) == Side.MERCHANT;
        Optional<Boolean> unread = ask.parameters().take("unread", AnnouncementsResource::truth);
        Set<Noun> wanted = Expansions.THREADS.take(ask);
        PageRequest request = cursors.page(ask);
        program.ifPresent(id -> visible.program(ask.tenant(), program));
        Page<MessageThread> page = ask.isForeign(affiliate) ? Page.last(List.of()) : page(ask, program, request);
        // A filtered page may be short; its cursor leads on all the same.
        List<MessageThread> kept = page.items().stream()
                .filter(thread -> program.isEmpty()
                        || program.get().equals(thread.parties().program()))
                .filter(thread ->
                        affiliate.isEmpty() || affiliate.equals(thread.parties().affiliate()))
                .filter(thread -> state.isEmpty() || state.get() == thread.state())
                .filter(thread -> owner.isEmpty() || isTold && owner.equals(thread.owner()))
                .toList();
        Page<Row> rows = new Page<>(
                rows(ask, kept).stream()
                        .filter(row -> unread.isEmpty() || unread.get() == row.unread() > 0)
                        .toList(),
                page.next());
        return Lists.of(rows, cursors.next(ask, rows), writing(ask, wanted, rows.items()));
    }

    HttpAnswer get(Ask ask) throws IOException {
        Set<Noun> wanted = Expansions.THREADS.take(ask);
        ask.parameters().check();
        Versioned<MessageThread> thread = find(ask);
        Versioned<Row> row = new Versioned<>(
                new Row(thread.value(), unread(ask, thread.value()), side(ask.tenant())), thread.version());
        return Replies.ok(row, writing(ask, wanted, List.of(row.value())));
    }

    private Lists.Writing<Row> writing(Ask ask, Set<Noun> wanted, List<Row> rows) throws IOException {
        return Expanding.beside(
                new Expanding.Rows<>(rows, row -> row.thread().parties().program(), ThreadsResource::write),
                behind.finders(ask, wanted, Map.of()));
    }

    /// The oldest first. Who has read up to a number goes on after it.
    HttpAnswer messages(Ask ask) throws IOException {
        Optional<Integer> after = ask.parameters()
                .take(
                        "after",
                        text -> text.matches("[0-9]{1,5}") ? Optional.of(Integer.valueOf(text)) : Optional.empty());
        PageRequest request = cursors.page(ask);
        MessageThread thread = find(ask).value();
        Page<Message> page = threads.messages(thread.id(), after.orElse(0), request);
        return Lists.of(page, cursors.next(ask, page), ThreadsResource::write);
    }

    /// The one of the path, as the caller may see it.
    /// @throws HttpRefusal 404
    Versioned<MessageThread> find(Ask ask) {
        return ThreadId.parse(ask.variable("thread_id"))
                .flatMap(threads::find)
                .filter(found -> isShown(ask.tenant(), found.value().parties())
                        && CallSight.has(found.value().parties().program()))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such thread."));
    }

    private static boolean isShown(Tenant tenant, MessageThread.Parties parties) {
        return switch (tenant) {
            case Tenant.OfMerchant(var merchant) -> merchant.equals(parties.merchant());
            case Tenant.OfAffiliate(var affiliate) ->
                parties.affiliate().filter(affiliate::equals).isPresent();
        };
    }

    private Page<MessageThread> page(Ask ask, Optional<ProgramId> program, PageRequest request) {
        return switch (ask.tenant()) {
            case Tenant.OfAffiliate(var own) -> {
                Page<MessageThread> all = threads.of(own, request);
                yield new Page<>(
                        all.items().stream()
                                .filter(thread -> CallSight.has(thread.parties().program()))
                                .toList(),
                        all.next());
            }
            case Tenant.OfMerchant _ -> visible.walk(ask.tenant(), program, request, threads::in);
        };
    }

    /// A thread, with what whoever asks has not read of it.
    HttpAnswer shown(Ask ask, Versioned<MessageThread> thread) {
        return shown(thread, unread(ask, thread.value()), side(ask.tenant()));
    }

    static HttpAnswer shown(Versioned<MessageThread> thread, int unread, Side reader) {
        return Replies.ok(thread, (of, json) -> write(new Row(of, unread, reader), json));
    }

    int unread(Ask ask, MessageThread thread) {
        return rows(ask, List.of(thread)).getFirst().unread();
    }

    Optional<ReadMark> mark(Ask ask, ThreadId thread) {
        return Optional.ofNullable(
                threads.marks(side(ask.tenant()), List.of(thread)).get(thread));
    }

    private List<Row> rows(Ask ask, List<MessageThread> some) {
        Side reader = side(ask.tenant());
        Map<ThreadId, ReadMark> marks =
                threads.marks(reader, some.stream().map(MessageThread::id).toList());
        return some.stream()
                .map(thread ->
                        new Row(thread, thread.unread(reader, Optional.ofNullable(marks.get(thread.id()))), reader))
                .toList();
    }

    /// Somebody by the id or the address.
    static Optional<PersonId> person(String text) {
        return PersonId.parse(text).or(() -> MailAddress.parse(text).map(PersonId::of));
    }

    static Side side(Tenant tenant) {
        return switch (tenant) {
            case Tenant.OfMerchant _ -> Side.MERCHANT;
            case Tenant.OfAffiliate _ -> Side.AFFILIATE;
        };
    }

    static void write(Row row, JsonGenerator json) throws IOException {
        MessageThread thread = row.thread();
        json.writeStartObject();
        json.writeStringField("id", thread.id().toString());
        json.writeStringField("program_id", thread.parties().program().toString());
        Lists.nullable(json, "affiliate_id", thread.parties().affiliate());
        json.writeStringField("subject", thread.subject());
        ThreadSubjects.write(thread.about(), json);
        json.writeStringField("state", thread.state().text());
        // An id follows from an address: the other side could try addresses.
        Lists.nullable(json, "owner", row.reader() == Side.MERCHANT ? thread.owner() : Optional.empty());
        json.writeStringField("opened_at", thread.opened().toString());
        json.writeStringField("last_message_at", thread.last().sent().toString());
        json.writeNumberField("messages", thread.last().number());
        json.writeNumberField("unread", row.unread());
        json.writeEndObject();
    }

    static void write(Message message, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", message.number());
        json.writeStringField("from", message.from().text());
        Lists.nullable(json, "name", message.name());
        json.writeStringField("text", message.text());
        json.writeStringField("sent_at", message.sent().toString());
        json.writeEndObject();
    }
}

package dev.tributary.api;

import dev.tributary.domain.access.Actor;
import dev.tributary.domain.access.Members;
import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.ThreadId;
import dev.tributary.domain.party.Disguise;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.talk.About;
import dev.tributary.domain.talk.Message;
import dev.tributary.domain.talk.MessageThread;
import dev.tributary.domain.talk.MessageThread.Parties;
import dev.tributary.domain.talk.MessageThread.State;
import dev.tributary.domain.talk.ReadMark;
import dev.tributary.domain.talk.Side;
import dev.tributary.domain.talk.TalkChange;
import dev.tributary.domain.talk.Threads;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Opening threads, replying in them, and whose turn it is. A reply is a message more and nothing else: of two at
/// once the second one is judged again, and both stand.
final class ThreadWrites {
    private static final String PROGRAM = "program_id";
    private static final String AFFILIATE = "affiliate_id";
    private static final String SUBJECT = "subject";
    private static final String TEXT = "text";
    private static final String STATE = "state";
    private static final String OWNER = "owner";
    private static final String UP_TO = "up_to";

    private final Visible visible;
    private final Threads threads;
    private final ThreadsResource resource;
    private final ThreadSubjects subjects;
    private final Members members;

    ThreadWrites(Visible visible, Threads threads, ThreadsResource resource, ThreadSubjects subjects, Members members) {
        this.visible = visible;
        this.threads = threads;
        this.resource = resource;
        this.subjects = subjects;
        this.members = members;
    }

    /// A merchant names the affiliate, or none: then it stays among its own people.
    Decision open(Write write) {
        FieldReader body = write.body();
        boolean byMerchant = write.ask().affiliate().isEmpty();
        Optional<ProgramId> programId = body.required(PROGRAM, body.text(PROGRAM, ProgramId::parse));
        Optional<AffiliateId> named = body.text(AFFILIATE, AffiliateId::parse);
        Optional<String> subject = body.required(SUBJECT, Prose.line(body, SUBJECT, MessageThread.MAX_SUBJECT_LENGTH));
        Optional<String> text = body.required(TEXT, Prose.text(body, TEXT, Message.MAX_LENGTH));
        Optional<About> about = ThreadSubjects.read(body);
        Optional<String> owner = byMerchant ? owner(write) : Optional.empty();
        write.check();
        Program program = visible.program(write.tenant(), programId);
        Parties parties = new Parties(program.id(), program.merchant(), named.or(write.ask()::affiliate));
        parties.affiliate().ifPresent(affiliate -> requireMaySpeak(write, parties, affiliate));
        subjects.require(body, parties, about);
        write.check();
        ThreadId id = new ThreadId(write.id("thread"));
        Side side = ThreadsResource.side(write.tenant());
        Optional<Versioned<MessageThread>> mine = threads.find(id);
        if (mine.isPresent()) {
            // Made by this very call, longer ago than its key is kept; it may have gone on since.
            return Decision.unchanged(again(write, mine.get(), parties, text.orElseThrow()));
        }
        Message first =
                new Message(1, side, name(write), text.orElseThrow(), write.now(), side == Side.MERCHANT ? 1 : 0);
        MessageThread thread = new MessageThread(
                id,
                parties,
                subject.orElseThrow(),
                about,
                MessageThread.after(side, parties),
                owner,
                write.now(),
                new MessageThread.Last(1, first.byMerchant(), write.now()));
        return Decision.of(
                List.of(new Change.OfTalk(new TalkChange.NewThread(thread, first))),
                event(write, "thread.open", thread, Set.of(PROGRAM, SUBJECT, TEXT)),
                created(new Versioned<>(thread, 1), 0, side));
    }

    Decision reply(Write write) {
        Versioned<MessageThread> read = resource.find(write.ask());
        MessageThread thread = read.value();
        FieldReader body = write.body();
        Optional<String> text = body.required(TEXT, Prose.text(body, TEXT, Message.MAX_LENGTH));
        Optional<State> turn =
                write.ask().affiliate().isEmpty() ? body.text(STATE, Texts.constant(State.class)) : Optional.empty();
        write.check();
        write.match(read.version());
        requireMaySpeak(write, thread);
        if (thread.isFull()) {
            throw HttpRefusal.of(
                    409, "thread_full", "The thread has " + MessageThread.MAX_MESSAGES + " messages: open another.");
        }
        Side side = ThreadsResource.side(write.tenant());
        Message message = thread.next(side, name(write), text.orElseThrow(), write.now());
        MessageThread next = thread.with(message, turn.orElse(MessageThread.after(side, thread.parties())));
        HttpAnswer answer = HttpAnswer.json(201, json -> ThreadsResource.write(message, json))
                .with("etag", "\"" + (read.version() + 1) + "\"")
                .with("location", "/v1/threads/" + thread.id() + "/messages?after=" + (message.number() - 1));
        return Decision.of(
                List.of(new Change.OfTalk(new TalkChange.Replied(read.with(next), message))),
                event(write, "thread.reply", thread, Set.of(TEXT)),
                answer);
    }

    /// Who takes care of it, and whose turn it is; for merchants.
    Decision change(Write write) {
        Versioned<MessageThread> read = resource.find(write.ask());
        write.ask().merchantOnly();
        FieldReader body = write.body();
        Texts.refuseNull(body, STATE);
        Optional<State> state = body.text(STATE, Texts.constant(State.class));
        boolean nobody = body.isNull(OWNER);
        Optional<String> owner = nobody ? Optional.empty() : owner(write).or(read.value()::owner);
        write.check();
        write.match(read.version());
        return changed(write, read, read.value().with(state.orElse(read.value().state()), owner));
    }

    Decision close(Write write) {
        return turn(write, State.SOLVED);
    }

    Decision reopen(Write write) {
        return turn(write, State.OPEN);
    }

    /// What is solved already, or open already, stays as it is.
    private Decision turn(Write write, State state) {
        Versioned<MessageThread> read = resource.find(write.ask());
        write.check();
        write.match(read.version());
        requireMaySpeak(write, read.value());
        boolean there = (state == State.SOLVED) == (read.value().state() == State.SOLVED);
        return changed(
                write,
                read,
                there ? read.value() : read.value().with(state, read.value().owner()));
    }

    /// A mark of the reader's own, beside the thread: its version stays, and no audit log is told.
    Decision read(Write write) {
        Versioned<MessageThread> found = resource.find(write.ask());
        FieldReader body = write.body();
        Optional<Long> upTo = body.required(UP_TO, body.count(UP_TO));
        if (upTo.filter(number -> number > found.value().last().number()).isPresent()) {
            body.fault(UP_TO, "out_of_range", "The thread has fewer messages.");
        }
        write.check();
        write.match(found.version());
        Side reader = ThreadsResource.side(write.tenant());
        ThreadId id = found.value().id();
        Message last = threads.message(id, Math.toIntExact(upTo.orElseThrow())).orElseThrow();
        ReadMark wanted = ReadMark.of(last, reader);
        ReadMark mark = resource.mark(write.ask(), id)
                .map(before -> before.later(wanted))
                .orElse(wanted);
        return Decision.noted(
                () -> threads.mark(id, reader, mark),
                ThreadsResource.shown(found, found.value().unread(reader, Optional.of(mark)), reader));
    }

    private Decision changed(Write write, Versioned<MessageThread> read, MessageThread next) {
        MessageThread before = read.value();
        Set<String> fields = new TreeSet<>();
        if (next.state() != before.state()) {
            fields.add(STATE);
        }
        if (!next.owner().equals(before.owner())) {
            fields.add(OWNER);
        }
        if (fields.isEmpty()) {
            return Decision.unchanged(resource.shown(write.ask(), read));
        }
        return Decision.of(
                List.of(new Change.OfTalk(new TalkChange.ChangedThread(read.with(next)))),
                event(write, "thread.change", before, fields),
                ThreadsResource.shown(
                        new Versioned<>(next, read.version() + 1),
                        resource.unread(write.ask(), before),
                        ThreadsResource.side(write.tenant())));
    }

    private HttpAnswer again(Write write, Versioned<MessageThread> there, Parties parties, String text) {
        String first = threads.message(there.value().id(), 1).orElseThrow().text();
        HttpAnswer answer =
                created(there, resource.unread(write.ask(), there.value()), ThreadsResource.side(write.tenant()));
        return Repeats.same(parties + text, there.value().parties() + first, answer);
    }

    private static HttpAnswer created(Versioned<MessageThread> thread, int unread, Side reader) {
        return Replies.created(
                thread,
                "/v1/threads/" + thread.value().id(),
                (of, json) -> ThreadsResource.write(new ThreadsResource.Row(of, unread, reader), json));
    }

    private void requireMaySpeak(Write write, MessageThread thread) {
        thread.parties().affiliate().ifPresent(affiliate -> requireMaySpeak(write, thread.parties(), affiliate));
    }

    /// Whoever is out may still ask for what it earned; who is banned reads on, and is not heard.
    private void requireMaySpeak(Write write, Parties parties, AffiliateId affiliate) {
        Enrollment enrollment =
                visible.enrollment(write.tenant(), parties.program(), affiliate).value();
        if (write.ask().affiliate().isPresent() && enrollment.state() == EnrollmentState.BANNED) {
            throw HttpRefusal.of(409, "illegal_state", "The enrollment is banned.");
        }
    }

    /// One of the merchant's members, by the id or the address.
    private Optional<String> owner(Write write) {
        FieldReader body = write.body();
        Optional<PersonId> owner = body.text(OWNER, ThreadsResource::person);
        if (owner.filter(person -> members.find(write.tenant(), person).isEmpty())
                .isPresent()) {
            body.fault(OWNER, "unknown", "There is no such member.");
        }
        return owner.map(PersonId::text);
    }

    /// Of the person whom the key names, unless it is an address or an id; a key that a merchant made for an affiliate
    /// names the merchant's person, who is not shown as the affiliate's.
    private static Optional<String> name(Write write) {
        Actor actor = write.ask().principal().actor();
        return actor.person()
                .filter(name -> actor.tenant().equals(write.tenant()) && !Disguise.isIn(name))
                .filter(name -> name.indexOf('@') < 0 && PersonId.parse(name).isEmpty());
    }

    private static AuditEvent event(Write write, String action, MessageThread thread, Set<String> fields) {
        return write.event(new Tenant.OfMerchant(thread.parties().merchant()), action, thread.id(), fields);
    }
}

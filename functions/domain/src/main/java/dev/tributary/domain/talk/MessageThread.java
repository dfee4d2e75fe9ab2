package dev.tributary.domain.talk;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.id.ThreadId;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// What a merchant and an affiliate of a program say to each other, or what the merchant's team has to settle
/// among itself. Whose turn it is, and who of the merchant's people takes care, stands on it: so a question to the
/// support is a thread like any other.
///
/// @param owner the name of one of the merchant's people
/// @param last the latest message
public record MessageThread(
        ThreadId id,
        Parties parties,
        String subject,
        Optional<About> about,
        State state,
        Optional<String> owner,
        Instant opened,
        Last last) {
    public static final int MAX_SUBJECT_LENGTH = 200;
    public static final int MAX_OWNER_LENGTH = 100;
    public static final int MAX_MESSAGES = 20_000;

    /// @param affiliate empty of a thread of the merchant's own
    public record Parties(ProgramId program, MerchantId merchant, Optional<AffiliateId> affiliate) {}

    /// Its number is how many messages there are.
    /// @param byMerchant how many of them are the merchant's
    public record Last(int number, int byMerchant, Instant sent) {
        static Last of(Message message) {
            return new Last(message.number(), message.byMerchant(), message.sent());
        }
    }

    public enum State {
        /// The merchant's turn.
        OPEN,
        /// The affiliate's turn.
        WAITING,
        SOLVED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public MessageThread {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(opened, "opened");
        if (subject.isBlank() || subject.length() > MAX_SUBJECT_LENGTH) {
            throw new IllegalArgumentException("subject is empty or longer than " + MAX_SUBJECT_LENGTH);
        }
        if (owner.filter(name -> name.isBlank() || name.length() > MAX_OWNER_LENGTH)
                .isPresent()) {
            throw new IllegalArgumentException("owner is empty or longer than " + MAX_OWNER_LENGTH);
        }
        if (last.number() < 1 || last.number() > MAX_MESSAGES) {
            throw new IllegalArgumentException("messages are not 1 to " + MAX_MESSAGES);
        }
    }

    /// Whose turn it is when a side has spoken; among the merchant's own people it stays theirs.
    public static State after(Side speaker, Parties parties) {
        return switch (speaker) {
            case MERCHANT -> parties.affiliate().isPresent() ? State.WAITING : State.OPEN;
            case AFFILIATE -> State.OPEN;
        };
    }

    public boolean isFull() {
        return last.number() == MAX_MESSAGES;
    }

    /// The next message, which is not in the thread yet.
    public Message next(Side from, Optional<String> name, String text, Instant now) {
        return new Message(
                last.number() + 1, from, name, text, now, last.byMerchant() + (from == Side.MERCHANT ? 1 : 0));
    }

    /// With a message more, which opens again what was solved.
    public MessageThread with(Message message, State turn) {
        if (message.number() != last.number() + 1) {
            throw new IllegalArgumentException("message is not the next one: " + message.number());
        }
        return new MessageThread(id, parties, subject, about, turn, owner, opened, Last.of(message));
    }

    public MessageThread with(State changed, Optional<String> newOwner) {
        return new MessageThread(id, parties, subject, about, changed, newOwner, opened, last);
    }

    /// How many messages of the other side came after the mark.
    public int unread(Side reader, Optional<ReadMark> mark) {
        int others = switch (reader) {
            case MERCHANT -> last.number() - last.byMerchant();
            case AFFILIATE -> last.byMerchant();
        };
        return others - mark.map(ReadMark::others).orElse(0);
    }
}

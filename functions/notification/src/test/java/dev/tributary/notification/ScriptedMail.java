package dev.tributary.notification;

import dev.tributary.domain.mail.Mail;
import dev.tributary.domain.mail.MailOut;
import dev.tributary.domain.stored.UnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// A mailbox that answers as it is told to, and then takes everything.
final class ScriptedMail implements MailOut {
    enum Next {
        REFUSED,
        SILENT,
        /// Taken, and the answer is lost.
        TAKEN_IN_SILENCE
    }

    final List<Mail> taken = new ArrayList<>();
    final Deque<Next> next = new ArrayDeque<>();
    boolean hasSender = true;

    @Override
    public boolean hasSender() {
        return hasSender;
    }

    @Override
    public synchronized Handed send(Mail mail) {
        if (next.isEmpty()) {
            taken.add(mail);
            return new Handed.Over();
        }
        return switch (next.pop()) {
            case REFUSED -> new Handed.Refused("MessageRejected");
            case SILENT -> throw silent();
            case TAKEN_IN_SILENCE -> {
                taken.add(mail);
                throw silent();
            }
        };
    }

    @Override
    public Handed sendToNobody(Mail mail) {
        throw new AssertionError("notices have somebody to go to");
    }

    private static UnavailableException silent() {
        return new UnavailableException("mail", new IllegalStateException("silent"));
    }

    List<String> to() {
        return taken.stream().map(mail -> mail.to().text()).sorted().toList();
    }
}

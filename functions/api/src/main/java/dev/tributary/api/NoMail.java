package dev.tributary.api;

import dev.tributary.domain.mail.Mail;
import dev.tributary.domain.mail.MailOut;

/// Of a platform without a sender.
final class NoMail implements MailOut {
    @Override
    public boolean hasSender() {
        return false;
    }

    @Override
    public Handed send(Mail mail) {
        return new Handed.NoSender();
    }

    @Override
    public Handed sendToNobody(Mail mail) {
        return new Handed.NoSender();
    }
}

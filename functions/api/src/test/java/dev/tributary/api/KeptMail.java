package dev.tributary.api;

import dev.tributary.domain.mail.Mail;
import dev.tributary.domain.mail.MailAddress;
import dev.tributary.domain.mail.MailOut;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A mailbox in memory.
final class KeptMail implements MailOut {
    private static final Pattern TOKEN = Pattern.compile("token=([A-Za-z0-9_-]{43})\\s");
    final List<Mail> mails = new ArrayList<>();
    /// How many were handed over to nobody.
    int toNobody;
    boolean hasSender = true;
    Handed handed = new Handed.Over();

    @Override
    public boolean hasSender() {
        return hasSender;
    }

    @Override
    public Handed send(Mail mail) {
        mails.add(mail);
        return handed;
    }

    @Override
    public Handed sendToNobody(Mail mail) {
        toNobody++;
        return handed;
    }

    Mail last() {
        return mails.getLast();
    }

    /// What the last mail signs in with.
    String token() {
        Matcher token = TOKEN.matcher(last().text());
        if (!token.find()) {
            throw new AssertionError("no link in the last mail");
        }
        return token.group(1);
    }

    long to(String address) {
        return mails.stream()
                .filter(mail -> mail.to().equals(new MailAddress(address)))
                .count();
    }
}

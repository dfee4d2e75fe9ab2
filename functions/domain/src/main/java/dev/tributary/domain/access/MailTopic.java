package dev.tributary.domain.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What mail to members is about, as far as they may want it or not. A name is a promise: it may be added to, and never
/// changes. What concerns who gets in and where money goes is under none of them.
public enum MailTopic {
    /// Conversions, and all that is earned and taken back.
    COMMISSIONS,
    PAYOUTS,
    ENROLLMENTS,
    DISPUTES,
    WEBHOOKS;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<MailTopic> parse(String text) {
        return Stream.of(values()).filter(topic -> topic.text().equals(text)).findFirst();
    }

    static Set<MailTopic> all() {
        return EnumSet.allOf(MailTopic.class);
    }
}

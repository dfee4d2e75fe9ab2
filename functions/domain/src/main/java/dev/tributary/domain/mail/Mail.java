package dev.tributary.domain.mail;

/// One mail to one person, as text and the same as HTML. What is in it may come from others, a
/// merchant's name: nothing in the subject begins another header.
public record Mail(MailAddress to, String subject, String text, String html) {
    public static final int MAX_SUBJECT = 200;
    private static final int MAX_BODY = 50_000;

    public Mail {
        if (subject.isBlank() || subject.length() > MAX_SUBJECT) {
            throw new IllegalArgumentException("subject is empty or longer than " + MAX_SUBJECT);
        }
        if (subject.chars().anyMatch(Character::isISOControl)
                || subject.indexOf('\u2028') >= 0
                || subject.indexOf('\u2029') >= 0) {
            throw new IllegalArgumentException("subject holds a control character");
        }
        if (text.isBlank() || text.length() > MAX_BODY || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("text is empty, too long or holds NUL");
        }
        if (html.isBlank() || html.length() > MAX_BODY || html.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("html is empty, too long or holds NUL");
        }
    }

    /// It may hold a secret.
    @Override
    public String toString() {
        return "Mail[" + to + "]";
    }
}

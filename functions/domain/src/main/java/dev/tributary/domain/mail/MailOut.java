package dev.tributary.domain.mail;

/// Where mail is handed over. What does not answer is an `UnavailableException`: nobody knows whether
/// such a mail goes out, and another one does no harm.
public interface MailOut {
    sealed interface Handed {
        /// Taken; whether it arrives is not known.
        record Over() implements Handed {}

        /// It will not be sent as it is, whoever asks again: a sender that is not verified, an address that
        /// may not be written to.
        /// @param reason the code that it was refused with
        record Refused(String reason) implements Handed {}

        /// This platform sends no mail.
        record NoSender() implements Handed {}
    }

    /// Whether there is somebody in whose name mail goes out.
    boolean hasSender();

    Handed send(Mail mail);

    /// As good as a send, to nobody: whoever must not be told by the time it takes that there was nobody
    /// to write to calls this instead.
    Handed sendToNobody(Mail mail);
}

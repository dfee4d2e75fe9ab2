package dev.tributary.domain.access;

import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.mail.MailAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/// A person, in whatever tenants and sessions: `per_` and 32 hexadecimal digits, which follow from the
/// address that the person signs in with. It opens nothing.
public record PersonId(String text) implements ActorId {
    private static final Pattern SHAPE = Pattern.compile("per_[0-9a-f]{32}");

    public PersonId {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("text is no id of a person");
        }
    }

    public static PersonId of(MailAddress address) {
        return new PersonId("per_" + Digest128.of("person", address.text()).hex());
    }

    public static Optional<PersonId> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new PersonId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}

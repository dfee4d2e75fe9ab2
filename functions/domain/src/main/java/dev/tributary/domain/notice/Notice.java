package dev.tributary.domain.notice;

import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.Money;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One thing that happened, as its receivers are told of it. The same cause makes the same notice, whoever makes it
/// and how often.
///
/// @param at of its cause, as it is stored
/// @param audience whom it concerns, a merchant, an affiliate or both; each may want it or not
/// @param facts in the order of their names' declaration
public record Notice(
        NoticeId id,
        NoticeType type,
        Instant at,
        List<Tenant> audience,
        Optional<Money> amount,
        Map<NoticeFact, String> facts) {
    private static final int MOST_AUDIENCE = 2;
    private static final int LONGEST_FACT = 1_000;

    public Notice {
        audience = List.copyOf(audience);
        if (audience.isEmpty() || audience.size() > MOST_AUDIENCE) {
            throw new IllegalArgumentException("audience is not one or two: " + audience.size());
        }
        EnumMap<NoticeFact, String> sorted = new EnumMap<>(NoticeFact.class);
        sorted.putAll(facts);
        facts = Collections.unmodifiableMap(sorted);
        facts.forEach((fact, text) -> {
            if (text.isEmpty() || text.length() > LONGEST_FACT) {
                throw new IllegalArgumentException(fact.text() + " is empty or too long");
            }
        });
    }

    /// @param cause what with the type and the time tells it from all others
    public static Notice of(
            NoticeType type,
            Instant at,
            List<Tenant> audience,
            Optional<Money> amount,
            Map<NoticeFact, String> facts,
            String... cause) {
        return new Notice(NoticeId.of(type, at, cause), type, at, audience, amount, facts);
    }

    /// False of what concerns a test program.
    public boolean isLive() {
        return fact(NoticeFact.PROGRAM_ID)
                .flatMap(ProgramId::parse)
                .filter(ProgramId::isTest)
                .isEmpty();
    }

    public Optional<String> fact(NoticeFact fact) {
        return Optional.ofNullable(facts.get(fact));
    }
}

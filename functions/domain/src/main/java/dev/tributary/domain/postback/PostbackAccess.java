package dev.tributary.domain.postback;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import java.time.ZoneId;
import java.util.Optional;

/// Where the edge reads who may call for a program.
@FunctionalInterface
public interface PostbackAccess {
    /// A program that takes postbacks: its currency, the zone of its days, and what proves its calls.
    ///
    /// @param clickParameter of its landing pages: a shop that keeps the address of one knows the click by it
    record Gate(
            ProgramId program,
            CurrencyCode currency,
            ZoneId zone,
            PostbackCredentials credentials,
            String clickParameter) {}

    /// Empty when there is no such program, or nothing yet that proves its calls.
    /// @throws dev.tributary.domain.stored.UnavailableException when it cannot be read
    Optional<Gate> find(ProgramId program);
}

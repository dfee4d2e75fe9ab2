package dev.tributary.domain.conversion;

import dev.tributary.domain.id.CountryCode;
import java.util.Optional;

/// What a call says about who bought. Whether somebody is new is the merchant's word.
public record Customer(
        Optional<PersonTag> id, Optional<PersonTag> email, Optional<Boolean> isNew, Optional<CountryCode> country) {
    public static final Customer UNKNOWN =
            new Customer(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}

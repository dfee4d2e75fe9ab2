package dev.tributary.domain.program;

import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import java.util.Optional;

/// Where coupons are kept. A code belongs to one affiliate of a program.
public interface Coupons {
    Optional<Versioned<Coupon>> find(ProgramId program, CouponCode code);

    /// Those of a program, by code; a position is a code.
    Page<Coupon> in(ProgramId program, PageRequest page);

    Creation create(Coupon coupon);

    Replacement replace(Versioned<Coupon> coupon);
}

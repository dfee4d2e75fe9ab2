package dev.tributary.domain.access;

import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import java.util.Optional;

/// Where grants are read; `Changes` writes them.
public interface AgencyGrants {
    Optional<Versioned<AgencyGrant>> find(MerchantId merchant, MerchantId agency);

    /// Those that a merchant gave, by the agencies' ids.
    Page<AgencyGrant> givenBy(MerchantId merchant, PageRequest page);

    /// Those that an agency has, or is offered, by the merchants' ids. One given a moment ago may be missing.
    Page<AgencyGrant> givenTo(MerchantId agency, PageRequest page);
}

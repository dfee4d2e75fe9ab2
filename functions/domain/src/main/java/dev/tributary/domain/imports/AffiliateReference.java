package dev.tributary.domain.imports;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.Mode;
import java.util.ArrayList;
import java.util.List;

/// By which name of its own a merchant finds an affiliate that an import brought: its number elsewhere, or its
/// address. What is kept is a hash, so nobody reads either of them out of it.
public record AffiliateReference(MerchantId merchant, String digest) {
    /// The merchant's own number of it; case counts.
    public static AffiliateReference externalId(MerchantId merchant, Mode mode, String externalId) {
        return of(merchant, mode, "external", externalId);
    }

    /// @param sha256 of the address
    public static AffiliateReference email(MerchantId merchant, Mode mode, String sha256) {
        return of(merchant, mode, "email", sha256);
    }

    /// The merchant's own names that a row gives, its number before its address.
    static List<AffiliateReference> of(Import of, ImportRow row) {
        // What a test brings is not there for live programs.
        Mode mode = of.wish().program().mode();
        List<AffiliateReference> references = new ArrayList<>();
        row.cell(ImportRow.EXTERNAL_ID)
                .ifPresent(id -> references.add(externalId(of.wish().merchant(), mode, id)));
        row.cell(ImportRow.EMAIL)
                .ifPresent(hash -> references.add(email(of.wish().merchant(), mode, hash)));
        return references;
    }

    private static AffiliateReference of(MerchantId merchant, Mode mode, String kind, String value) {
        return new AffiliateReference(
                merchant,
                Digest128.of("affiliate reference", merchant.toString(), mode.text(), kind, value)
                        .hex());
    }

    /// That of an affiliate that is made under this name: whoever makes it again makes the same one.
    AffiliateId affiliate() {
        return new AffiliateId(
                Digest128.of("imported affiliate", merchant.toString(), digest).high());
    }
}

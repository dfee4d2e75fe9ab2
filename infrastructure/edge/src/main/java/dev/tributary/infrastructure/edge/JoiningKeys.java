package dev.tributary.infrastructure.edge;

import dev.tributary.domain.id.AffiliateId;
import java.util.Locale;

/// Key text, in a program's partition, of how affiliates come into it; the table of all items stands in `Keys`.
public final class JoiningKeys {
    public static final String FORM = "FORM";
    /// What the sort keys of applications begin with.
    public static final String APPLICATIONS = "APPLICATION#";

    private JoiningKeys() {}

    public static String agreement(int version) {
        return String.format(Locale.ROOT, "AGREEMENT#%04d", version);
    }

    public static String application(AffiliateId affiliate) {
        return APPLICATIONS + affiliate;
    }
}

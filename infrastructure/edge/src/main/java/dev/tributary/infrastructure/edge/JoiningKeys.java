package dev.tributary.infrastructure.edge;

import dev.tributary.domain.id.AffiliateId;
import java.util.Locale;

/// Key text, in a program's partition, of how affiliates come into it; the table of all items stands in `Keys`.
public final class JoiningKeys {
    public static final String FORM = "FORM";
    /// What the sort keys of applications begin with.
    public static final String APPLICATIONS = "APPLICATION#";

    /// That a program is in the directory, and what stands there of it.
    public static final String LISTED = "LISTED";

    /// GSI1 of these: one partition for all.
    public static final String DIRECTORY = Keys.PROGRAMS + LISTED;

    private JoiningKeys() {}

    public static String agreement(int version) {
        return String.format(Locale.ROOT, "AGREEMENT#%04d", version);
    }

    public static String application(AffiliateId affiliate) {
        return APPLICATIONS + affiliate;
    }
}

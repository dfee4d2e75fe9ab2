package dev.tributary.domain.oracle.attribution;

import dev.tributary.domain.oracle.Exact;
import java.util.List;
import java.util.Set;

/// Who is credited: in the order of shares; nobody where it is empty.
///
/// @param why it is nobody, where that is plain
record Credit(List<Share> shares, Set<String> why) {
    /// @param by `click 3`, `coupon ANNA10`, `customer` or `subscription`
    record Share(int affiliate, String by, Exact part, Set<String> flags) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Share share
                    && affiliate == share.affiliate
                    && by.equals(share.by)
                    && part.compareTo(share.part) == 0
                    && flags.equals(share.flags);
        }

        @Override
        public int hashCode() {
            return affiliate;
        }
    }

    static Credit nobody(Set<String> why) {
        return new Credit(List.of(), why);
    }
}

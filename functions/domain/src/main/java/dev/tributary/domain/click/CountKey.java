package dev.tributary.domain.click;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.id.CreativeId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.token.Device;
import java.util.Comparator;
import java.util.Optional;

/// One row of a report: a link, a sub id's value on a link, a country.
///
/// @param id bits of the link, affiliate or creative; 0 where the dimension has none
/// @param value of a sub id, source, country or device; of a sub id or source, the empty text is
///     `other`: the values beyond the limit. Of a country it is the unknown one.
public record CountKey(Dimension dimension, long id, String value) implements Comparable<CountKey> {
    public static final CountKey TOTAL = new CountKey(Dimension.TOTAL, 0, "");
    private static final Comparator<CountKey> ORDER = Comparator.comparing(CountKey::dimension)
            .thenComparingLong(CountKey::id)
            .thenComparing(CountKey::value);

    public CountKey {
        if (id != 0 && !dimension.hasId()) {
            throw new IllegalArgumentException("id on dimension " + dimension);
        }
        if (!value.isEmpty() && !dimension.hasValue()) {
            throw new IllegalArgumentException("value on dimension " + dimension);
        }
    }

    public static CountKey of(LinkId link) {
        return new CountKey(Dimension.LINK, link.bits(), "");
    }

    public static CountKey of(AffiliateId affiliate) {
        return new CountKey(Dimension.AFFILIATE, affiliate.bits(), "");
    }

    public static CountKey of(CreativeId creative) {
        return new CountKey(Dimension.CREATIVE, creative.bits(), "");
    }

    public static CountKey of(Optional<CountryCode> country) {
        return new CountKey(Dimension.COUNTRY, 0, country.map(CountryCode::text).orElse(""));
    }

    public static CountKey of(Device device) {
        return new CountKey(Dimension.DEVICE, 0, device.name());
    }

    /// @param position 0 for sub1 to 4 for sub5
    public static CountKey ofSub(int position, LinkId link, String value) {
        return new CountKey(Dimension.sub(position), link.bits(), value);
    }

    public static CountKey ofSource(LinkId link, String value) {
        return new CountKey(Dimension.SOURCE, link.bits(), value);
    }

    public boolean isOther() {
        return dimension.limited() && value.isEmpty();
    }

    /// The row that takes this one's counts when its value is beyond the limit.
    CountKey other() {
        return new CountKey(dimension, id, "");
    }

    @Override
    public int compareTo(CountKey that) {
        return ORDER.compare(this, that);
    }
}

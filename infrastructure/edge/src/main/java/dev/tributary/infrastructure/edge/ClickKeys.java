package dev.tributary.infrastructure.edge;

import dev.tributary.domain.click.ClickMarks;
import dev.tributary.domain.click.ClickSpan;
import dev.tributary.domain.click.ClickSpan.Day;
import dev.tributary.domain.click.ClickSpan.Hour;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.click.Dimension;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ProgramId;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Key text of chunks of clicks, of marks and of counts; the table of all items stands in `Keys`.
public final class ClickKeys {
    /// What the sort keys of slices' counts begin with.
    public static final String SLICE_COUNTS = "M";

    private static final Pattern MARK = Pattern.compile("S(\\d{1,12})#(\\d{1,2})|H(\\d{1,12})|D(\\d{4}-\\d{2}-\\d{2})");

    private static final Pattern COUNTS = Pattern.compile("M(\\d{1,12})#(\\d{1,2})#\\d{1,6}");

    private ClickKeys() {}

    public static String chunks(Slice slice) {
        return "C#" + slice.program() + "#" + slice.minute() + "#" + slice.shard();
    }

    public static String marks(ProgramId program) {
        return "Q#" + program;
    }

    public static String mark(ClickSpan span) {
        return switch (span) {
            case Slice slice -> "S" + slice.minute() + "#" + slice.shard();
            case Hour hour -> "H" + hour.hour();
            case Day day -> "D" + day.date();
        };
    }

    /// The span of a mark's key.
    /// @throws IllegalArgumentException for a key that no mark has
    public static ClickSpan markedSpan(String pk, String sk) {
        Matcher mark = MARK.matcher(sk);
        Optional<ProgramId> program = pk.startsWith("Q#") ? ProgramId.parse(pk.substring(2)) : Optional.empty();
        if (program.isEmpty() || !mark.matches()) {
            throw new IllegalArgumentException("no key of a mark: " + pk + " / " + sk);
        }
        if (mark.group(4) != null) {
            return new Day(program.get(), LocalDate.parse(mark.group(4)));
        }
        return mark.group(3) != null
                ? new Hour(program.get(), Long.parseLong(mark.group(3)))
                : new Slice(program.get(), Long.parseLong(mark.group(1)), Integer.parseInt(mark.group(2)));
    }

    public static String counts(Hour hour) {
        return "S#" + hour.program() + "#" + hour.hour();
    }

    public static String sliceCounts(Slice slice, int part) {
        return SLICE_COUNTS + slice.minute() + "#" + slice.shard() + "#" + part;
    }

    /// The slice of a sort key that `sliceCounts` gave.
    public static Slice countedSlice(Hour hour, String sk) {
        Matcher counts = COUNTS.matcher(sk);
        if (!counts.matches()) {
            throw new IllegalArgumentException("no key of a slice's counts: " + sk);
        }
        return new Slice(hour.program(), Long.parseLong(counts.group(1)), Integer.parseInt(counts.group(2)));
    }

    public static String hourCounts(Dimension dimension, int part) {
        return hourCountsOf(dimension) + part;
    }

    /// What the sort keys of all parts of a dimension begin with.
    public static String hourCountsOf(Dimension dimension) {
        return "D" + dimension.text() + "#";
    }

    public static String dueSpans(ClickMarks.Kind kind, int bucket) {
        return switch (kind) {
            case SLICE -> "slice#" + bucket;
            case HOUR -> "hour#" + bucket;
            case DAY -> "day#" + bucket;
        };
    }

    /// GSI1 of entries of days of clicks: their program.
    public static String clickDays(ProgramId program) {
        return "P#" + program + "#K";
    }

    /// GSI1 of entries of days of clicks, within their program.
    public static String clickDay(AffiliateId affiliate, LocalDate day) {
        return String.format(Locale.ROOT, "%s#%02d", clickDays(YearMonth.from(day), affiliate), day.getDayOfMonth());
    }

    /// What the sort keys of an affiliate's days of clicks in a month begin with.
    public static String clickDays(YearMonth month, AffiliateId affiliate) {
        return clickDays(month) + "#" + affiliate;
    }

    /// What the sort keys of a month's days of clicks begin with.
    public static String clickDays(YearMonth month) {
        return String.format(Locale.ROOT, "%04d%02d", month.getYear(), month.getMonthValue());
    }
}

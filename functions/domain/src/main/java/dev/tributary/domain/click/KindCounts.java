package dev.tributary.domain.click;

/// How many clicks of each kind.
public record KindCounts(long qualified, long bot, long preview, long repeat, long notQualified) {
    public static final KindCounts NONE = new KindCounts(0, 0, 0, 0, 0);
    private static final ClickKind[] KINDS = ClickKind.values();

    public KindCounts {
        if (qualified < 0 || bot < 0 || preview < 0 || repeat < 0 || notQualified < 0) {
            throw new IllegalArgumentException("a count is negative");
        }
    }

    public static KindCounts one(ClickKind kind) {
        long[] counts = new long[KINDS.length];
        counts[kind.ordinal()] = 1;
        return of(counts);
    }

    /// @param counts in the order of [ClickKind], one for each
    static KindCounts of(long[] counts) {
        return new KindCounts(counts[0], counts[1], counts[2], counts[3], counts[4]);
    }

    public long of(ClickKind kind) {
        return switch (kind) {
            case QUALIFIED -> qualified;
            case BOT -> bot;
            case PREVIEW -> preview;
            case REPEAT -> repeat;
            case NOT_QUALIFIED -> notQualified;
        };
    }

    public long total() {
        return qualified + bot + preview + repeat + notQualified;
    }

    public KindCounts plus(KindCounts that) {
        return new KindCounts(
                Math.addExact(qualified, that.qualified),
                Math.addExact(bot, that.bot),
                Math.addExact(preview, that.preview),
                Math.addExact(repeat, that.repeat),
                Math.addExact(notQualified, that.notQualified));
    }
}

package dev.tributary.domain.oracle;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/// Draws, the same for the same seed.
public record Chance(Random random) {
    public Chance(long seed) {
        this(new Random(seed));
    }

    public boolean in100(int percent) {
        return random.nextInt(100) < percent;
    }

    public int upTo(int most) {
        return random.nextInt(most + 1);
    }

    public <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    public <T> Optional<T> maybe(int percent, Supplier<T> of) {
        return in100(percent) ? Optional.of(of.get()) : Optional.empty();
    }

    /// One or two of them.
    public <T> Set<T> some(List<T> of) {
        List<T> shuffled = new ArrayList<>(of);
        Collections.shuffle(shuffled, random);
        return new HashSet<>(shuffled.subList(0, Math.min(of.size(), 1 + random.nextInt(2))));
    }

    /// From 0 to so many minor units.
    public BigDecimal money(int mostMinor, int decimals) {
        return BigDecimal.valueOf(random.nextInt(mostMinor + 1), decimals);
    }
}

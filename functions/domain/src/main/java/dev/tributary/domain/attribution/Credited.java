package dev.tributary.domain.attribution;

import dev.tributary.domain.attribution.Attribution.Flag;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.terms.AttributionPolicy.Model;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A touch that a model credits.
///
/// @param click that decided, and so says which version of the terms pays, and over which channel
record Credited(Touch touch, VerifiedClick click, Fraction part, Set<Flag> flags) {
    Credited {
        flags = Set.copyOf(flags);
    }

    /// Runs a model: the parts sum to 1, and nobody has a part of 0. Nothing comes of no touches.
    static List<Credited> by(Model model, List<Touch> touches) {
        List<Touch> ordered = touches.stream()
                .sorted(Comparator.comparing(touch -> deciding(model, touch), Touch.BY_TIME))
                .toList();
        List<Credited> credited = new ArrayList<>();
        for (int index = 0; index < ordered.size(); index++) {
            Touch touch = ordered.get(index);
            Fraction part = part(model, index, ordered.size());
            if (!part.isZero()) {
                credited.add(new Credited(touch, deciding(model, touch), part, Set.of()));
            }
        }
        return List.copyOf(credited);
    }

    private static VerifiedClick deciding(Model model, Touch touch) {
        return switch (model) {
            case LAST_CLICK -> touch.latest();
            case FIRST_CLICK, LINEAR, POSITION -> touch.earliest();
        };
    }

    private static Fraction part(Model model, int index, int count) {
        return switch (model) {
            case LAST_CLICK -> index == count - 1 ? Fraction.ONE : Fraction.ZERO;
            case FIRST_CLICK -> index == 0 ? Fraction.ONE : Fraction.ZERO;
            case LINEAR -> Fraction.of(1, count);
            case POSITION -> position(index, count);
        };
    }

    /// Two share equally; from three on the first and the last have 2/5 each, and those between them 1/5
    /// together.
    private static Fraction position(int index, int count) {
        if (count <= 2) {
            return Fraction.of(1, count);
        }
        boolean atAnEnd = index == 0 || index == count - 1;
        return atAnEnd ? Fraction.of(2, 5) : Fraction.of(1, 5L * (count - 2));
    }

    Credited times(Fraction factor) {
        return new Credited(touch, click, part.times(factor), flags);
    }

    Credited with(Flag flag) {
        Set<Flag> more = EnumSet.of(flag);
        more.addAll(flags);
        return new Credited(touch, click, part, more);
    }

    /// What one touch got twice.
    Credited plus(Credited other) {
        Set<Flag> more = EnumSet.noneOf(Flag.class);
        more.addAll(flags);
        more.addAll(other.flags);
        return new Credited(touch, click, part.plus(other.part), more);
    }
}

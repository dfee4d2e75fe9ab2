package dev.tributary.domain.oracle.earning;

import dev.tributary.domain.oracle.earning.Situation.Order;
import dev.tributary.domain.oracle.earning.Situation.Rule;
import dev.tributary.domain.oracle.earning.Situation.Share;
import dev.tributary.domain.oracle.earning.Situation.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// A situation without what a disagreement does not need.
final class Fewer {
    private Fewer() {}

    static Situation of(Situation situation, Predicate<Situation> stillFails) {
        Situation least = situation;
        boolean again = true;
        while (again) {
            again = false;
            for (Situation less : less(least)) {
                if (stillFails.test(less)) {
                    least = less;
                    again = true;
                    break;
                }
            }
        }
        return least;
    }

    /// Each with one thing less.
    private static List<Situation> less(Situation situation) {
        List<Situation> less = new ArrayList<>();
        for (int index = 0; index < situation.shares().size(); index++) {
            if (situation.shares().size() > 1) {
                List<Share> shares = new ArrayList<>(situation.shares());
                shares.remove(index);
                less.add(with(situation, situation.order(), shares));
            }
            for (Share share : less(situation.shares().get(index))) {
                List<Share> shares = new ArrayList<>(situation.shares());
                shares.set(index, share);
                less.add(with(situation, situation.order(), shares));
            }
        }
        Order order = situation.order();
        for (int index = 0; index < order.lines().size(); index++) {
            List<Situation.Line> lines = new ArrayList<>(order.lines());
            lines.remove(index);
            less.add(with(
                    situation, new Order(order.currency(), order.amounts(), lines, order.rate()), situation.shares()));
        }
        return less;
    }

    private static List<Share> less(Share share) {
        List<Share> less = new ArrayList<>();
        Terms terms = share.terms();
        if (share.override().isPresent()) {
            less.add(new Share(
                    share.affiliate(),
                    share.part(),
                    terms,
                    share.person(),
                    Optional.empty(),
                    share.counted(),
                    share.firstCharge()));
        }
        for (Terms fewer : less(terms)) {
            less.add(new Share(
                    share.affiliate(),
                    share.part(),
                    fewer,
                    share.person(),
                    share.override(),
                    share.counted(),
                    share.firstCharge()));
        }
        if (!share.counted().isEmpty()) {
            less.add(new Share(
                    share.affiliate(),
                    share.part(),
                    terms,
                    share.person(),
                    share.override(),
                    Map.of(),
                    share.firstCharge()));
        }
        return less;
    }

    private static List<Terms> less(Terms terms) {
        List<Terms> less = new ArrayList<>();
        for (int index = 0; index < terms.rules().size(); index++) {
            List<Rule> fewer = without(terms.rules(), index);
            less.add(new Terms(fewer, terms.least(), terms.most(), terms.caps()));
            Rule rule = terms.rules().get(index);
            for (int condition = 0; condition < rule.conditions().size(); condition++) {
                List<Rule> rules = new ArrayList<>(terms.rules());
                rules.set(index, new Rule(rule.id(), without(rule.conditions(), condition), rule.pay()));
                less.add(new Terms(rules, terms.least(), terms.most(), terms.caps()));
            }
        }
        for (int index = 0; index < terms.caps().size(); index++) {
            less.add(new Terms(terms.rules(), terms.least(), terms.most(), without(terms.caps(), index)));
        }
        if (terms.least().isPresent()) {
            less.add(new Terms(terms.rules(), Optional.empty(), terms.most(), terms.caps()));
        }
        if (terms.most().isPresent()) {
            less.add(new Terms(terms.rules(), terms.least(), Optional.empty(), terms.caps()));
        }
        return less;
    }

    private static <T> List<T> without(List<T> all, int index) {
        List<T> fewer = new ArrayList<>(all);
        fewer.remove(index);
        return fewer;
    }

    private static Situation with(Situation situation, Order order, List<Share> shares) {
        return new Situation(
                situation.currency(),
                situation.zone(),
                situation.event(),
                situation.at(),
                situation.isNew(),
                order,
                shares);
    }
}

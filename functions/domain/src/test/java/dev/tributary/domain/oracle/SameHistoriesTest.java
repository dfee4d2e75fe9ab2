package dev.tributary.domain.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.backtest.Walked;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.terms.TermsDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The oracle's random histories, with updates, approvals of less and calls in any order: the orders
/// that one version paid cost under it what they cost.
class SameHistoriesTest {
    private static final int IN_THE_SUITE = 1_000;

    @Test
    void termsInForce_costWhatTheyCost() {
        long first = Long.getLong("backtest.seed", System.nanoTime());
        int paid = 0;
        for (long seed = first; seed < first + IN_THE_SUITE; seed++) {
            History history = Histories.of(seed);
            Engine engine = new Engine(history.setup());
            history.steps().forEach(engine::play);
            for (TermsDocument terms : engine.terms()) {
                List<OrderState> orders = engine.orders().stream()
                        .filter(order -> order.sale().stream()
                                .flatMap(sale -> sale.captured().stream())
                                .allMatch(captured -> captured.termsVersion() == terms.version()))
                        .toList();
                Walked walked = Walked.of(orders, history.setup().zone(), terms, terms, "2026-01-01", "2026-12-31");
                for (var row : walked.rows().values()) {
                    assertThat(row.then())
                            .as("seed %d, terms %d, affiliate %s", seed, terms.version(), row.affiliate())
                            .isEqualTo(row.now());
                    paid += row.now().isPositive() ? 1 : 0;
                }
            }
        }
        assertThat(paid).as("affiliates who cost something").isGreaterThan(IN_THE_SUITE / 4);
    }
}

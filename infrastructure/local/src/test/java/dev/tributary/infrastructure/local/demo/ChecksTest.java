package dev.tributary.infrastructure.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/// One broken line is enough.
class ChecksTest {
    private final Checks checks = new Checks();

    @Test
    void nothingBroken_holds() {
        checks.broken(List.of());
        checks.equal("clicks", 3, 3);

        assertThat(checks.hold()).isTrue();
        assertThat(checks.text()).allMatch(line -> line.endsWith(": holds"));
    }

    @Test
    void brokenText_standsUnderEachOfItsNumbers() {
        checks.broken(List.of("4 and 18: A#1 says 1, its entries 2", "7 A#1 breaks the chain"));

        assertThat(checks.hold()).isFalse();
        assertThat(checks.text())
                .filteredOn(line -> line.contains("broken"))
                .extracting(line -> line.strip().split(" ")[0] + line.substring(line.indexOf(": broken")))
                .containsExactly(
                        "4: broken: A#1 says 1, its entries 2",
                        "7: broken: A#1 breaks the chain",
                        "18: broken: A#1 says 1, its entries 2");
    }

    @Test
    void countThatIsNotWhatWasSent_isBroken() {
        checks.equal("clicks", 3, 2);

        assertThat(checks.hold()).isFalse();
        assertThat(checks.text()).contains("     clicks: 3: broken: found 2");
    }

    @Test
    void textWithoutANumber_isAMistakeOfTheChecker() {
        assertThatThrownBy(() -> checks.broken(List.of("something"))).hasMessageContaining("without a number");
    }
}

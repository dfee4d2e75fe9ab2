package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.postback.OrderFlow;
import dev.tributary.infrastructure.table.DynamoOrderFlows;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a merchant sees of how its orders come.
class OrderFlowApiTest {
    private static final ProgramId PROGRAM = new ProgramId(1);
    private static final String PATH = "/v1/programs/" + PROGRAM + "/order_flow";

    private final WriteApi api = new WriteApi();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # who       | query | status | says
        affiliate 1 |       | 403    | merchant_only
        merchant 2  |       | 404    | no such program
        merchant 1  | ?x=1  | 400    | invalid_parameter
        """)
    void foreignCall_isRefused(String who, @Nullable String query, int status, String says) {
        var answer = api.call(who, "GET", PATH + (query == null ? "" : query), "");
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(says);
    }

    @Test
    void flow_isShown() {
        assertThat(shown()).contains("\"state\":\"learning\"", "\"usual_most\":null", "\"silent_above\":null");

        TreeMap<LocalDate, Long> longest = new TreeMap<>();
        for (int day = 1; day <= 4; day++) {
            longest.put(LocalDate.of(2026, 11, day), 50L + day);
        }
        put(longest, Optional.empty());
        assertThat(shown()).contains("\"state\":\"learning\"", "\"usual_most\":54", "\"silent_above\":null");

        longest.put(LocalDate.of(2026, 11, 5), 60L);
        put(longest, Optional.empty());
        assertThat(shown())
                .contains(
                        "\"state\":\"flowing\"",
                        "\"silent_since\":null",
                        "\"clicks_since_order\":181",
                        "\"usual_most\":60",
                        "\"silent_above\":180");

        put(longest, Optional.of(Instant.parse("2026-11-22T18:05:00Z")));
        assertThat(shown()).contains("\"state\":\"silent\"", "\"silent_since\":\"2026-11-22T18:05:00Z\"");
    }

    private String shown() {
        return api.call("merchant 1", "GET", PATH, "").getBody();
    }

    private void put(TreeMap<LocalDate, Long> longest, Optional<Instant> since) {
        DynamoOrderFlows flows = new DynamoOrderFlows(api.stored.table);
        OrderFlow flow = new OrderFlow(PROGRAM, 494_000, Optional.of("2026"), 181, longest, since);
        flows.find(PROGRAM).ifPresentOrElse(read -> flows.replace(read.with(flow)), () -> flows.create(flow));
    }
}

package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.payout.PayoutFiles;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.SignedCalls;
import dev.tributary.infrastructure.files.S3PayoutFiles;
import dev.tributary.infrastructure.secrets.SsmPayoutSwitch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The wire knows and cuts files and the switch too, which have no table or queue behind them; the
/// bucket and the parameter are the template's.
@Tag("system")
class WireTest {
    private static final String FUNCTION = "SomeFunction";

    @TempDir
    Path temporary = Path.of("");

    @Test
    void filesAndTheSwitch_areSeen_andCanBeCutOff() throws Exception {
        try (WiredMachine wired = WiredMachine.start(temporary, options -> options)) {
            Environment environment = environment(wired.wire());
            PayoutFiles files = new S3PayoutFiles(environment);
            SsmPayoutSwitch payouts = new SsmPayoutSwitch(new SignedCalls(environment), environment);
            byte[] bytes = "a;b\n".getBytes(StandardCharsets.UTF_8);

            assertThat(files.put("payouts/run_1-1.csv", bytes)).isEqualTo(new PayoutFiles.Put.Written());
            assertThat(files.put("payouts/run_1-1.csv", bytes)).isEqualTo(new PayoutFiles.Put.AlreadyThere());
            assertThat(payouts.isFrozen()).isFalse();
            assertThat(calls(wired.wire())).containsExactly("PutObject", "PutObject", "GetObject", "GetParameter");

            wired.wire().cut(FUNCTION, Wire.Service.FILES);
            wired.wire().cut(FUNCTION, Wire.Service.PARAMETERS);
            assertThatThrownBy(() -> files.put("payouts/run_1-2.csv", bytes)).isInstanceOf(UnavailableException.class);
            assertThatThrownBy(payouts::isFrozen).isInstanceOf(UnavailableException.class);
            assertThat(wired.wire().refused()).as("three tries each").isEqualTo(6);

            wired.wire().mend(FUNCTION, Wire.Service.FILES);
            wired.wire().mend(FUNCTION, Wire.Service.PARAMETERS);
            assertThat(files.put("payouts/run_1-2.csv", bytes)).isEqualTo(new PayoutFiles.Put.Written());
            assertThat(payouts.isFrozen()).isFalse();
        }
    }

    private static List<String> calls(Wire wire) {
        return wire.calls().stream()
                .filter(call -> call.function().equals(FUNCTION))
                .map(Wire.Call::action)
                .toList();
    }

    private static Environment environment(Wire wire) {
        String endpoint = wire.endpoint(FUNCTION).toString();
        return new Environment(
                Map.of(
                        "AWS_REGION", "eu-west-1",
                        "AWS_ACCESS_KEY_ID", "local",
                        "AWS_SECRET_ACCESS_KEY", "local",
                        "AWS_ENDPOINT_URL_S3", endpoint,
                        "AWS_ENDPOINT_URL_SSM", endpoint,
                        "PAYOUT_FILES_BUCKET", "tributary-dev-payout-files-000000000000",
                        "PAYOUT_SWITCH_PARAMETER", "/tributary/dev/payouts"),
                Clock.systemUTC());
    }
}

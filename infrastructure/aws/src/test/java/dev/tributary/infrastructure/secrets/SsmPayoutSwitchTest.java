package dev.tributary.infrastructure.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.payout.PayoutSwitch;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.SignedCalls;
import dev.tributary.infrastructure.files.ScriptedServer;
import dev.tributary.infrastructure.files.ScriptedServer.Reply;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Open is one word; every other answer pays nothing.
class SsmPayoutSwitchTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        400 | {"__type":"ParameterNotFound"}
        400 | {"__type":"AccessDeniedException"}
        500 | {"__type":"InternalServerError"}
        400 | {"__type":"ThrottlingException"}
        0   | closed
        200 | {}
        200 | {"Parameter":{"Name":"x"}}
        200 | {"Parameter":{"Value":["open"]}}
        200 | {"Value":"open"}
        200 | {"Parameter":{"Value":"open"
        200 | open
        """)
    void whatCannotBeRead_isUnavailable(int status, String body) throws IOException {
        try (ScriptedServer ssm = new ScriptedServer(new Reply(status, body))) {
            assertThatThrownBy(() -> payoutSwitch(ssm).isFrozen())
                    .isInstanceOf(UnavailableException.class)
                    .hasMessage("payout switch does not answer");
        }
    }

    @Test
    void noConnection_isUnavailable() throws IOException {
        ScriptedServer gone = new ScriptedServer(new Reply(200, ""));
        gone.close();
        assertThatThrownBy(() -> payoutSwitch(gone).isFrozen()).isInstanceOf(UnavailableException.class);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        frozen,   true
        '',       true
        OPEN,     true
        Open,     true
        ' open',  true
        'open ',  true
        'open\\n', true
        opened,   true
        true,     true
        on,       true
        open,     false
        """)
    void onlyOpen_opens(String value, boolean frozen) throws IOException {
        try (ScriptedServer ssm = new ScriptedServer(value(value))) {
            assertThat(payoutSwitch(ssm).isFrozen()).isEqualTo(frozen);
            assertThat(ssm.calls()).containsExactly("POST / {\"Name\":\"/tributary/test/payouts\"}");
        }
    }

    @Test
    void eachQuestion_isAskedAnew() throws IOException {
        try (ScriptedServer ssm = new ScriptedServer(value("open"), value("frozen"), value("open"))) {
            PayoutSwitch payouts = payoutSwitch(ssm);
            assertThat(payouts.isFrozen()).isFalse();
            assertThat(payouts.isFrozen()).isTrue();
            assertThat(payouts.isFrozen()).isFalse();
        }
    }

    @Test
    void freeze_saysWhy_andLeavesWhatIsFrozen() throws IOException {
        try (ScriptedServer ssm = new ScriptedServer(value("open"), new Reply(200, "{}"), value("frozen: before"))) {
            SsmPayoutSwitch payouts = payoutSwitch(ssm);
            payouts.freeze("run_7: held");
            payouts.freeze("run_8: held");
            assertThat(ssm.calls())
                    .containsExactly(
                            "POST / {\"Name\":\"/tributary/test/payouts\"}",
                            "POST / {\"Name\":\"/tributary/test/payouts\",\"Value\":\"frozen: run_7: held\","
                                    + "\"Type\":\"String\",\"Overwrite\":true}",
                            "POST / {\"Name\":\"/tributary/test/payouts\"}");
        }
    }

    /// Whoever could not freeze says so, and tries again.
    @ParameterizedTest
    @CsvSource({"400, AccessDeniedException", "500, InternalServerError"})
    void freezeThatIsNotTaken_isUnavailable(int status, String type) throws IOException {
        try (ScriptedServer ssm =
                new ScriptedServer(value("open"), new Reply(status, "{\"__type\":\"" + type + "\"}"))) {
            SsmPayoutSwitch payouts = payoutSwitch(ssm);
            assertThatThrownBy(() -> payouts.freeze("x")).isInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void parameterThatIsNotNamed_failsAtTheStart() throws IOException {
        try (ScriptedServer ssm = new ScriptedServer(value("open"))) {
            Environment environment = ssm.environment("PAYOUT_SWITCH_PARAMETER", "");
            assertThatThrownBy(() -> new SsmPayoutSwitch(new SignedCalls(environment), environment))
                    .hasMessage("environment variable PAYOUT_SWITCH_PARAMETER is missing");
        }
    }

    private static SsmPayoutSwitch payoutSwitch(ScriptedServer ssm) {
        Environment environment = ssm.environment("PAYOUT_SWITCH_PARAMETER", "/tributary/test/payouts");
        return new SsmPayoutSwitch(new SignedCalls(environment), environment);
    }

    private static Reply value(String value) {
        return new Reply(200, "{\"Parameter\":{\"Name\":\"x\",\"Type\":\"String\",\"Value\":\"" + value + "\"}}");
    }
}

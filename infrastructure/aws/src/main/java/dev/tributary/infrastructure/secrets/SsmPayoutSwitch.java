package dev.tributary.infrastructure.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.domain.payout.PayoutFreeze;
import dev.tributary.domain.payout.PayoutSwitch;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.SignedCalls;
import java.io.IOException;

/// The switch as the SSM parameter of `PAYOUT_SWITCH_PARAMETER`, read at each question: a cached `open`
/// would pay after the operator has frozen. `open` and nothing else opens; a slip in the word freezes.
public final class SsmPayoutSwitch implements PayoutSwitch, PayoutFreeze {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPEN = "open";
    /// A standard parameter holds 4 KB.
    private static final int LONGEST = 1_000;

    private final SignedCalls calls;
    private final String name;
    private final byte[] request;

    public SsmPayoutSwitch(SignedCalls calls, Environment environment) {
        this.calls = calls;
        this.name = environment.variable("PAYOUT_SWITCH_PARAMETER");
        this.request =
                JSON.createObjectNode().put("Name", name).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public boolean isFrozen() {
        try {
            byte[] answer = calls.call(SignedCalls.Service.SSM, "AmazonSSM.GetParameter", request);
            JsonNode value = JSON.readTree(answer).path("Parameter").path("Value");
            if (!value.isTextual()) {
                throw new IOException("GetParameter answered without a value");
            }
            return !value.textValue().equals(OPEN);
        } catch (IOException failed) {
            throw new UnavailableException("payout switch", failed);
        }
    }

    /// Left as it is when it is frozen already: the first reason stays.
    @Override
    public void freeze(String why) {
        if (isFrozen()) {
            return;
        }
        String text = "frozen: " + why;
        put(text.substring(0, Math.min(text.length(), LONGEST)));
    }

    /// A person's word.
    public void open() {
        put(OPEN);
    }

    private void put(String value) {
        try {
            calls.call(
                    SignedCalls.Service.SSM,
                    "AmazonSSM.PutParameter",
                    JSON.createObjectNode()
                            .put("Name", name)
                            .put("Value", value)
                            .put("Type", "String")
                            .put("Overwrite", true)
                            .toString()
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UnavailableException("payout switch", failed);
        }
    }
}

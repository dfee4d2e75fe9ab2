package dev.tributary.infrastructure.local.seed;

import java.nio.file.Path;
import java.util.List;

/// What `tributary up` prints to try: the way of an order in three lines, to be pasted as they are.
public final class CurlLines {
    private CurlLines() {}

    /// A click, an order, the balance; none where the file does not say all that they need. They hold
    /// the demo's keys, which open nothing but this machine.
    public static List<String> of(DemoFile.Values demo) {
        return lines(
                demo,
                demo.postback().map(DemoFile.Postback::token).orElse(""),
                demo.merchantKey().orElse(""));
    }

    /// The same for what is kept, a log: jq reads the keys from the file, where only its owner does.
    public static List<String> withoutKeys(DemoFile.Values demo, Path file) {
        String quoted = "'" + file.toAbsolutePath().normalize().toString().replace("'", "'\\''") + "'";
        return lines(
                demo,
                "'\"$(jq -r .postback.token " + quoted + ")\"'",
                "'\"$(jq -r .merchant.api_key " + quoted + ")\"'");
    }

    /// @param token what stands for it within single quotes
    /// @param key likewise
    private static List<String> lines(DemoFile.Values demo, String token, String key) {
        if (demo.linkUrl().isEmpty()
                || demo.postback().isEmpty()
                || demo.merchantKey().isEmpty()) {
            return List.of();
        }
        String order =
                "{\"event\":\"sale\",\"order_id\":\"A-1001\",\"amount\":\"100.00\",\"currency\":\"EUR\",\"coupons\":[\""
                        + DemoSeed.COUPON.text() + "\"]}";
        return List.of(
                "curl -si '" + demo.linkUrl() + "'",
                "curl -s -H 'Authorization: Bearer " + token + "' -H 'Content-Type: application/json' -d '" + order
                        + "' '" + demo.postback().get().url() + "'",
                "curl -s -H 'Authorization: Bearer " + key + "' '" + demo.baseUrl() + "/v1/balances?program_id="
                        + demo.programId() + "'");
    }
}

package dev.tributary.infrastructure.local.seed;

import java.util.List;

/// What `tributary up` prints to try: the way of an order in three lines. They hold the demo's keys,
/// which open nothing but this machine, and so can be pasted as they are.
public final class CurlLines {
    private CurlLines() {}

    /// A click, an order, the balance; none where the file does not say all that they need.
    public static List<String> of(DemoFile.Values demo) {
        if (demo.linkUrl().isEmpty()
                || demo.postback().isEmpty()
                || demo.merchantKey().isEmpty()) {
            return List.of();
        }
        DemoFile.Postback postback = demo.postback().get();
        String order =
                "{\"event\":\"sale\",\"order_id\":\"A-1001\",\"amount\":\"100.00\",\"currency\":\"EUR\",\"coupons\":[\""
                        + DemoSeed.COUPON.text() + "\"]}";
        return List.of(
                "curl -si '" + demo.linkUrl() + "'",
                "curl -s -H 'Authorization: Bearer " + postback.token() + "' -H 'Content-Type: application/json' -d '"
                        + order + "' '" + postback.url() + "'",
                "curl -s -H 'Authorization: Bearer " + demo.merchantKey().get() + "' '" + demo.baseUrl()
                        + "/v1/balances?program_id=" + demo.programId() + "'");
    }
}

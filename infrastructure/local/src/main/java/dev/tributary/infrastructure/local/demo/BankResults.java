package dev.tributary.infrastructure.local.demo;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// What the bank did with a file, as finance brings it back: a CSV file by the API.
final class BankResults {
    private final Browser browser;
    private final String financeKey;
    private final String path;

    BankResults(Browser browser, Market market, String run) {
        this.browser = browser;
        this.financeKey = market.financeKey();
        this.path = "/v1/payout_runs/" + run + "/results";
    }

    void send(List<String> paid, List<String> failed) {
        StringBuilder csv = new StringBuilder("payout_id,status,reference,reason\r\n");
        int line = 0;
        for (String payout : paid) {
            line++;
            csv.append(payout).append(",paid,bank-").append(line).append(",\r\n");
        }
        failed.forEach(payout -> csv.append(payout).append(",failed,,account closed\r\n"));
        Map<String, String> headers = Map.of("authorization", "Bearer " + financeKey, "content-type", "text/csv");
        browser.send("POST", path, headers, csv.toString().getBytes(StandardCharsets.UTF_8))
                .expect(202);
    }
}

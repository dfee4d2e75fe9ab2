package dev.tributary.infrastructure.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// What the bank did with the files, as finance brings it back by the API: of those that a person carried
/// out a CSV file, of the others the bank's own pain.002.
final class BankResults {
    private final Browser browser;
    private final String financeKey;
    private final String path;

    BankResults(Browser browser, Market market, String run) {
        this.browser = browser;
        this.financeKey = market.financeKey();
        this.path = "/v1/payout_runs/" + run + "/results";
    }

    /// @param failing how many of them could not be carried out, the last ones
    void send(List<JsonNode> payouts, int failing) {
        int paid = payouts.size() - failing;
        StringBuilder csv = new StringBuilder();
        StringBuilder xml = new StringBuilder();
        for (int at = 0; at < payouts.size(); at++) {
            String id = payouts.get(at).path("id").asText();
            if (payouts.get(at).path("rail").asText().equals("sepa")) {
                xml.append("<TxInfAndSts><OrgnlEndToEndId>")
                        .append(id.replace('_', '-'))
                        .append("</OrgnlEndToEndId>")
                        .append(
                                at < paid
                                        ? "<TxSts>ACSC</TxSts>"
                                        : "<TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf>")
                        .append("</TxInfAndSts>");
            } else {
                csv.append(id)
                        .append(at < paid ? ",paid,bank-" + (at + 1) + "," : ",failed,,account closed")
                        .append("\r\n");
            }
        }
        if (!csv.isEmpty()) {
            post("text/csv", "payout_id,status,reference,reason\r\n" + csv);
        }
        if (!xml.isEmpty()) {
            post(
                    "application/xml",
                    "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"><CstmrPmtStsRpt>"
                            + "<OrgnlPmtInfAndSts>" + xml + "</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>");
        }
    }

    private void post(String type, String body) {
        Map<String, String> headers = Map.of("authorization", "Bearer " + financeKey, "content-type", type);
        browser.send("POST", path, headers, body.getBytes(StandardCharsets.UTF_8))
                .expect(202);
    }
}

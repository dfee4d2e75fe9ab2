package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.message.Transfer.PayoutResults;
import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutFile;
import dev.tributary.domain.payout.PayoutResult;
import dev.tributary.domain.payout.SepaIds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kapott.hbci.GV.parsers.ParsePain00200110;
import org.xml.sax.SAXException;

/// A bank's pain.002: each status with the state that it brings, and what is no such report.
class BankReportTest {
    private final WriteApi api = new WriteApi();
    private final PlannedRuns planned = new PlannedRuns(api);
    private final Payout payout = planned.submitted();
    private final String path = PlannedRuns.PATH + "/" + payout.place().run() + "/results";

    @BeforeEach
    void submitted() {
        api.transfers.clear();
    }

    private String message() {
        return SepaIds.message(new PayoutFile.Place(payout.place().run(), 1, 0, 1));
    }

    private static String reason(String code) {
        return code.isEmpty() ? "" : "<StsRsnInf><Rsn><Cd>" + code + "</Cd></Rsn></StsRsnInf>";
    }

    private static String status(String name, String status) {
        return status.isEmpty() ? "" : "<" + name + ">" + status + "</" + name + ">";
    }

    private static String transaction(String endToEnd, String status, String inside) {
        return "<TxInfAndSts><OrgnlEndToEndId>" + endToEnd + "</OrgnlEndToEndId><TxSts>" + status + "</TxSts>" + inside
                + "</TxInfAndSts>";
    }

    private String report(String group, String payment, String transactions) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"><CstmrPmtStsRpt>"
                + "<GrpHdr><MsgId>BANK-1</MsgId><CreDtTm>2026-12-03T08:00:00Z</CreDtTm></GrpHdr>"
                + "<OrgnlGrpInfAndSts><OrgnlMsgId>" + message() + "</OrgnlMsgId>"
                + "<OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>" + group + "</OrgnlGrpInfAndSts>"
                + (payment.isEmpty() && transactions.isEmpty()
                        ? ""
                        : "<OrgnlPmtInfAndSts><OrgnlPmtInfId>" + message() + "</OrgnlPmtInfId>" + payment + transactions
                                + "</OrgnlPmtInfAndSts>")
                + "</CstmrPmtStsRpt></Document>";
    }

    private APIGatewayV2HTTPResponse post(String xml) {
        return api.post("anna", path, xml, "content-type", "application/xml");
    }

    private static void validate(String xml) throws SAXException, IOException {
        try (InputStream xsd = ParsePain00200110.class.getResourceAsStream("/pain.002.001.10.xsd")) {
            SchemaFactory.newDefaultInstance()
                    .newSchema(new StreamSource(xsd))
                    .newValidator()
                    .validate(new StreamSource(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", textBlock = """
        # group | payment | transaction | reason | becomes
        ACSC    | ``      | ``          | ``     | paid
        RJCT    | ``      | ``          | FF01   | failed FF01
        PDNG    | ``      | ``          | ``     | pending
        PART    | RJCT    | ``          | AM04   | failed AM04
        PART    | PART    | RJCT        | AC04   | failed AC04
        ``      | ``      | RJCT        | AC01   | failed AC01
        ``      | ``      | CANC        | CUST   | failed CUST
        ``      | ``      | ACSC        | ``     | paid
        ``      | ``      | ACCC        | ``     | paid
        ``      | ``      | PDNG        | ``     | pending
        ``      | ``      | ACTC        | ``     | pending
        ``      | ``      | ACCP        | ``     | pending
        ``      | ``      | ACSP        | ``     | pending
        ``      | ``      | ACWC        | ``     | pending
        ``      | ``      | RCVD        | ``     | pending
        ACSC    | ACSC    | RJCT        | AC06   | failed AC06
        RJCT    | RJCT    | ``          | DUPL   | pending DUPL
        RJCT    | ``      | ``          | AM05   | pending AM05
        ``      | ``      | RJCT        | DU03   | pending DU03
        ``      | RJCT    | RJCT        | AC04   | failed AC04
        """)
    void status_becomes(String group, String payment, String transaction, String reason, String becomes)
            throws SAXException, IOException {
        boolean whole = payment.isEmpty() && transaction.isEmpty();
        String xml = report(
                status("GrpSts", group) + (whole ? reason(reason) : ""),
                status("PmtInfSts", payment) + (transaction.isEmpty() && !whole ? reason(reason) : ""),
                transaction.isEmpty() ? "" : transaction(SepaIds.endToEnd(payout.id()), transaction, reason(reason)));
        validate(xml);

        APIGatewayV2HTTPResponse answer = post(xml);

        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(202);
        List<PayoutResult> lines = ((PayoutResults) api.transfers.getFirst()).lines();
        assertThat(lines)
                .extracting(line -> line.payout() + " " + line.status().text()
                        + line.reason().map(code -> " " + code).orElse(""))
                .containsExactly(payout.id() + " " + becomes);
    }

    @Test
    void reasonInWords_andTheBanksReference_areKept_andCapitalsAreUnderstood() {
        String xml = report(
                "",
                "",
                transaction(
                        SepaIds.endToEnd(payout.id()).toUpperCase(Locale.ROOT),
                        "RJCT",
                        "<StsRsnInf><Orgtr><Id><OrgId><Othr><Id>X</Id><SchmeNm><Cd>BANK</Cd></SchmeNm></Othr></OrgId>"
                                + "</Id></Orgtr><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>closed account</AddtlInf></StsRsnInf>"
                                + "<AcctSvcrRef>2026-77</AcctSvcrRef>"));
        assertThat(post(xml).getStatusCode()).isEqualTo(202);
        PayoutResult line = ((PayoutResults) api.transfers.getFirst()).lines().getFirst();
        assertThat(line.reason()).contains("AC04 closed account");
        assertThat(line.reference()).contains("2026-77");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # body                                                                 | status | says
        no xml                                                                 | 400    | malformed_xml
        <Document/>                                                            | 400    | malformed_xml
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"/>     | 400    | malformed_xml
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"/>     | 422    | "field":"results","code":"missing"
        <!DOCTYPE Document [<!ENTITY x SYSTEM "file:///etc/passwd">]><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10">&x;</Document> | 400 | malformed_xml
        {cut}                                                                  | 400    | malformed_xml
        {deep}                                                                 | 400    | malformed_xml
        {unknown}                                                              | 422    | "field":"results[0].payout_id","code":"unknown_payout"
        {foreign}                                                              | 422    | "field":"results[0].payout_id","code":"malformed"
        {status}                                                               | 422    | "field":"results[0].status","code":"malformed"
        {file}                                                                 | 422    | "field":"results[0].file","code":"unknown_file"
        {twice}                                                                | 422    | "field":"results[1].payout_id","code":"repeated"
        """)
    void badReport_sendsAndLeavesNothing(String body, int status, String says) {
        String id = SepaIds.endToEnd(payout.id());
        String good = report("", "", transaction(id, "ACSC", ""));
        String xml = switch (body) {
            case "{cut}" -> good.substring(0, good.length() - 20);
            case "{deep}" -> good.replace("<TxSts>ACSC</TxSts>", "<a>".repeat(40) + "</a>".repeat(40));
            case "{unknown}" -> good.replace(id.substring(20), "0".repeat(id.length() - 20));
            case "{foreign}" -> good.replace(id, "NOTPROVIDED");
            case "{status}" -> good.replace("ACSC", "BLCK");
            case "{file}" -> report("<GrpSts>RJCT</GrpSts>", "", "").replace(message(), "somebody-else");
            case "{twice}" -> report("", "", transaction(id, "ACSC", "") + transaction(id, "ACSC", ""));
            default -> body;
        };
        planned.unchanged(() -> post(xml), status, says);
        assertThat(api.transfers).isEmpty();
    }

    /// The bank names the one at fault, and refuses all.
    @Test
    void wholeFileRefused_isRefusedForThoseToo_whomItDoesNotName() {
        String other = "{\"results\":[{\"file\":\"" + message() + "\",\"status\":\"failed\",\"reason\":\"AM04\"},"
                + "{\"payout_id\":\"" + payout.id() + "\",\"status\":\"failed\",\"reason\":\"AC04\"}]}";
        assertThat(api.post("anna", path, other).getStatusCode()).isEqualTo(202);
        assertThat(((PayoutResults) api.transfers.getFirst()).lines())
                .extracting(line -> line.reason().orElseThrow())
                .containsExactly("AC04");
        api.transfers.clear();
        // In capitals, as some banks give ids back.
        String shouted = report("<GrpSts>RJCT</GrpSts>" + reason("FF01"), "", "")
                .replace(message(), message().toUpperCase(Locale.ROOT));
        assertThat(post(shouted).getStatusCode()).isEqualTo(202);
        assertThat(((PayoutResults) api.transfers.getFirst()).lines()).hasSize(1);
    }

    @Test
    void aFileOrAPayout_notBoth() {
        planned.unchanged(
                () -> api.post(
                        "anna",
                        path,
                        "{\"results\":[{\"payout_id\":\"" + payout.id() + "\",\"file\":\"" + message()
                                + "\",\"status\":\"paid\"}]}"),
                422,
                "\"field\":\"results[0].file\",\"code\":\"ambiguous\"");
        assertThat(api.post(
                                "anna",
                                path,
                                "{\"results\":[{\"file\":\"payouts/"
                                        + payout.place().run() + "-0-1.csv\",\"status\":\"paid\"}]}")
                        .getStatusCode())
                .isEqualTo(202);
    }
}

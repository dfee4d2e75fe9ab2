package dev.tributary.api;

import dev.tributary.domain.payout.Payout;
import dev.tributary.domain.payout.PayoutResult.Status;
import dev.tributary.domain.payout.SepaIds;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.JsonValue;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// A bank's word on a file, ISO 20022 pain.002 (payment status report), read as the lines that finance would
/// write: a transaction's status with its reason, and where the bank names no transaction, or refuses all of
/// them, the status of the whole file. What the bank has only taken in is `pending`, and so is what it
/// refuses because it has it already.
///
/// Read with a stream and without DTD, so that nothing in it can fetch or swell.
final class Pain002 {
    private static final int DEEPEST = 32;
    private static final Set<String> REFUSED = Set.of("RJCT", "CANC");
    /// ISO 20022, external status reason codes: the same came before. Its first coming may have been paid.
    private static final Set<String> DUPLICATE = Set.of("AM05", "DUPL", "DU01", "DU02", "DU03", "DU04", "DU05");
    private static final String TRANSACTION = "TxInfAndSts";
    private static final String PAYMENT = "OrgnlPmtInfAndSts";
    private static final String GROUP = "OrgnlGrpInfAndSts";

    private final List<JsonValue> lines = new ArrayList<>();
    private final Deque<String> path = new ArrayDeque<>();
    /// What was read of the group, of the payment and of the transaction that is open.
    private final Map<String, Map<String, String>> open = new LinkedHashMap<>();
    private boolean named;
    private boolean whole;

    private Pain002() {}

    /// @throws HttpRefusal 400 `malformed_xml` for what is no such document
    static List<JsonValue> lines(byte[] body) {
        Pain002 report = new Pain002();
        try {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_COALESCING, true);
            report.read(factory.createXMLStreamReader(new ByteArrayInputStream(body)));
        } catch (XMLStreamException malformed) {
            throw refused("The body is not XML.");
        }
        return report.lines;
    }

    private void read(XMLStreamReader xml) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    text.setLength(0);
                    begin(xml.getLocalName(), Optional.ofNullable(xml.getNamespaceURI()));
                }
                case XMLStreamConstants.CHARACTERS -> text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    end(text.toString().strip());
                    text.setLength(0);
                }
                case XMLStreamConstants.DTD -> throw refused("The body has a DTD.");
                default -> {}
            }
        }
    }

    private void begin(String name, Optional<String> namespace) {
        if (path.isEmpty() && (!name.equals("Document") || !isStatusReport(namespace))) {
            throw refused("The body is no payment status report (pain.002).");
        }
        path.push(name);
        if (path.size() > DEEPEST) {
            throw refused("The body is nested too deeply.");
        }
        if (name.equals(TRANSACTION) || name.equals(PAYMENT) || name.equals(GROUP)) {
            open.put(name, new LinkedHashMap<>());
        }
        if (name.equals(PAYMENT)) {
            named = false;
        }
    }

    private static boolean isStatusReport(Optional<String> namespace) {
        return namespace.filter(of -> of.contains(":pain.002.001.")).isPresent();
    }

    private void end(String text) {
        String name = path.pop();
        switch (name) {
            case "OrgnlMsgId", "GrpSts" -> note(GROUP, name, text);
            case "OrgnlPmtInfId", "PmtInfSts" -> note(PAYMENT, name, text);
            case "OrgnlEndToEndId", "TxSts", "AcctSvcrRef" -> note(TRANSACTION, name, text);
            case "Cd", "Prtry", "AddtlInf" -> reason(name, text);
            case TRANSACTION -> transaction(open.getOrDefault(TRANSACTION, Map.of()));
            case PAYMENT -> {
                if (!named || isRefused(PAYMENT, "PmtInfSts")) {
                    whole(PAYMENT, "PmtInfSts");
                }
            }
            case "CstmrPmtStsRpt" -> {
                // Of a file that the bank took apart it speaks by payment and by transaction.
                if (lines.isEmpty() || !whole && isRefused(GROUP, "GrpSts")) {
                    whole(GROUP, "GrpSts");
                }
            }
            default -> {}
        }
        if (name.equals(TRANSACTION)) {
            open.remove(TRANSACTION);
        }
    }

    private void note(String part, String name, String text) {
        Optional.ofNullable(open.get(part)).ifPresent(known -> known.put(name, text));
    }

    /// `AC04 closed account`: the code and what is said beside it, of the innermost part that is open.
    private void reason(String name, String text) {
        if (!path.contains("StsRsnInf") || path.contains("Orgtr")) {
            return;
        }
        for (String part : List.of(TRANSACTION, PAYMENT, GROUP)) {
            Map<String, String> known = open.get(part);
            if (known != null && path.contains(part)) {
                known.merge("reason", text, (before, more) -> before + " " + more);
                if (DUPLICATE.contains(text) && !name.equals("AddtlInf")) {
                    known.put("duplicate", text);
                }
                return;
            }
        }
    }

    private void transaction(Map<String, String> of) {
        named = true;
        Map<String, JsonValue> line = new LinkedHashMap<>();
        Optional.ofNullable(of.get("OrgnlEndToEndId"))
                .ifPresent(id -> put(
                        line,
                        "payout_id",
                        SepaIds.payout(id).map(Object::toString).orElse(id)));
        finish(line, Optional.ofNullable(of.get("TxSts")), of);
    }

    private boolean isRefused(String part, String status) {
        return REFUSED.contains(open.getOrDefault(part, Map.of()).getOrDefault(status, ""));
    }

    /// Only what speaks of the whole file by itself: a file that is accepted in part says no more. A line
    /// that names a payout stands before it.
    private void whole(String part, String status) {
        Map<String, String> of = open.getOrDefault(part, Map.of());
        Optional<String> code = Optional.ofNullable(of.get(status));
        Map<String, String> group = open.getOrDefault(GROUP, Map.of());
        if (code.isPresent() && group.containsKey("OrgnlMsgId")) {
            Map<String, JsonValue> line = new LinkedHashMap<>();
            whole = true;
            put(line, "file", group.getOrDefault("OrgnlMsgId", "").toLowerCase(Locale.ROOT));
            finish(line, code, of);
        }
    }

    private void finish(Map<String, JsonValue> line, Optional<String> code, Map<String, String> of) {
        code.ifPresent(text -> put(
                line,
                "status",
                of.containsKey("duplicate")
                        ? Status.PENDING.text()
                        : status(text).map(Status::text).orElse(text)));
        Optional.ofNullable(of.get("AcctSvcrRef")).ifPresent(reference -> put(line, "reference", reference));
        Optional.ofNullable(of.get("reason")).ifPresent(reason -> put(line, "reason", reason));
        lines.add(new JsonValue.Fields(line));
    }

    private static void put(Map<String, JsonValue> line, String name, String text) {
        if (!text.isEmpty()) {
            line.put(
                    name,
                    new JsonValue.Text(text.length() > Payout.MAX_TEXT ? text.substring(0, Payout.MAX_TEXT) : text));
        }
    }

    /// ISO 20022, external payment transaction status codes; empty for one that says nothing of money.
    private static Optional<Status> status(String code) {
        return switch (code) {
            case "ACSC", "ACCC" -> Optional.of(Status.PAID);
            case "RJCT", "CANC" -> Optional.of(Status.FAILED);
            case "PDNG", "PART", "RCVD", "ACTC", "ACCP", "ACSP", "ACWC", "ACWP", "ACFC", "PATC" ->
                Optional.of(Status.PENDING);
            default -> Optional.empty();
        };
    }

    private static HttpRefusal refused(String detail) {
        return HttpRefusal.of(400, "malformed_xml", detail);
    }
}

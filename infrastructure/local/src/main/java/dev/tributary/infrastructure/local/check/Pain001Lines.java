package dev.tributary.infrastructure.local.check;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The transfers of a pain.001: each element as it stands in the file, byte for byte, and what it says.
final class Pain001Lines {
    private static final String BEGIN = "<CdtTrfTxInf>";
    private static final String END = "</CdtTrfTxInf>";

    private Pain001Lines() {}

    static List<PayoutFileLines.Line> of(String file, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        List<PayoutFileLines.Line> lines = new ArrayList<>();
        for (int from = text.indexOf(BEGIN); from >= 0; from = text.indexOf(BEGIN, from + 1)) {
            lines.add(line(file, text.substring(from, text.indexOf(END, from) + END.length())));
        }
        return lines;
    }

    private static PayoutFileLines.Line line(String file, String raw) {
        Map<String, String> texts = new HashMap<>();
        String currency = "";
        try {
            XMLStreamReader xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(new StringReader(raw));
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    String name = xml.getLocalName();
                    if (name.equals("InstdAmt")) {
                        currency = xml.getAttributeValue(null, "Ccy");
                    }
                    if (name.equals("InstdAmt") || name.equals("EndToEndId")) {
                        texts.put(name, xml.getElementText());
                    }
                }
            }
        } catch (XMLStreamException malformed) {
            throw new IllegalStateException(file + " is not XML", malformed);
        }
        return new PayoutFileLines.Line(
                file,
                texts.getOrDefault("EndToEndId", "").replace('-', '_'),
                Optional.empty(),
                texts.getOrDefault("InstdAmt", "0"),
                currency,
                raw);
    }
}

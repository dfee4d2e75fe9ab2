package dev.tributary.jobs;

import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.rate.ReferenceDay;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads the file of reference rates as the European Central Bank publishes it, of one day or of 90:
/// ```
/// <gesmes:Envelope ...><Cube><Cube time="2026-11-26"><Cube currency="USD" rate="1.0854"/>...
/// ```
/// The whole of it or nothing: what is damaged in one place may be wrong in another. Fetches nothing that
/// the file names.
public final class RatesDocument {
    static final int MOST_BYTES = 1 << 20;
    private static final String CUBE = "{http://www.ecb.int/vocabulary/2002-08-01/eurofxref}Cube";
    private static final String ROOT = "{http://www.gesmes.org/xml/2002-08-01}Envelope";
    /// The bank quotes 30; a day of fewer than these is cut short.
    private static final int LEAST_CURRENCIES = 10;

    private static final int MOST_CURRENCIES = 200;
    private static final int MOST_DAYS = 400;
    /// Outermost cube, cube of a day, cube of a rate.
    private static final int DAY_DEPTH = 2;

    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");
    private static final Pattern RATE = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,10})?");

    private final XMLStreamReader xml;
    private final LocalDate today;
    private final List<ReferenceDay> days = new ArrayList<>();
    private final Set<LocalDate> dates = new HashSet<>();
    private Optional<LocalDate> date = Optional.empty();
    private Map<CurrencyCode, BigDecimal> rates = new HashMap<>();
    private int quoted;
    private int depth;

    private RatesDocument(XMLStreamReader xml, LocalDate today) {
        this.xml = xml;
        this.today = today;
    }

    /// @param today in UTC: rates of a later date cannot be known
    /// @throws RatesRefusedException when anything in it is not as it should be
    public static List<ReferenceDay> read(byte[] document, LocalDate today) {
        if (document.length > MOST_BYTES) {
            throw new RatesRefusedException("the file is longer than " + MOST_BYTES + " bytes");
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(document));
            try {
                return new RatesDocument(xml, today).read();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException damaged) {
            throw new RatesRefusedException("the file is no XML, or cut short", damaged);
        }
    }

    private List<ReferenceDay> read() throws XMLStreamException {
        boolean begun = false;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (!begun && !xml.getName().toString().equals(ROOT)) {
                        throw new RatesRefusedException("the file is none of reference rates");
                    }
                    begun = true;
                    start();
                }
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new RatesRefusedException("the file declares or names entities");
                default -> {}
            }
        }
        if (days.isEmpty()) {
            throw new RatesRefusedException("the file holds no day of rates");
        }
        return List.copyOf(days);
    }

    private void start() {
        if (!xml.getName().toString().equals(CUBE)) {
            return;
        }
        depth++;
        if (depth == DAY_DEPTH) {
            date = Optional.of(date(attribute("time")));
            rates = new HashMap<>();
            quoted = 0;
        } else if (depth == DAY_DEPTH + 1) {
            quote(attribute("currency"), attribute("rate"));
        } else if (depth > DAY_DEPTH + 1) {
            throw new RatesRefusedException("a rate holds another one");
        }
    }

    private void end() {
        if (!xml.getName().toString().equals(CUBE)) {
            return;
        }
        if (depth == DAY_DEPTH) {
            LocalDate of = date.orElseThrow();
            if (quoted < LEAST_CURRENCIES) {
                throw new RatesRefusedException(of + " quotes " + quoted + " currencies only");
            }
            days.add(new ReferenceDay(of, rates));
        }
        depth--;
    }

    private LocalDate date(String text) {
        LocalDate read;
        try {
            read = LocalDate.parse(text);
        } catch (DateTimeException malformed) {
            throw new RatesRefusedException("a day has no date", malformed);
        }
        if (read.isAfter(today)) {
            throw new RatesRefusedException(read + " has not been yet");
        }
        if (!dates.add(read) || dates.size() > MOST_DAYS) {
            throw new RatesRefusedException(read + " is there twice, or one day too many");
        }
        return read;
    }

    /// A code that the JDK does not know yet is passed over: nothing is lost by what is not asked for.
    private void quote(String code, String text) {
        String where = code + " on " + date.orElseThrow();
        if (!CODE.matcher(code).matches() || !RATE.matcher(text).matches()) {
            throw new RatesRefusedException("a rate is malformed: " + date.orElseThrow());
        }
        BigDecimal rate = new BigDecimal(text);
        quoted++;
        if (!ReferenceDay.isRate(rate) || quoted > MOST_CURRENCIES || code.equals(ReferenceDay.EURO.code())) {
            throw new RatesRefusedException("a rate cannot be: " + where);
        }
        Optional<CurrencyCode> currency = CurrencyCode.parse(code);
        if (currency.isPresent() && rates.put(currency.get(), rate) != null) {
            throw new RatesRefusedException("a currency is quoted twice: " + where);
        }
    }

    private String attribute(String name) {
        String value = xml.getAttributeValue(null, name);
        if (value == null) {
            throw new RatesRefusedException("a cube has no " + name);
        }
        return value;
    }
}

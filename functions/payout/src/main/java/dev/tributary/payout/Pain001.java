package dev.tributary.payout;

import dev.tributary.domain.money.Money;
import dev.tributary.domain.payout.Debtor;
import dev.tributary.domain.payout.Receiver.BankAccount;
import dev.tributary.domain.payout.SepaText;
import dev.tributary.domain.payout.TargetDays;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// ISO 20022 pain.001.001.09 as SEPA credit transfers use it (European Payments Council,
/// EPC132-08): one payment with all transfers, charges shared, no addresses.
final class Pain001 {
    static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
    private static final int MAX_NAME = 70;
    private static final int MAX_REMITTANCE = 140;

    /// @param message its id, and its payment's
    /// @param created a repeat writes the same time
    /// @param name of the debtor
    record Order(String message, Instant created, String name, Debtor.Account from) {
        LocalDate execution() {
            return TargetDays.execution(created);
        }
    }

    record Transfer(String endToEnd, Money amount, BankAccount to) {}

    private final XMLStreamWriter xml;

    private Pain001(XMLStreamWriter xml) {
        this.xml = xml;
    }

    @FunctionalInterface
    interface Part {
        void write(Pain001 xml) throws XMLStreamException;
    }

    static byte[] bytes(Part part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter writer =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            part.write(new Pain001(writer));
            writer.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("memory does not fail", impossible);
        }
        return bytes.toByteArray();
    }

    void document(Order order, List<Transfer> transfers) throws XMLStreamException {
        xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        xml.writeStartElement("Document");
        xml.writeDefaultNamespace(NAMESPACE);
        in("CstmrCdtTrfInitn", () -> {
            in("GrpHdr", () -> {
                text("MsgId", order.message());
                text("CreDtTm", order.created().truncatedTo(ChronoUnit.SECONDS).toString());
                sums(transfers);
                in("InitgPty", () -> text("Nm", SepaText.of(order.name(), MAX_NAME)));
            });
            in("PmtInf", () -> payment(order, transfers));
        });
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void payment(Order order, List<Transfer> transfers) throws XMLStreamException {
        text("PmtInfId", order.message());
        text("PmtMtd", "TRF");
        text("BtchBookg", "true");
        sums(transfers);
        in("PmtTpInf", () -> in("SvcLvl", () -> text("Cd", "SEPA")));
        in("ReqdExctnDt", () -> text("Dt", order.execution().toString()));
        in("Dbtr", () -> text("Nm", SepaText.of(order.name(), MAX_NAME)));
        account("DbtrAcct", order.from().iban().text());
        in(
                "DbtrAgt",
                () -> in("FinInstnId", () -> {
                    if (order.from().bic().isPresent()) {
                        text("BICFI", order.from().bic().get());
                    } else {
                        in("Othr", () -> text("Id", "NOTPROVIDED"));
                    }
                }));
        text("ChrgBr", "SLEV");
        for (Transfer transfer : transfers) {
            // A line each, for people who look into it.
            xml.writeCharacters("\n");
            transfer(transfer);
        }
        xml.writeCharacters("\n");
    }

    void transfer(Transfer transfer) throws XMLStreamException {
        in("CdtTrfTxInf", () -> {
            in("PmtId", () -> text("EndToEndId", transfer.endToEnd()));
            in(
                    "Amt",
                    () -> text(
                            "InstdAmt",
                            transfer.amount().amount(),
                            Map.of("Ccy", transfer.amount().currency().code())));
            in("Cdtr", () -> text("Nm", SepaText.of(transfer.to().holder(), MAX_NAME)));
            account("CdtrAcct", transfer.to().iban().text());
            in("RmtInf", () -> text("Ustrd", SepaText.of("Commission " + transfer.endToEnd(), MAX_REMITTANCE)));
        });
    }

    private void sums(List<Transfer> transfers) throws XMLStreamException {
        text("NbOfTxs", Integer.toString(transfers.size()));
        text(
                "CtrlSum",
                transfers.stream()
                        .map(Transfer::amount)
                        .reduce(Money::plus)
                        .map(Money::amount)
                        .orElse("0.00"));
    }

    private void account(String name, String iban) throws XMLStreamException {
        in(name, () -> in("Id", () -> text("IBAN", iban)));
    }

    @FunctionalInterface
    private interface Content {
        void write() throws XMLStreamException;
    }

    private void in(String name, Content content) throws XMLStreamException {
        xml.writeStartElement(name);
        content.write();
        xml.writeEndElement();
    }

    private void text(String name, String text) throws XMLStreamException {
        text(name, text, Map.of());
    }

    private void text(String name, String text, Map<String, String> attributes) throws XMLStreamException {
        xml.writeStartElement(name);
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            xml.writeAttribute(attribute.getKey(), attribute.getValue());
        }
        xml.writeCharacters(text);
        xml.writeEndElement();
    }
}

package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.terms.Pay;
import dev.tributary.domain.terms.TermsCheck;
import dev.tributary.infrastructure.lambda.FieldReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// What an enrollment, or a link of it, is paid in place of what the rules pay: `pay`, and `link_pay` by
/// the link's id. Of a change the links that it leaves out stay, and null takes one away.
final class EnrollmentPay {
    static final String PAY = "pay";
    static final String LINK_PAY = "link_pay";

    private final FieldReader body;
    private final CurrencyCode currency;

    EnrollmentPay(FieldReader body, CurrencyCode currency) {
        this.body = body;
        this.currency = currency;
    }

    Optional<Pay> pay(Enrollment before) {
        if (body.isNull(PAY)) {
            return Optional.empty();
        }
        return body.has(PAY) ? pay(body, PAY, PAY) : before.pay();
    }

    /// @param isOwn whether it is a link of this enrollment
    Map<LinkId, Pay> linkPay(Enrollment before, Predicate<LinkId> isOwn) {
        if (body.isNull(LINK_PAY)) {
            return Map.of();
        }
        Map<LinkId, Pay> pays = new HashMap<>(before.linkPay());
        FieldReader links = body.object(LINK_PAY);
        Set<String> names = links.names();
        if (names.size() > Enrollment.MAX_LINK_PAYS) {
            // Told once, and no link of them is looked for.
            names.forEach(links::isNull);
            tooMany();
            return pays;
        }
        for (String name : names) {
            // What is no link's id is told as a field that there is not.
            LinkId.parse(name).ifPresent(link -> {
                if (links.isNull(name)) {
                    pays.remove(link);
                } else {
                    pay(links, name, LINK_PAY + "." + name).ifPresent(pay -> pays.put(link, pay));
                    if (!before.linkPay().containsKey(link) && !isOwn.test(link)) {
                        links.fault(name, "unknown_link", "The enrollment has no such link.");
                    }
                }
            });
        }
        if (pays.size() > Enrollment.MAX_LINK_PAYS) {
            tooMany();
            return before.linkPay();
        }
        return pays;
    }

    private void tooMany() {
        body.fault(
                LINK_PAY,
                FieldReader.TOO_MANY,
                "An enrollment has at most " + Enrollment.MAX_LINK_PAYS + " links with a pay of their own.");
    }

    private Optional<Pay> pay(FieldReader holder, String name, String path) {
        Optional<Pay> pay = PayFields.read(holder, name, currency);
        pay.ifPresent(some -> TermsCheck.faults(path, some, currency)
                .forEach(fault -> body.fault(fault.path(), fault.code(), "Nothing can be paid so.")));
        return pay;
    }

    /// @param currencies of programs; asked for one only where something is to be written in it
    static void write(JsonGenerator json, Enrollment enrollment, Function<ProgramId, CurrencyCode> currencies)
            throws IOException {
        if (enrollment.pay().isPresent()) {
            PayFields.write(json, PAY, enrollment.pay().get(), currencies.apply(enrollment.program()));
        } else {
            json.writeNullField(PAY);
        }
        json.writeObjectFieldStart(LINK_PAY);
        Map<String, Pay> byId = new TreeMap<>();
        enrollment.linkPay().forEach((link, pay) -> byId.put(link.toString(), pay));
        for (Map.Entry<String, Pay> link : byId.entrySet()) {
            PayFields.write(json, link.getKey(), link.getValue(), currencies.apply(enrollment.program()));
        }
        json.writeEndObject();
    }
}

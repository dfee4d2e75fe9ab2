package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.domain.terms.AttributionPolicy;
import dev.tributary.domain.terms.AttributionPolicy.AfterCheckout;
import dev.tributary.domain.terms.AttributionPolicy.BindingPolicy;
import dev.tributary.domain.terms.AttributionPolicy.Model;
import dev.tributary.domain.terms.AttributionPolicy.Precedence;
import dev.tributary.domain.terms.AttributionPolicy.Rebind;
import dev.tributary.domain.terms.AttributionPolicy.Treatment;
import dev.tributary.infrastructure.lambda.FieldReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/// Who is credited, in bodies and answers:
/// ```json
/// {"model":"last_click","window_days":30,"precedence":"coupon",
///  "after_checkout":{"channels":["coupon_site"],"treatment":"cut","keeps_percent":"50"},
///  "least_seconds":10,"binding":{"months":12,"charges":null,"rebind":"keep"}}
/// ```
final class AttributionFields {
    private static final String AFTER_CHECKOUT = "after_checkout";
    private static final String BINDING = "binding";
    private static final String KEEPS = "keeps_percent";

    private enum Kind {
        SUPPRESS,
        CUT
    }

    private AttributionFields() {}

    static AttributionPolicy read(FieldReader json) {
        return new AttributionPolicy(
                json.text("model", Texts.constant(Model.class)).orElse(Model.LAST_CLICK),
                json.whole("window_days").orElse(AttributionPolicy.DEFAULT_WINDOW_DAYS),
                json.text("precedence", Texts.constant(Precedence.class)).orElse(Precedence.COUPON),
                afterCheckout(json),
                json.whole("least_seconds"),
                binding(json));
    }

    private static Optional<AfterCheckout> afterCheckout(FieldReader json) {
        if (json.isNull(AFTER_CHECKOUT) || !json.has(AFTER_CHECKOUT)) {
            return Optional.empty();
        }
        FieldReader after = json.object(AFTER_CHECKOUT);
        Set<ChannelKind> channels = ConditionFields.values(after, "channels", ChannelKind::parse);
        Optional<BigDecimal> keeps = after.text(KEEPS, Texts::percent);
        Optional<Kind> kind = after.required("treatment", after.text("treatment", Texts.constant(Kind.class)));
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        Optional<Treatment> treatment = switch (kind.get()) {
            case SUPPRESS -> {
                if (after.has(KEEPS)) {
                    after.fault(KEEPS, "not_allowed", "Only what is cut keeps a part.");
                }
                yield Optional.of(new Treatment.Suppress());
            }
            case CUT -> after.required(KEEPS, keeps).map(Treatment.Cut::ofPercent);
        };
        return treatment.map(of -> new AfterCheckout(channels, of));
    }

    private static Optional<BindingPolicy> binding(FieldReader json) {
        if (json.isNull(BINDING) || !json.has(BINDING)) {
            return Optional.empty();
        }
        FieldReader binding = json.object(BINDING);
        return Optional.of(new BindingPolicy(
                binding.whole("months"),
                binding.whole("charges"),
                binding.text("rebind", Texts.constant(Rebind.class)).orElse(Rebind.KEEP)));
    }

    static void write(JsonGenerator json, AttributionPolicy policy) throws IOException {
        json.writeObjectFieldStart("attribution");
        json.writeStringField("model", Texts.lower(policy.model()));
        json.writeNumberField("window_days", policy.windowDays());
        json.writeStringField("precedence", Texts.lower(policy.precedence()));
        if (policy.afterCheckout().isPresent()) {
            write(json, policy.afterCheckout().get());
        } else {
            json.writeNullField(AFTER_CHECKOUT);
        }
        Lists.nullableNumber(json, "least_seconds", policy.leastSeconds());
        if (policy.binding().isPresent()) {
            BindingPolicy binding = policy.binding().get();
            json.writeObjectFieldStart(BINDING);
            Lists.nullableNumber(json, "months", binding.months());
            Lists.nullableNumber(json, "charges", binding.charges());
            json.writeStringField("rebind", Texts.lower(binding.rebind()));
            json.writeEndObject();
        } else {
            json.writeNullField(BINDING);
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, AfterCheckout after) throws IOException {
        json.writeObjectFieldStart(AFTER_CHECKOUT);
        Lists.texts(json, "channels", after.channels(), ChannelKind::text);
        switch (after.treatment()) {
            case Treatment.Suppress _ -> {
                json.writeStringField("treatment", Texts.lower(Kind.SUPPRESS));
                json.writeNullField(KEEPS);
            }
            case Treatment.Cut cut -> {
                json.writeStringField("treatment", Texts.lower(Kind.CUT));
                json.writeStringField(KEEPS, cut.percent().toPlainString());
            }
        }
        json.writeEndObject();
    }
}

package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.access.ApiKey;
import dev.tributary.domain.access.ApiKeySecret;
import dev.tributary.domain.access.Permission;
import dev.tributary.domain.access.Principal;
import dev.tributary.domain.access.Scope;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.Mode;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.party.Affiliates;
import dev.tributary.domain.party.Channel;
import dev.tributary.domain.party.EmailAddress;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// `/v1/affiliates`: a merchant sees those enrolled in its programs and those that it made, an
/// affiliate itself.
final class AffiliatesResource {
    private static final String FIRST_KEY = "First key";
    private final Visible visible;
    private final SeenAffiliates seen;
    private final Affiliates affiliates;
    private final Enrollments enrollments;
    private final Cursors cursors;

    AffiliatesResource(
            Visible visible, SeenAffiliates seen, Affiliates affiliates, Enrollments enrollments, Cursors cursors) {
        this.visible = visible;
        this.seen = seen;
        this.affiliates = affiliates;
        this.enrollments = enrollments;
        this.cursors = cursors;
    }

    /// By program and affiliate: one who is in two programs stands in both.
    HttpAnswer list(Ask ask) throws IOException {
        ask.merchantOnly();
        Optional<ProgramId> program = ask.parameters().take("program_id", ProgramId::parse);
        PageRequest request = cursors.page(ask);
        program.ifPresent(id -> visible.program(ask.tenant(), program));
        Page<Enrollment> enrolled = visible.walk(ask.tenant(), program, request, enrollments::in);
        Page<Affiliate> page = new Page<>(
                enrolled.items().stream()
                        .map(one -> affiliates.find(one.affiliate()))
                        .flatMap(Optional::stream)
                        .map(Versioned::value)
                        .toList(),
                enrolled.next());
        return Lists.of(page, cursors.next(ask, page), AffiliatesResource::write);
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        return Replies.ok(affiliate(ask), AffiliatesResource::write);
    }

    /// @throws HttpRefusal 404
    private Versioned<Affiliate> affiliate(Ask ask) {
        return seen.find(ask, AffiliateId.parse(ask.variable("affiliate_id")))
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such affiliate."));
    }

    /// An affiliate's account is its own across merchants: none of them changes what others pay by.
    Decision change(Write write) {
        Versioned<Affiliate> read = affiliate(write.ask());
        if (write.ask().affiliate().isEmpty()) {
            throw HttpRefusal.of(403, "affiliate_only", "Only the affiliate's key may do this.");
        }
        Texts.refuseNull(write.body(), ChannelFields.CHANNELS);
        Affiliate next = ChannelFields.read(write).map(read.value()::with).orElse(read.value());
        write.check();
        write.match(read.version());
        if (next.equals(read.value())) {
            return Decision.unchanged(Replies.ok(read, AffiliatesResource::write));
        }
        return Decision.of(
                List.of(new Change.ChangedAffiliate(read.with(next))),
                write.event(write.tenant(), "affiliate.change", next.id(), Set.of(ChannelFields.CHANNELS)),
                Replies.ok(new Versioned<>(next, read.version() + 1), AffiliatesResource::write));
    }

    /// With the affiliate's first key, whose secret this answer alone shows; without any where whoever
    /// calls may not make keys, or would need a new link for that.
    Decision create(Write write) {
        MerchantId merchant = write.ask().merchantOnly();
        FieldReader body = write.body();
        Optional<String> name = body.required("name", body.text("name", Texts.name(Affiliate.MAX_NAME_LENGTH)));
        Optional<EmailAddress> email = body.text("email", EmailAddress::parse);
        Optional<List<Channel>> channels = ChannelFields.read(write);
        write.check();
        AffiliateId id = new AffiliateId(write.id("affiliate"));
        if (affiliates.find(id).isPresent()) {
            throw HttpRefusal.of(
                    422, "idempotency_key_reused", "This Idempotency-Key has made an affiliate before: " + id + ".");
        }
        Affiliate affiliate = new Affiliate(
                id,
                name.orElseThrow(),
                write.now(),
                email.map(EmailAddress::hash),
                Optional.of(merchant),
                channels.orElse(List.of()));
        Principal maker = write.ask().principal();
        Optional<ApiKeySecret> secret = maker.may(Permission.KEYS)
                ? Optional.of(write.secret(maker.mode().orElse(Mode.LIVE)))
                : Optional.empty();
        Optional<ApiKey> key = secret.map(
                text -> ApiKey.of(text, new Tenant.OfAffiliate(id), AffiliateKeys.SCOPES, FIRST_KEY, write.now())
                        .madeBy(maker, Optional.empty()));
        Set<String> fields = new TreeSet<>(Set.of("name"));
        key.ifPresent(made -> fields.add("api_key"));
        email.ifPresent(address -> fields.add("email"));
        channels.ifPresent(some -> fields.add(ChannelFields.CHANNELS));
        List<Change> changes = new ArrayList<>(List.of(new Change.NewAffiliate(affiliate)));
        key.ifPresent(made -> changes.add(new Change.NewApiKey(made)));
        return Decision.of(
                        changes,
                        write.event(write.tenant(), "affiliate.create", id, fields),
                        created(affiliate, key, secret))
                .replayedAs(created(affiliate, key, Optional.empty()));
    }

    private static HttpAnswer created(Affiliate affiliate, Optional<ApiKey> key, Optional<ApiKeySecret> secret) {
        return HttpAnswer.json(201, json -> {
                    json.writeStartObject();
                    fields(affiliate, json);
                    if (key.isPresent()) {
                        write(key.get(), secret, json);
                    }
                    json.writeEndObject();
                })
                .with("location", "/v1/affiliates/" + affiliate.id());
    }

    private static void write(ApiKey key, Optional<ApiKeySecret> secret, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("api_key");
        json.writeStringField("id", key.id().text());
        json.writeStringField("name", key.name());
        json.writeArrayFieldStart("scopes");
        for (String scope : key.scopes().stream().map(Scope::text).sorted().toList()) {
            json.writeString(scope);
        }
        json.writeEndArray();
        Lists.nullable(json, "secret", secret.map(ApiKeySecret::reveal));
        json.writeBooleanField("shown_before", secret.isEmpty());
        json.writeEndObject();
    }

    static void write(Affiliate affiliate, JsonGenerator json) throws IOException {
        json.writeStartObject();
        fields(affiliate, json);
        json.writeEndObject();
    }

    private static void fields(Affiliate affiliate, JsonGenerator json) throws IOException {
        json.writeStringField("id", affiliate.id().toString());
        json.writeStringField("name", affiliate.name());
        json.writeBooleanField("email_known", affiliate.emailHash().isPresent());
        json.writeStringField("created_at", affiliate.created().toString());
        ChannelFields.write(json, affiliate.channels());
    }
}

package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.access.ApiKey;
import dev.tributary.domain.access.ApiKeys;
import dev.tributary.domain.access.Scope;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `GET /v1/api_keys`: a tenant's keys, never what opens them.
final class ApiKeysResource {
    static final String MODE = "mode";

    private final ApiKeys keys;
    private final Cursors cursors;

    ApiKeysResource(ApiKeys keys, Cursors cursors) {
        this.keys = keys;
        this.cursors = cursors;
    }

    HttpAnswer list(Ask ask) throws IOException {
        PageRequest request = cursors.page(ask);
        Page<ApiKey> page = keys.of(ask.tenant(), request);
        return Lists.of(page, cursors.next(ask, page), ApiKeysResource::write);
    }

    static void write(ApiKey key, JsonGenerator json) throws IOException {
        json.writeStartObject();
        fields(key, json);
        json.writeEndObject();
    }

    /// A new one: nobody sees its secret again.
    static HttpAnswer created(ApiKey key, Optional<String> secret) {
        return HttpAnswer.json(201, json -> {
            json.writeStartObject();
            fields(key, json);
            Lists.nullable(json, "secret", secret);
            json.writeEndObject();
        });
    }

    private static void fields(ApiKey key, JsonGenerator json) throws IOException {
        json.writeStringField("id", key.id().text());
        json.writeStringField("name", key.name());
        json.writeStringField(MODE, key.mode().text());
        Lists.nullable(json, "person", key.person());
        Lists.nullable(json, "made_by", key.origin().map(ApiKey.Origin::maker));
        List<String> scopes = key.scopes().stream().sorted().map(Scope::text).toList();
        json.writeArrayFieldStart("scopes");
        for (String scope : scopes) {
            json.writeString(scope);
        }
        json.writeEndArray();
        json.writeStringField("created_at", key.created().toString());
        Lists.nullable(json, "last_used_on", key.lastUsedOn());
        Lists.nullable(json, "revoked_at", key.revoked());
    }
}

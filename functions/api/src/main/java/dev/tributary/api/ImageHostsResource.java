package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.creative.Creatives;
import dev.tributary.domain.creative.ImageHosts;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `GET /v1/programs/{program_id}/image_hosts`, for its merchant. Before anybody has named a host there is an
/// empty list, without an ETag.
final class ImageHostsResource {
    private final Visible visible;
    private final Creatives creatives;

    ImageHostsResource(Visible visible, Creatives creatives) {
        this.visible = visible;
        this.creatives = creatives;
    }

    HttpAnswer get(Ask ask) {
        ask.parameters().check();
        Program program = visible.program(ask.tenant(), ProgramId.parse(ask.variable("program_id")));
        ask.merchantOnly();
        Optional<Versioned<ImageHosts>> read = creatives.hosts(program.id());
        return read.isPresent()
                ? Replies.ok(read.get(), ImageHostsResource::write)
                : HttpAnswer.ok(json -> write(new ImageHosts(program.id(), List.of()), json));
    }

    static void write(ImageHosts hosts, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("program_id", hosts.program().toString());
        Lists.texts(json, "hosts", hosts.hosts(), host -> host);
        json.writeEndObject();
    }
}

package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.joining.PendingApplication;
import dev.tributary.domain.party.Affiliate;
import dev.tributary.domain.party.Channel;
import dev.tributary.domain.party.ChannelKind;
import dev.tributary.infrastructure.lambda.FieldReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An affiliate's channels in bodies and answers: `[{"id":"chn_...","kind":"newsletter","name":"Anna's"}]`.
/// One that comes without an id is given one; links and coupons may have named another before.
final class ChannelFields {
    static final String CHANNELS = "channels";

    private ChannelFields() {}

    /// Empty when the body does not speak of them.
    static Optional<List<Channel>> read(Write write) {
        FieldReader body = write.body();
        if (!body.has(CHANNELS)) {
            return Optional.empty();
        }
        List<Channel> channels = new ArrayList<>();
        Set<ChannelId> ids = new HashSet<>();
        List<FieldReader> objects = body.objects(CHANNELS, Affiliate.MAX_CHANNELS);
        for (int index = 0; index < objects.size(); index++) {
            FieldReader channel = objects.get(index);
            boolean made = !channel.has("id");
            Optional<ChannelId> given = channel.text("id", ChannelId::parse);
            Optional<ChannelId> id = made ? Optional.of(new ChannelId(write.id("channel " + index))) : given;
            Optional<ChannelKind> kind = channel.required("kind", channel.text("kind", ChannelKind::parse));
            Optional<String> name = channel.required("name", channel.text("name", Texts.name(Channel.MAX_NAME_LENGTH)));
            if (id.isPresent() && !ids.add(id.get())) {
                channel.fault("id", "duplicate", "Another channel has this id.");
            } else if (id.isPresent() && kind.isPresent() && name.isPresent()) {
                channels.add(new Channel(id.get(), kind.get(), name.get()));
            }
        }
        return Optional.of(channels);
    }

    /// Those of somebody who has no affiliate yet: they are given their ids when they are somebody's.
    static List<PendingApplication.Place> places(FieldReader body) {
        if (!body.has(CHANNELS)) {
            return List.of();
        }
        List<PendingApplication.Place> places = new ArrayList<>();
        for (FieldReader channel : body.objects(CHANNELS, PendingApplication.MOST_CHANNELS)) {
            Optional<ChannelKind> kind = channel.required("kind", channel.text("kind", ChannelKind::parse));
            Optional<String> name = channel.required("name", channel.text("name", Texts.name(Channel.MAX_NAME_LENGTH)));
            if (kind.isPresent() && name.isPresent()) {
                places.add(new PendingApplication.Place(kind.get(), name.get()));
            }
        }
        return places;
    }

    static void write(JsonGenerator json, List<Channel> channels) throws IOException {
        json.writeArrayFieldStart(CHANNELS);
        for (Channel channel : channels) {
            json.writeStartObject();
            json.writeStringField("id", channel.id().toString());
            json.writeStringField("kind", channel.kind().text());
            json.writeStringField("name", channel.name());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

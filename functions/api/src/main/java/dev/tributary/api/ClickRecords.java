package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.api.Expanding.Shown;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.click.Click;
import dev.tributary.domain.click.ClickChunks;
import dev.tributary.domain.click.ClickSpan.Slice;
import dev.tributary.domain.click.DamagedItemException;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.token.ClickToken;
import dev.tributary.domain.token.ClickTokens;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What was recorded of the clicks that rows are credited by, for `expand=click`: above all what the affiliate wrote
/// on its link. A click's id names its slice, and each slice is read once for all rows. Of a click that is not shown
/// it is known that its record is not there, never that nobody looked: where there is more to read than one call
/// reads, the call is refused.
final class ClickRecords {
    /// Of one page: most rows name one click, in a slice of its own.
    static final int MOST_ROWS = 25;
    /// Pages of a megabyte. A sale that is split among as many affiliates as a visitor's touches may be of names
    /// some 20 clicks, so that one row is always shown.
    static final int MOST_READS = 50;

    private static final ClickChunks.Looked NOTHING_READ = new ClickChunks.Looked(Map.of(), 0, false);

    private final ClickChunks chunks;
    private final Clock clock;

    ClickRecords(ClickChunks chunks, Clock clock) {
        this.chunks = chunks;
        this.clock = clock;
    }

    /// @param ids of clicks, each with the programs in whose rows it stands
    /// @return those whose record is kept, can be read, and is of that program and none of another affiliate's
    /// @throws HttpRefusal 400 when there is too much to read
    /// @throws dev.tributary.domain.stored.UnavailableException when the table does not answer
    Map<String, Shown> find(Tenant viewer, Map<String, Set<ProgramId>> ids) {
        Instant now = clock.instant();
        Map<Slice, Set<String>> slices = new LinkedHashMap<>();
        ids.forEach((id, programs) -> ClickTokens.read(id)
                .filter(token -> isShown(token, viewer, programs))
                .map(Slice::of)
                // An expired item may still stand there for days.
                .filter(slice -> !slice.hasLostChunks(now))
                .ifPresent(slice ->
                        slices.computeIfAbsent(slice, absent -> new HashSet<>()).add(id)));
        Map<String, Shown> shown = new HashMap<>();
        int left = MOST_READS;
        for (Map.Entry<Slice, Set<String>> wanted : slices.entrySet()) {
            ClickChunks.Looked looked = left > 0 ? look(wanted.getKey(), wanted.getValue(), left) : NOTHING_READ;
            if (!looked.isWhole()) {
                throw HttpRefusal.of(
                        400,
                        "too_many_clicks",
                        "These rows name more clicks than are read for one call: ask for fewer by limit.");
            }
            left -= looked.pages();
            looked.found().forEach((id, click) -> shown.put(id, json -> write(click, json)));
        }
        return shown;
    }

    private static boolean isShown(ClickToken token, Tenant viewer, Set<ProgramId> programs) {
        return programs.contains(token.program()) && !viewer.isForeign(Optional.of(token.affiliate()));
    }

    private ClickChunks.Looked look(Slice slice, Set<String> ids, int most) {
        try {
            return chunks.find(slice, ids, most);
        } catch (DamagedItemException unreadable) {
            return new ClickChunks.Looked(Map.of(), 1, true);
        }
    }

    private static void write(Click click, JsonGenerator json) throws IOException {
        ClickToken token = click.token();
        json.writeStartObject();
        json.writeStringField("id", click.clickId());
        json.writeStringField("occurred_at", token.time().toString());
        Lists.nullable(json, "source", given(click.source()));
        for (int sub = 0; sub < Click.SUB_IDS; sub++) {
            Lists.nullable(json, "sub" + (sub + 1), given(click.subIds().get(sub)));
        }
        json.writeStringField("link_id", token.link().toString());
        Lists.nullable(json, "creative_id", click.creative());
        Lists.nullable(json, "country", token.country());
        json.writeStringField("device", token.device().name().toLowerCase(Locale.ROOT));
        json.writeEndObject();
    }

    private static Optional<String> given(String text) {
        return Stream.of(text).filter(one -> !one.isEmpty()).findFirst();
    }
}

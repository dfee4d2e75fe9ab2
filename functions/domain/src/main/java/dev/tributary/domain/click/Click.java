package dev.tributary.domain.click;

import dev.tributary.domain.id.CreativeId;
import dev.tributary.domain.token.ClickToken;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A click as it is recorded. Nothing here names a person: address and user agent are short hashes
/// under a key of the day.
///
/// @param clickId the signed text of the token, as the shopper carries it
/// @param subIds sub1 to sub5, empty where not given; 64 bytes of UTF-8 each at most
/// @param source the affiliate's `source`, empty where not given
/// @param referrerHost host of the page it came from, empty where unknown
/// @param agent the user agent's class, for example `chrome`
/// @param addressHash 32 bits
/// @param agentHash 32 bits
public record Click(
        String clickId,
        ClickToken token,
        ClickKind kind,
        List<String> subIds,
        String source,
        Optional<CreativeId> creative,
        String referrerHost,
        String agent,
        List<AdClick> adClicks,
        int addressHash,
        int agentHash) {
    public static final int SUB_IDS = 5;
    public static final int MAX_TEXT_BYTES = 64;

    public Click {
        Objects.requireNonNull(token, "token");
        subIds = List.copyOf(subIds);
        adClicks = List.copyOf(adClicks);
        if (subIds.size() != SUB_IDS) {
            throw new IllegalArgumentException("subIds are not five: " + subIds.size());
        }
        if (kind == ClickKind.REPEAT) {
            throw new IllegalArgumentException("kind of a recorded click is never repeat");
        }
        if ((kind == ClickKind.QUALIFIED) != token.qualified()) {
            throw new IllegalArgumentException("kind " + kind + " contradicts its token");
        }
        for (String text : subIds) {
            requireShort("subIds", text);
        }
        requireShort("source", source);
        requireShort("referrerHost", referrerHost);
        requireShort("agent", agent);
    }

    /// Who clicked, as far as a day's hashes tell: the same visitor has the same number all day.
    public long visitorHash() {
        return (long) addressHash << 32 | agentHash & 0xffffffffL;
    }

    /// Whether it is known who clicked: the fallback log does not say.
    public boolean hasVisitor() {
        return visitorHash() != 0;
    }

    private static void requireShort(String field, String text) {
        if (text.length() > MAX_TEXT_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MAX_TEXT_BYTES) {
            throw new IllegalArgumentException(field + " is longer than 64 bytes");
        }
    }
}

package dev.tributary.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.notice.Notice;
import dev.tributary.domain.notice.NoticeFact;
import dev.tributary.domain.notice.NoticeId;
import dev.tributary.domain.notice.NoticeType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What of a notice stands in a webhook's body where it is no amount.
class NoticeBodyTest {
    @Test
    void prize_standsWithItsKindAsTheTermsHaveIt_inPlaceOfAnAmount() {
        Instant at = Instant.parse("2026-11-22T10:15:00Z");
        NoticeId id = NoticeId.of(NoticeType.BONUS_AWARDED, at, "bonus:m3");
        Notice notice = new Notice(
                id,
                NoticeType.BONUS_AWARDED,
                at,
                List.of(Told.MERCHANT),
                Optional.empty(),
                Map.of(
                        NoticeFact.PROGRAM_ID,
                        "prg_0000000000007",
                        NoticeFact.GROUND,
                        "milestone",
                        NoticeFact.PRIZE,
                        "A \"bag\"",
                        NoticeFact.PRIZE_KIND,
                        "gift"));

        assertThat(new String(NoticeBody.of(notice), StandardCharsets.UTF_8)).isEqualTo("""
            {"id":"%s","type":"bonus.awarded","timestamp":"2026-11-22T10:15:00Z","livemode":true,"data":{\
            "program_id":"prg_0000000000007","ground":"milestone",\
            "prize":{"kind":"gift","title":"A \\"bag\\""}}}\
            """.formatted(id.text()));
    }
}

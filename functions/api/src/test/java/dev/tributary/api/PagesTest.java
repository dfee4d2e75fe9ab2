package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.id.LinkCode;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.stored.Versioned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lists page by page, with things that come and go in between.
class PagesTest {
    private static final int MAX_PAGES = 400;
    private static final ApiFixture API = new ApiFixture();

    /// Merchant 1 has 30 programs, every third of which has links.
    @BeforeAll
    static void fill() {
        for (int program = 1; program <= 30; program++) {
            API.program(program, 1);
            for (int affiliate = 1; affiliate <= (program % 3 == 0 ? 2 : 0); affiliate++) {
                API.enroll(program, affiliate, EnrollmentState.APPROVED);
                for (int link = 0; link < 4; link++) {
                    API.link(
                            program * 100 + affiliate * 10 + link,
                            "c" + program + "-" + affiliate + "-" + link,
                            program,
                            affiliate);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        // who,       list,                                                          field,        items
        "merchant 1,  /v1/programs,                                                  id,           30",
        "merchant 1,  /v1/links,                                                     id,           80",
        "merchant 1,  /v1/links?affiliate_id=aff_0000000000002,                      id,           40",
        "affiliate 1, /v1/links,                                                     id,           40",
        "merchant 1,  /v1/programs/prg_0000000000003/links,                          id,           8",
        "merchant 1,  /v1/programs/prg_0000000000003/links?affiliate_id=aff_0000000000001, id,     4",
        "merchant 1,  /v1/enrollments,                                               affiliate_id, 20",
        "merchant 1,  /v1/enrollments?state=approved&affiliate_id=aff_0000000000001, affiliate_id, 10",
        "merchant 1,  /v1/enrollments?state=banned,                                  affiliate_id, 0",
        "affiliate 1, /v1/enrollments,                                               affiliate_id, 10",
    })
    void allPages_holdEachItemOnce(String who, String list, String field, int items) {
        List<String> all = walk(who, list, 100, field);
        assertThat(all).hasSize(items);
        // One at a time is slow: on the short lists only.
        for (int limit : new int[] {items <= 10 ? 1 : 6, 7, 79}) {
            assertThat(walk(who, list, limit, field)).as("limit " + limit).isEqualTo(all);
        }
    }

    @Test
    void changesBetweenPages_moveNoOtherItem() {
        String list = "/v1/programs/prg_0000000000006/links";
        List<String> before = walk("merchant 1", list, 100, "code");
        String first = API.get("merchant 1", list + "?limit=3").getBody();
        assertThat(Json.texts(first, "code")).isEqualTo(before.subList(0, 3));
        // One before the position and one behind it; the item at the position changes.
        API.link(9001, "a-new", 6, 1);
        API.link(9002, "z-new", 6, 2);
        Versioned<Link> shown = API.links.find(new LinkCode(before.get(2))).orElseThrow();
        Link link = shown.value();
        API.links.replace(shown.with(new Link(
                link.id(),
                link.code(),
                link.program(),
                link.affiliate(),
                link.channel(),
                link.creative(),
                link.destination(),
                false)));
        String cursor = Json.nextCursor(first).orElseThrow();
        String rest =
                API.get("merchant 1", list + "?limit=100&cursor=" + cursor).getBody();
        List<String> expected = new ArrayList<>(before.subList(3, before.size()));
        expected.add("z-new");
        assertThat(Json.texts(rest, "code")).isEqualTo(expected);
    }

    @Test
    void cursor_servesItsListOnly() {
        String cursor = Json.nextCursor(
                        API.get("merchant 1", "/v1/links?limit=5").getBody())
                .orElseThrow();
        assertThat(API.get("merchant 1", "/v1/links?limit=50&cursor=" + cursor).getStatusCode())
                .isEqualTo(200);
        List<String> targets = List.of(
                "/v1/programs?cursor=" + cursor,
                "/v1/programs/prg_0000000000003/links?cursor=" + cursor,
                "/v1/links?affiliate_id=aff_0000000000001&cursor=" + cursor);
        for (String target : targets) {
            assertRefused("merchant 1", target);
        }
        assertRefused("merchant 2", "/v1/links?cursor=" + cursor);
        assertRefused("affiliate 1", "/v1/links?cursor=" + cursor);
    }

    @Test
    void cursor_withAnyCharacterChanged_isBad() {
        String cursor = Json.nextCursor(
                        API.get("merchant 1", "/v1/links?limit=5").getBody())
                .orElseThrow();
        for (int at = 0; at < cursor.length(); at++) {
            char other = cursor.charAt(at) == 'A' ? 'B' : 'A';
            assertRefused(
                    "merchant 1", "/v1/links?cursor=" + cursor.substring(0, at) + other + cursor.substring(at + 1));
        }
        for (String tail : List.of("A", "=", "==", "AAAA")) {
            assertRefused("merchant 1", "/v1/links?cursor=" + cursor + tail);
        }
        assertRefused("merchant 1", "/v1/links?cursor=" + cursor.substring(1));
        assertRefused("merchant 1", "/v1/links?cursor=" + "A".repeat(5_000));
    }

    private static void assertRefused(String who, String target) {
        assertThat(API.get(who, target).getBody()).as(target).contains("\"code\":\"bad_cursor\"");
    }

    private static List<String> walk(String who, String list, int limit, String field) {
        List<String> items = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        for (int page = 0; page < MAX_PAGES; page++) {
            String target = list + (list.contains("?") ? "&" : "?") + "limit=" + limit
                    + cursor.map(text -> "&cursor=" + text).orElse("");
            String body = API.get(who, target).getBody();
            List<String> some = Json.texts(body, field);
            assertThat(some.size()).isLessThanOrEqualTo(limit);
            items.addAll(some);
            cursor = Json.nextCursor(body);
            if (cursor.isEmpty()) {
                return items;
            }
        }
        throw new AssertionError("no end after " + MAX_PAGES + " pages");
    }
}

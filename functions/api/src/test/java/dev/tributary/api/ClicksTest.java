package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.click.CountKey;
import dev.tributary.domain.click.KindCounts;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CountryCode;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.token.Device;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Counts of clicks: on the 22nd 5 through link 11 and 7 through link 21, on the 23rd 2 through 11.
class ClicksTest {
    private static final ApiFixture API = ApiFixture.filled();

    @BeforeAll
    static void fill() {
        clicks("2026-11-22", 11, 1, "mail", 5);
        clicks("2026-11-22", 21, 2, "mail", 7);
        clicks("2026-11-23", 11, 1, "", 2);
    }

    private static void clicks(String date, long link, long affiliate, String sub1, int number) {
        LocalDate day = LocalDate.parse(date);
        KindCounts counts = new KindCounts(number, 0, 0, 0, 0);
        List.of(
                        CountKey.TOTAL,
                        CountKey.of(new LinkId(link)),
                        CountKey.of(new AffiliateId(affiliate)),
                        CountKey.ofSub(0, new LinkId(link), sub1),
                        CountKey.of(link == 11 ? Optional.of(new CountryCode("LV")) : Optional.empty()),
                        CountKey.of(Device.MOBILE))
                .forEach(key -> API.clicks.add(day, key, counts));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # who       | filter                                      | rows
        merchant 1  | from=2026-11-21                             | 2026-11-21=0 2026-11-22=12 2026-11-23=2 2026-11-24=0 2026-11-25=0 2026-11-26=0 2026-11-27=0
        merchant 1  | to=2026-11-23&from=2026-11-23               | 2026-11-23=2
        merchant 1  | from=2026-11-22&to=2026-11-23&link_id=lnk_000000000000b      | 2026-11-22=5 2026-11-23=2
        merchant 1  | from=2026-11-22&to=2026-11-23&affiliate_id=aff_0000000000002 | 2026-11-22=7 2026-11-23=0
        merchant 1  | from=2026-11-22&to=2026-11-22&link_id=lnk_000000000000b&affiliate_id=aff_0000000000002 | 2026-11-22=0
        merchant 1  | group_by=link                               | lnk_000000000000b=7 lnk_000000000000n=7
        merchant 1  | group_by=link&affiliate_id=aff_0000000000001 | lnk_000000000000b=7
        merchant 1  | group_by=affiliate                          | aff_0000000000001=7 aff_0000000000002=7
        merchant 1  | group_by=sub1                               | mail=12 null=2
        merchant 1  | group_by=sub1&link_id=lnk_000000000000n     | mail=7
        merchant 1  | group_by=country                            | LV=7 null=7
        merchant 1  | group_by=device                             | mobile=14
        affiliate 1 | from=2026-11-22&to=2026-11-23               | 2026-11-22=5 2026-11-23=2
        affiliate 1 | group_by=link                               | lnk_000000000000b=7
        affiliate 1 | group_by=affiliate                          | aff_0000000000001=7
        affiliate 1 | group_by=sub1                               | mail=5 null=2
        """)
    void counts_areThoseAskedForAndSeen(String who, String filter, String rows) {
        String body = API.get(who, "/v1/clicks?program_id=prg_0000000000001&" + filter)
                .getBody();
        assertThat(rows(body)).as(body).isEqualTo(rows);
    }

    @Test
    void days_areThoseOfTheProgramsZone() {
        // 22:30 UTC is past midnight in Riga.
        String body =
                API.get("merchant 1", "/v1/clicks?program_id=prg_0000000000001").getBody();
        assertThat(Json.texts(body, "from")).containsExactly("2026-11-17");
        assertThat(Json.texts(body, "to")).containsExactly("2026-11-23");
    }

    @Test
    void pages_holdEachRowOnce() {
        String list = "/v1/clicks?program_id=prg_0000000000001&group_by=sub1&limit=1";
        String first = API.get("merchant 1", list).getBody();
        String second = API.get(
                        "merchant 1", list + "&cursor=" + Json.nextCursor(first).orElseThrow())
                .getBody();
        assertThat(rows(first) + " " + rows(second)).isEqualTo("mail=12 null=2");
        assertThat(Json.nextCursor(second)).isEmpty();
    }

    private static String rows(String body) {
        String data = body.substring(body.indexOf("\"data\":["), body.indexOf("],\"next_cursor\""));
        return data.replaceAll(".*?\\{\"key\":\"?([^\",]+)\"?,.*?\"total\":([0-9]+)}", "$1=$2 ")
                .strip();
    }
}

package dev.tributary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lists that are narrowed by what stands in no key: pages may be short, and lead on to all that fits.
class FiltersTest {
    private static final String PROGRAM = "prg_0000000000001";
    private static final WriteApi API = filled();

    private static WriteApi filled() {
        WriteApi api = new WriteApi();
        enroll(api, "Anna's Shoes", "gold", "shoes");
        enroll(api, "The annals", "silver", "books");
        enroll(api, "Joanna", "gold", "books");
        enroll(api, "Éva Shoes", "silver", "shoes");
        return api;
    }

    private static void enroll(WriteApi api, String name, String group, String tag) {
        String id = Json.texts(
                        api.post("merchant 1", "/v1/affiliates", "{\"name\":\"" + name + "\"}")
                                .getBody(),
                        "id")
                .getFirst();
        APIGatewayV2HTTPResponse made = api.post(
                "merchant 1",
                "/v1/enrollments",
                "{\"program_id\":\"" + PROGRAM + "\",\"affiliate_id\":\"" + id
                        + "\",\"state\":\"approved\",\"group\":\"" + group + "\"}");
        assertThat(made.getStatusCode()).as(made.getBody()).isEqualTo(201);
        APIGatewayV2HTTPResponse tagged =
                api.patch("merchant 1", "/v1/enrollments/" + PROGRAM + "/" + id, "{\"tags\":[\"" + tag + "\"]}");
        assertThat(tagged.getStatusCode()).as(tagged.getBody()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # filters                      | names
        group=gold                     | Anna's Shoes; Joanna
        tag=shoes                      | Anna's Shoes; Éva Shoes
        group=gold&tag=books           | Joanna
        name=ann                       | Anna's Shoes; The annals
        name=SHOES                     | Anna's Shoes; Éva Shoes
        name=%C3%A9va%20s              | Éva Shoes
        name=hoes                      |
        group=Gold                     |
        name=ann&group=silver          | The annals
        state=banned&name=ann          |
        """)
    void enrollments_areFoundByGroupTagAndName(String filters, String names) {
        List<String> found = new ArrayList<>();
        String cursor = "";
        for (int pages = 0; pages < 50; pages++) {
            String page = API.get(
                            "merchant 1",
                            "/v1/enrollments?program_id=" + PROGRAM + "&expand=affiliate&limit=2&" + filters + cursor)
                    .getBody();
            found.addAll(Json.texts(page, "name"));
            List<String> next = Json.texts(page, "next_cursor");
            if (next.isEmpty() || next.getFirst().equals("null")) {
                break;
            }
            cursor = "&cursor=" + next.getFirst();
        }
        List<String> wanted = names == null ? List.of() : List.of(names.split("; "));
        assertThat(found).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # path                                             | field
        /v1/enrollments?group=                             | group
        /v1/enrollments?tag=%20                            | tag
        /v1/enrollments?name=%20                           | name
        /v1/audit_events?actor=anna                        | actor
        /v1/audit_events?from=yesterday                    | from
        /v1/audit_events?from=2026-11-22T10:00:00Z&to=2026-11-22T10:00:00Z | to
        """)
    void badFilter_isNamed(String path, String field) {
        APIGatewayV2HTTPResponse answer = API.get("merchant 1", path);
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(400);
        assertThat(answer.getBody()).contains("\"field\":\"" + field + "\"");
    }

    @Test
    void changes_areFoundByTheirTime_theFirstInstantIncluded_theLastOneNot() {
        WriteApi api = new WriteApi();
        for (String text : List.of("One", "Two", "Three")) {
            api.now = api.now.plusMillis(500);
            api.post("merchant 1", "/v1/affiliates", "{\"name\":\"" + text + "\"}");
        }
        String second = api.now.minusMillis(500).toString();
        assertThat(ids(api, "")).hasSize(3);
        assertThat(ids(api, "?from=" + second)).isEqualTo(ids(api, "").subList(0, 2));
        assertThat(ids(api, "?to=" + second)).isEqualTo(ids(api, "").subList(2, 3));
        assertThat(ids(api, "?from=" + second + "&to=" + api.now))
                .isEqualTo(ids(api, "").subList(1, 2));

        // Page by page the same.
        String first =
                api.get("merchant 1", "/v1/audit_events?limit=1&from=" + second).getBody();
        String cursor = Json.texts(first, "next_cursor").getFirst();
        String next = api.get("merchant 1", "/v1/audit_events?limit=1&from=" + second + "&cursor=" + cursor)
                .getBody();
        assertThat(Json.texts(next, "id").subList(0, 1)).isEqualTo(ids(api, "").subList(1, 2));
        assertThat(next).contains("\"next_cursor\":null");
    }

    @Test
    void changes_areFoundByWhoMadeThem() {
        WriteApi api = new WriteApi();
        PlannedRuns planned = new PlannedRuns(api);
        planned.planned("olga");
        planned.planned("anna");
        String olga = Json.texts(api.get("olga", "/v1/audit_events?limit=1").getBody(), "key_id")
                .getFirst();
        List<String> hers = ids(api, "?actor=" + olga);
        assertThat(hers).isNotEmpty().isNotEqualTo(ids(api, ""));
        assertThat(ids(api, "?actor=mer_0000000000001")).isEqualTo(ids(api, ""));
        assertThat(ids(api, "?actor=platform")).isEmpty();
        assertThat(ids(api, "?actor=mer_0000000000002")).isEmpty();
    }

    private static List<String> ids(WriteApi api, String query) {
        return Json.texts(api.get("merchant 1", "/v1/audit_events" + query).getBody(), "id").stream()
                .filter(id -> id.startsWith("aud_"))
                .toList();
    }

    @Test
    void deliveries_areFoundByTheirState() {
        WriteApi api = new WriteApi();
        String webhook = Json.texts(
                        api.post(
                                        "merchant 1",
                                        "/v1/webhooks",
                                        "{\"url\":\"https://hooks.example.com/x\",\"events\":[\"payout.paid\"]}")
                                .getBody(),
                        "id")
                .getFirst();
        String path = "/v1/webhooks/" + webhook;
        api.post("merchant 1", path + "/test", "{}");
        assertThat(Json.texts(
                        api.get("merchant 1", path + "/deliveries?state=pending")
                                .getBody(),
                        "id"))
                .hasSize(1);
        assertThat(api.get("merchant 1", path + "/deliveries?state=failed").getBody())
                .isEqualTo("{\"data\":[],\"next_cursor\":null}");
        assertThat(api.get("merchant 1", path + "/deliveries?state=lost").getBody())
                .contains("\"field\":\"state\"");
    }
}

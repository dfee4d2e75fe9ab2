package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

/// What a merchant offers its affiliates, and what the two say to each other.
final class Talk {
    private Talk() {}

    static void of(Office office, String merchant, String program, Office.Member member) throws Exception {
        String creative = office.post(
                        merchant,
                        "/v1/creatives",
                        "{\"program_id\":\"%s\",\"kind\":\"text\",\"title\":\"Shoes\"}".formatted(program))
                .path("id")
                .asText();
        assertThat(office.get(member.key(), "/v1/creatives?program_id=" + program)
                        .path("data"))
                .hasSize(1);
        String link = office.post(
                        member.key(),
                        "/v1/links",
                        "{\"program_id\":\"%s\",\"destination\":\"https://office.example/\",\"creative_id\":\"%s\"}"
                                .formatted(program, creative))
                .path("id")
                .asText();
        // Through the front, under whose name the link is.
        assertThat(office.get(member.key(), "/v1/creatives/" + creative + "?link_id=" + link)
                        .path("snippet")
                        .asText())
                .startsWith("<a href=\"http://127.0.0.1:");
    }
}

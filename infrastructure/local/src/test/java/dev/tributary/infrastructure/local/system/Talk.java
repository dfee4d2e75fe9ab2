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
        announce(office, merchant, program, member);
        speak(office, merchant, program, member);
    }

    private static void announce(Office office, String merchant, String program, Office.Member member)
            throws Exception {
        String announcement = "/v1/announcements/"
                + office.post(
                                merchant,
                                "/v1/announcements",
                                "{\"program_id\":\"%s\",\"title\":\"Sale\",\"text\":\"All shoes.\\nFrom Monday on.\"}"
                                        .formatted(program))
                        .path("id")
                        .asText();
        String unread = "/v1/announcements?unread=true";
        assertThat(office.get(member.key(), unread).path("data")).hasSize(1);
        office.post(member.key(), announcement + "/read", "{}");
        assertThat(office.get(member.key(), unread).path("data")).isEmpty();
        assertThat(office.get(member.key(), announcement).path("text").asText())
                .isEqualTo("All shoes.\nFrom Monday on.");
    }

    private static void speak(Office office, String merchant, String program, Office.Member member) throws Exception {
        String thread = "/v1/threads/"
                + office.post(
                                member.key(),
                                "/v1/threads",
                                "{\"program_id\":\"%s\",\"subject\":\"Sizes\",\"text\":\"Which?\"}".formatted(program))
                        .path("id")
                        .asText();
        office.post(merchant, thread + "/messages", "{\"text\":\"300 by 250.\"}");
        assertThat(office.get(member.key(), "/v1/threads")
                        .path("data")
                        .path(0)
                        .path("unread")
                        .asInt())
                .isEqualTo(1);
        office.post(member.key(), thread + "/read", "{\"up_to\":2}");
        assertThat(office.get(member.key(), thread + "/messages").path("data")).hasSize(2);
        assertThat(office.get(merchant, "/v1/threads?program_id=" + program).path("data"))
                .hasSize(1);
        assertThat(office.post(member.key(), thread + "/close", "{}")
                        .path("state")
                        .asText())
                .isEqualTo("solved");
    }
}

package dev.tributary.portal;

import dev.tributary.domain.language.Language;

/// What the shell itself says; all other words stand in `web/messages`.
enum PortalWord {
    NO_SCRIPT(
            "This page needs JavaScript. Everything it shows can also be had by the API: /v1/docs.",
            "הדף הזה צריך JavaScript. כל מה שהוא מציג זמין גם ב־API:‏ /v1/docs.",
            "این صفحه به جاوااسکریپت نیاز دارد. هرچه نشان می‌دهد از راه API هم در دسترس است: ‎/v1/docs.",
            "Šai lapai vajadzīgs JavaScript. Viss, ko tā rāda, pieejams arī ar API: /v1/docs.");

    private final String english;
    private final String hebrew;
    private final String persian;
    private final String latvian;

    PortalWord(String english, String hebrew, String persian, String latvian) {
        this.english = english;
        this.hebrew = hebrew;
        this.persian = persian;
        this.latvian = latvian;
    }

    String in(Language language) {
        return switch (language.code()) {
            case "he" -> hebrew;
            case "fa" -> persian;
            case "lv" -> latvian;
            default -> english;
        };
    }
}

package dev.tributary.domain.language;

/// Text as a piece of HTML, and the frame around it.
public final class Html {
    private Html() {}

    /// For an element's content, or an attribute in quotes.
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /// `<html lang="he" dir="rtl">`
    public static String opening(Language language) {
        return "<!doctype html><html lang=\"" + language.code() + "\" dir=\""
                + (language.isRightToLeft() ? "rtl" : "ltr") + "\">";
    }
}

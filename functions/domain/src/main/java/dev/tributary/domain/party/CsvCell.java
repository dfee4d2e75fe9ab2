package dev.tributary.domain.party;

import java.util.regex.Pattern;

/// A text that somebody chose, in a file that a spreadsheet opens. What it would take for a formula has an
/// apostrophe before it (OWASP, "CSV Injection"). So has what follows a sign that may part cells where the file
/// is opened, since a semicolon does in half of Europe. What hides is shown.
public final class CsvCell {
    /// Where a cell may begin, then what begins a formula, also in the full width that East Asian
    /// input gives.
    private static final Pattern FORMULA =
            Pattern.compile("(^|[,;|\\t\"'])([\\s\\p{Z}]*)([=+\\-@\\t\\r\uFF1D\uFF0B\uFF0D\uFF20])");

    private CsvCell() {}

    public static String safe(String cell) {
        return FORMULA.matcher(Disguise.shown(cell)).replaceAll("$1'$2$3");
    }
}

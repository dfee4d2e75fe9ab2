package dev.tributary.domain.notice;

import dev.tributary.domain.link.PercentEncoding;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What stands for a value in a postback URL: `{click_id}`. Each value is percent-encoded; one that the notice does not
/// have is empty.
public enum PostbackMacro {
    TYPE,
    NOTICE_ID,
    EVENT,
    CLICK_ID,
    CONVERSION_ID,
    COMMISSION_ID,
    ORDER_ID,
    PROGRAM_ID,
    AFFILIATE_ID,
    PAYOUT_ID,
    AMOUNT,
    CURRENCY,
    /// What was taken back of a commission so far: a running total, so that one that is told twice misleads nobody.
    REVERSED,
    /// What the affiliate earns or gets: the amount of a notice about a commission or a payout.
    PAYOUT,
    /// What the affiliate wrote on the link of the click that the conversion is credited by.
    SUB1,
    SUB2,
    SUB3,
    SUB4,
    SUB5,
    SOURCE;

    private static final Set<PostbackMacro> OF_LINKS = EnumSet.range(SUB1, SOURCE);
    private static final Pattern MACRO = Pattern.compile("\\{([a-z0-9_]*)}");

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Optional<PostbackMacro> parse(String text) {
        for (PostbackMacro macro : values()) {
            if (macro.text().equals(text)) {
                return Optional.of(macro);
            }
        }
        return Optional.empty();
    }

    /// Whether every brace of a URL belongs to a macro that we know.
    public static boolean areKnown(String url) {
        Matcher matcher = MACRO.matcher(url);
        StringBuilder rest = new StringBuilder();
        while (matcher.find()) {
            if (parse(matcher.group(1)).isEmpty()) {
                return false;
            }
            matcher.appendReplacement(rest, "");
        }
        matcher.appendTail(rest);
        return rest.indexOf("{") < 0 && rest.indexOf("}") < 0;
    }

    /// Whether one of them stands for what is written on links.
    static boolean areOfLinks(String url) {
        return MACRO.matcher(url)
                .results()
                .anyMatch(found ->
                        parse(found.group(1)).filter(OF_LINKS::contains).isPresent());
    }

    /// All of them, as they are written: `{type}, {notice_id}, ...`
    public static String all() {
        return Stream.of(values()).map(macro -> "{" + macro.text() + "}").collect(Collectors.joining(", "));
    }

    public static String fill(String url, Notice notice) {
        Map<PostbackMacro, String> values = values(notice);
        return MACRO.matcher(url)
                .replaceAll(found -> Matcher.quoteReplacement(PercentEncoding.encode(parse(found.group(1))
                        .map(macro -> values.getOrDefault(macro, ""))
                        .orElse(""))));
    }

    private static Map<PostbackMacro, String> values(Notice notice) {
        Map<PostbackMacro, String> values = new EnumMap<>(PostbackMacro.class);
        values.put(TYPE, notice.type().text());
        values.put(NOTICE_ID, notice.id().text());
        put(values, notice, EVENT, NoticeFact.EVENT);
        put(values, notice, CLICK_ID, NoticeFact.CLICK_ID);
        put(values, notice, CONVERSION_ID, NoticeFact.CONVERSION_ID);
        put(values, notice, COMMISSION_ID, NoticeFact.COMMISSION_ID);
        put(values, notice, ORDER_ID, NoticeFact.ORDER_ID);
        put(values, notice, PROGRAM_ID, NoticeFact.PROGRAM_ID);
        put(values, notice, AFFILIATE_ID, NoticeFact.AFFILIATE_ID);
        put(values, notice, REVERSED, NoticeFact.REVERSED);
        put(values, notice, PAYOUT_ID, NoticeFact.PAYOUT_ID);
        put(values, notice, SUB1, NoticeFact.SUB1);
        put(values, notice, SUB2, NoticeFact.SUB2);
        put(values, notice, SUB3, NoticeFact.SUB3);
        put(values, notice, SUB4, NoticeFact.SUB4);
        put(values, notice, SUB5, NoticeFact.SUB5);
        put(values, notice, SOURCE, NoticeFact.SOURCE);
        notice.amount().ifPresent(amount -> {
            values.put(AMOUNT, amount.amount());
            values.put(CURRENCY, amount.currency().code());
            if (notice.type() != NoticeType.CONVERSION_ACCEPTED) {
                values.put(PAYOUT, amount.amount());
            }
        });
        return values;
    }

    private static void put(Map<PostbackMacro, String> values, Notice notice, PostbackMacro macro, NoticeFact fact) {
        notice.fact(fact).ifPresent(text -> values.put(macro, text));
    }
}

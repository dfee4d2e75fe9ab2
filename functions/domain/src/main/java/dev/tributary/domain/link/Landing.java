package dev.tributary.domain.link;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.CreativeId;
import dev.tributary.domain.id.LinkId;
import java.util.List;
import java.util.Optional;

/// What a click puts into its landing URL. Macros in path, query, fragment and UTM template are
/// replaced, each value percent-encoded, so no value can leave its place: `{click_id}
/// {affiliate_id} {link_id} {creative_id} {sub1}..{sub5} {source}`. Other braces stay as they are.
public record Landing(
        String clickId,
        AffiliateId affiliate,
        LinkId link,
        Optional<CreativeId> creative,
        List<String> subIds,
        String source) {
    /// The URL that the shopper is sent to: the destination with its macros replaced, with the
    /// parameters of the UTM template that it does not set itself, and with the click_id, which
    /// replaces a parameter of that name.
    public String url(LandingUrl destination, Optional<String> utmTemplate, String clickParameter) {
        StringBuilder query = new StringBuilder();
        for (String pair : destination.query().split("&")) {
            if (!pair.isEmpty() && !name(pair).equals(clickParameter)) {
                append(query, expand(pair));
            }
        }
        for (String pair : utmTemplate.orElse("").split("&")) {
            if (!pair.isEmpty() && !sets(destination.query(), name(pair))) {
                append(query, expand(pair));
            }
        }
        append(query, clickParameter + "=" + PercentEncoding.encode(clickId));
        String path = destination.path().isEmpty() ? "/" : expand(destination.path());
        return new LandingUrl(destination.host(), path, query.toString(), expand(destination.fragment())).toString();
    }

    private static void append(StringBuilder query, String pair) {
        if (!query.isEmpty()) {
            query.append('&');
        }
        query.append(pair);
    }

    private static boolean sets(String query, String name) {
        for (String pair : query.split("&")) {
            if (name(pair).equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static String name(String pair) {
        int equals = pair.indexOf('=');
        String raw = equals < 0 ? pair : pair.substring(0, equals);
        return PercentEncoding.decode(raw).orElse(raw);
    }

    private String expand(String template) {
        int open = template.indexOf('{');
        if (open < 0) {
            return template;
        }
        StringBuilder text = new StringBuilder(template.length() + 128);
        int from = 0;
        while (open >= 0) {
            int close = template.indexOf('}', open);
            if (close < 0) {
                break;
            }
            Optional<String> value = value(template.substring(open + 1, close));
            if (value.isPresent()) {
                text.append(template, from, open).append(PercentEncoding.encode(value.get()));
                from = close + 1;
            }
            open = template.indexOf('{', value.isPresent() ? from : open + 1);
        }
        return text.append(template, from, template.length()).toString();
    }

    private Optional<String> value(String macro) {
        return switch (macro) {
            case "click_id" -> Optional.of(clickId);
            case "affiliate_id" -> Optional.of(affiliate.toString());
            case "link_id" -> Optional.of(link.toString());
            case "creative_id" -> Optional.of(creative.map(CreativeId::toString).orElse(""));
            case "sub1", "sub2", "sub3", "sub4", "sub5" -> Optional.of(subIds.get(macro.charAt(3) - '1'));
            case "source" -> Optional.of(source);
            default -> Optional.empty();
        };
    }
}

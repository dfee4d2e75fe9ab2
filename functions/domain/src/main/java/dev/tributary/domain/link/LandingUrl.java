package dev.tributary.domain.link;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A URL on a merchant's site, in a form that every browser reads alike: `https`, a host name, no
/// user info, no port but 443, no backslash, no white space or control character. What browsers
/// and parsers disagree about (WHATWG URL against RFC 3986) is refused, not repaired; letters
/// outside ASCII in path and query are percent-encoded as UTF-8.
///
/// @param host lower case
/// @param path with its slash, empty or with macros; never null
/// @param query without its question mark; empty when absent
/// @param fragment without its hash; empty when absent
public record LandingUrl(String host, String path, String query, String fragment) {
    public static final int MAX_LENGTH = 2_048;
    private static final String SCHEME = "https://";

    public LandingUrl {
        if (host.isEmpty() || !(path.isEmpty() || path.startsWith("/"))) {
            throw new IllegalArgumentException("host or path of a landing URL is malformed");
        }
    }

    /// The URL of a text; empty when it is not one that is safe to send a shopper to.
    public static Optional<LandingUrl> parse(String text) {
        if (text.length() > MAX_LENGTH || !text.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || !isClean(text)) {
            return Optional.empty();
        }
        int end = SCHEME.length();
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        Optional<String> host = host(text.substring(SCHEME.length(), end));
        if (host.isEmpty()) {
            return Optional.empty();
        }
        String rest = text.substring(end);
        int hash = rest.indexOf('#');
        String fragment = hash < 0 ? "" : rest.substring(hash + 1);
        String beforeFragment = hash < 0 ? rest : rest.substring(0, hash);
        int mark = beforeFragment.indexOf('?');
        String query = mark < 0 ? "" : beforeFragment.substring(mark + 1);
        String path = mark < 0 ? beforeFragment : beforeFragment.substring(0, mark);
        return Optional.of(new LandingUrl(host.get(), ascii(path), ascii(query), ascii(fragment)));
    }

    /// The URL of a text, on one of these hosts exactly.
    public static Optional<LandingUrl> parse(String text, List<String> hosts) {
        return parse(text).filter(url -> hosts.contains(url.host));
    }

    /// @throws IllegalArgumentException for a text that `parse` refuses
    public static LandingUrl of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("no landing URL: " + text));
    }

    private static Optional<String> host(String authority) {
        String host = authority.toLowerCase(Locale.ROOT);
        if (host.endsWith(":443")) {
            host = host.substring(0, host.length() - 4);
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean allowed = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.';
            if (!allowed) {
                return Optional.empty();
            }
        }
        return host.isEmpty() ? Optional.empty() : Optional.of(host);
    }

    private static boolean isClean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c == '\\' || c == '"' || c == '<' || c == '>' || c == '`' || c == '^' || c == '|') {
                return false;
            }
            if (c >= 0x7f && (Character.isISOControl(c) || Character.isSpaceChar(c) || c == '\uFEFF')) {
                return false;
            }
            boolean paired = Character.isHighSurrogate(c)
                    ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                    : !Character.isLowSurrogate(c) || i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
            if (!paired) {
                return false;
            }
        }
        return true;
    }

    /// Percent-encodes what is outside ASCII; what is within stays as it is, macros included.
    private static String ascii(String text) {
        if (text.chars().allMatch(c -> c < 0x7f)) {
            return text;
        }
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet >= 0) {
                encoded.append((char) octet);
            } else {
                PercentEncoding.append(encoded, octet);
            }
        }
        return encoded.toString();
    }

    @Override
    public String toString() {
        return SCHEME + host + path + (query.isEmpty() ? "" : "?" + query) + (fragment.isEmpty() ? "" : "#" + fragment);
    }
}

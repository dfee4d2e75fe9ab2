package dev.tributary.redirect;

import dev.tributary.domain.token.Device;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Tells bots, link previews, devices and browsers apart by the user agent. The list of crawlers is
/// a maintained package's, copied into a resource whose first lines name it. All but a few of its
/// patterns are plain text: they are found through their first three characters, so a user agent is
/// walked once; the same one is looked up from then on.
final class UserAgents {
    /// What a user agent stands for.
    enum Kind {
        PERSON,
        BOT,
        PREVIEW
    }

    /// @param agent the browser's name, for example `chrome`; `other` where unknown
    record Seen(Kind kind, Device device, String agent) {}

    private static final String LIST = "crawler-user-agents.tsv";
    private static final int MAX_REMEMBERED = 10_000;
    private static final int STEM = 3;

    private record Crawler(String text, Kind kind) {}

    private record CrawlerPattern(Pattern pattern, Kind kind) {}

    private final Map<String, List<Crawler>> byStem = new HashMap<>();
    private final List<CrawlerPattern> patterns = new ArrayList<>();
    private final Map<String, Seen> remembered = new ConcurrentHashMap<>();

    UserAgents() {
        try (InputStream list = UserAgents.class.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new IllegalStateException("resource " + LIST + " is missing");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8));
            lines.lines().filter(line -> !line.startsWith("#")).forEach(this::add);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Seen see(String userAgent) {
        Seen known = remembered.get(userAgent);
        if (known != null) {
            return known;
        }
        Seen seen = new Seen(kind(userAgent), device(userAgent), agent(userAgent));
        if (remembered.size() >= MAX_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(userAgent, seen);
        return seen;
    }

    private void add(String line) {
        int tab = line.indexOf('\t');
        String pattern = line.substring(0, tab);
        Kind kind = line.substring(tab + 1).equals("preview") ? Kind.PREVIEW : Kind.BOT;
        Optional<String> plain = plain(pattern);
        if (plain.isPresent() && plain.get().length() >= STEM) {
            byStem.computeIfAbsent(plain.get().substring(0, STEM), stem -> new ArrayList<>())
                    .add(new Crawler(plain.get(), kind));
        } else {
            patterns.add(new CrawlerPattern(Pattern.compile(pattern), kind));
        }
    }

    /// The text that a pattern matches, when it matches one only.
    static Optional<String> plain(String pattern) {
        StringBuilder text = new StringBuilder(pattern.length());
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
                if (i == pattern.length() || Character.isLetterOrDigit(pattern.charAt(i))) {
                    return Optional.empty();
                }
                text.append(pattern.charAt(i));
            } else if ("[](){}|*+?^$.".indexOf(c) >= 0) {
                return Optional.empty();
            } else {
                text.append(c);
            }
        }
        return Optional.of(text.toString());
    }

    /// A preview where any pattern says so: the same program may be listed as a bot, too.
    private Kind kind(String userAgent) {
        Kind found = Kind.PERSON;
        for (int at = 0; at + STEM <= userAgent.length(); at++) {
            List<Crawler> crawlers = byStem.getOrDefault(userAgent.substring(at, at + STEM), List.of());
            for (Crawler crawler : crawlers) {
                if (userAgent.startsWith(crawler.text, at)) {
                    if (crawler.kind == Kind.PREVIEW) {
                        return Kind.PREVIEW;
                    }
                    found = Kind.BOT;
                }
            }
        }
        for (CrawlerPattern crawler : patterns) {
            if (crawler.pattern.matcher(userAgent).find()) {
                if (crawler.kind == Kind.PREVIEW) {
                    return Kind.PREVIEW;
                }
                found = Kind.BOT;
            }
        }
        return found;
    }

    private static Device device(String userAgent) {
        boolean android = userAgent.contains("Android");
        boolean mobile = userAgent.contains("Mobi") || userAgent.contains("iPhone");
        if (userAgent.contains("iPad") || userAgent.contains("Tablet") || android && !mobile) {
            return Device.TABLET;
        }
        if (mobile || android) {
            return Device.MOBILE;
        }
        boolean desktop = userAgent.contains("Windows NT")
                || userAgent.contains("Macintosh")
                || userAgent.contains("X11")
                || userAgent.contains("CrOS");
        return desktop ? Device.DESKTOP : Device.OTHER;
    }

    /// The most particular mark first: most browsers also carry the marks of those they descend from.
    private static final String[][] AGENTS = {
        {"Instagram", "instagram"},
        {"FBAN/", "facebook"},
        {"FBAV/", "facebook"},
        {"musical_ly", "tiktok"},
        {"BytedanceWebview", "tiktok"},
        {"SamsungBrowser/", "samsung"},
        {"OPR/", "opera"},
        {"YaBrowser/", "yandex"},
        {"Edg", "edge"},
        {"FxiOS/", "firefox"},
        {"Firefox/", "firefox"},
        {"CriOS/", "chrome"},
        {"Chrome/", "chrome"},
        {"Safari/", "safari"},
    };

    private static String agent(String userAgent) {
        for (String[] agent : AGENTS) {
            if (userAgent.contains(agent[0])) {
                return agent[1];
            }
        }
        return "other";
    }
}

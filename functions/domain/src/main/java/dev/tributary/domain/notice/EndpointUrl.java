package dev.tributary.domain.notice;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where a tenant wants to be called: `https`, a host that is a name, port 443, no user info, no fragment.
/// What parsers disagree about is refused, not repaired; an address is judged by what its name resolves
/// to, and a host that is a number in any spelling is none.
///
/// @param secure whether over TLS; only this machine's own addresses may go without, where it lets itself be called
/// @param host lower case
/// @param target path and query as they stand, with macros in those of a postback URL
public record EndpointUrl(boolean secure, String host, int port, String target) {
    public static final int MAX_LENGTH = 1_000;
    /// Values make a postback URL longer than what was kept: an order's number alone has hundreds of octets, encoded.
    public static final int MAX_FILLED = 4_000;
    private static final int TLS_PORT = 443;
    private static final int PLAIN_PORT = 80;
    private static final int MAX_HOST = 253;
    private static final int MAX_ADDRESSES = 64;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    /// No name of the public internet ends so; the last one ends no number either.
    private static final List<String> CLOSED_NAMES = List.of("localhost", "local", "internal", "home.arpa");
    private static final Pattern LAST_LABEL = Pattern.compile("[a-z][a-z0-9-]*[a-z0-9]");
    /// Possessive: a loop that may give back takes a frame of the stack for each sign.
    private static final Pattern TARGET = Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@/?{}-]|%[0-9A-Fa-f]{2})*+");
    private static final List<String> OWN_HOSTS = List.of("127.0.0.1", "localhost");

    /// What became of a text.
    public sealed interface Parsed {
        record Allowed(EndpointUrl url) implements Parsed {}

        record Refused(Fault fault) implements Parsed {}
    }

    /// Why an address is not called.
    public enum Fault {
        TOO_LONG("The URL is longer than " + MAX_LENGTH + " characters."),
        MALFORMED_URL("This is no URL with a host, in plain ASCII."),
        NOT_HTTPS("The URL does not begin with https://."),
        USER_INFO("A URL with a name or password in it is not called."),
        FRAGMENT("A URL with a fragment is not called."),
        WRONG_PORT("Only port 443 is called."),
        ADDRESS_AS_HOST("The host is no name: an address in numbers is not called."),
        CLOSED_NAME("The host's name is not one of the public internet."),
        NO_SUCH_HOST("The host's name does not resolve."),
        PRIVATE_ADDRESS("The host's name resolves to an address that is not of the public internet.");

        private final String detail;

        Fault(String detail) {
            this.detail = detail;
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public String detail() {
            return detail;
        }
    }

    /// @param own whether this machine's own addresses may be called, by any port and without TLS: on the local
    ///     machine and in tests, and nowhere else
    public static Parsed parse(String text, boolean own) {
        return parse(text, own, MAX_LENGTH);
    }

    /// One that is called, with values in the place of its macros.
    public static Parsed filled(String text, boolean own) {
        return parse(text, own, MAX_FILLED);
    }

    private static Parsed parse(String text, boolean own, int longest) {
        if (text.length() > longest) {
            return new Parsed.Refused(Fault.TOO_LONG);
        }
        boolean secure = text.regionMatches(true, 0, "https://", 0, 8);
        boolean plain = text.regionMatches(true, 0, "http://", 0, 7);
        if (!secure && !plain) {
            return new Parsed.Refused(Fault.NOT_HTTPS);
        }
        String rest = text.substring(secure ? 8 : 7);
        int end = 0;
        while (end < rest.length() && "/?#\\".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String authority = rest.substring(0, end).toLowerCase(Locale.ROOT);
        String target = rest.substring(end);
        if (authority.contains("@")) {
            return new Parsed.Refused(Fault.USER_INFO);
        }
        if (target.contains("#")) {
            return new Parsed.Refused(Fault.FRAGMENT);
        }
        if (authority.isEmpty() || !TARGET.matcher(target).matches()) {
            return new Parsed.Refused(Fault.MALFORMED_URL);
        }
        return placed(secure, authority, target.startsWith("/") ? target : "/" + target, own);
    }

    private static Parsed placed(boolean secure, String authority, String target, boolean own) {
        if (authority.startsWith("[")) {
            return new Parsed.Refused(Fault.ADDRESS_AS_HOST);
        }
        int colon = authority.indexOf(':');
        String host = colon < 0 ? authority : authority.substring(0, colon);
        String portText = colon < 0 ? "" : authority.substring(colon + 1);
        if (colon >= 0 && !portText.matches("[1-9][0-9]{0,4}")) {
            return new Parsed.Refused(Fault.WRONG_PORT);
        }
        int port = colon < 0 ? secure ? TLS_PORT : PLAIN_PORT : Integer.parseInt(portText);
        if (own && OWN_HOSTS.contains(host)) {
            return port > 65_535
                    ? new Parsed.Refused(Fault.WRONG_PORT)
                    : new Parsed.Allowed(new EndpointUrl(secure, host, port, target));
        }
        if (!secure) {
            return new Parsed.Refused(Fault.NOT_HTTPS);
        }
        if (port != TLS_PORT) {
            return new Parsed.Refused(Fault.WRONG_PORT);
        }
        return named(host)
                .<Parsed>map(Parsed.Refused::new)
                .orElseGet(() -> new Parsed.Allowed(new EndpointUrl(true, host, TLS_PORT, target)));
    }

    private static Optional<Fault> named(String host) {
        List<String> labels = List.of(host.split("\\.", -1));
        String last = labels.getLast();
        if (!last.isEmpty() && Character.isDigit(last.charAt(0))) {
            return Optional.of(Fault.ADDRESS_AS_HOST);
        }
        if (CLOSED_NAMES.stream().anyMatch(name -> host.equals(name) || host.endsWith("." + name))) {
            return Optional.of(Fault.CLOSED_NAME);
        }
        boolean wellFormed = host.length() <= MAX_HOST
                && labels.stream().allMatch(label -> LABEL.matcher(label).matches())
                && LAST_LABEL.matcher(last).matches();
        if (!wellFormed) {
            return Optional.of(Fault.MALFORMED_URL);
        }
        // A name without a dot is one of our own network.
        return labels.size() < 2 ? Optional.of(Fault.CLOSED_NAME) : Optional.empty();
    }

    /// Why none of these addresses is called: one that is closed closes all of them, since nobody says which is taken.
    /// @param addresses all to which the host resolves, 4 or 16 bytes each
    public Optional<Fault> judge(List<byte[]> addresses) {
        if (addresses.isEmpty() || addresses.size() > MAX_ADDRESSES) {
            return Optional.of(Fault.NO_SUCH_HOST);
        }
        boolean open = addresses.stream()
                .allMatch(address -> isOwn() ? PublicAddress.isLoopback(address) : PublicAddress.is(address));
        return open ? Optional.empty() : Optional.of(Fault.PRIVATE_ADDRESS);
    }

    /// Whether it is on this machine.
    public boolean isOwn() {
        return OWN_HOSTS.contains(host);
    }

    /// Whether it has signs that stand for values.
    public boolean hasMacros() {
        return target.indexOf('{') >= 0 || target.indexOf('}') >= 0;
    }

    @Override
    public String toString() {
        boolean usual = port == (secure ? TLS_PORT : PLAIN_PORT);
        return (secure ? "https://" : "http://") + host + (usual ? "" : ":" + port) + target;
    }
}

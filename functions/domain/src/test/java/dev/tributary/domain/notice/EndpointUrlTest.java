package dev.tributary.domain.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.domain.notice.EndpointUrl.Fault;
import dev.tributary.domain.notice.EndpointUrl.Parsed;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What may be called, and what an attacker would like to be.
class EndpointUrlTest {
    private static String parsed(String text, boolean own) {
        return switch (EndpointUrl.parse(text, own)) {
            case Parsed.Allowed(EndpointUrl url) -> url.toString();
            case Parsed.Refused(Fault fault) -> fault.code();
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // text                                   | what is called, or why nothing is
                "https://hooks.example.com/in?a=1&b=%20x  | https://hooks.example.com/in?a=1&b=%20x",
                "HTTPS://Hooks.Example.COM:443/In         | https://hooks.example.com/In",
                "https://hooks.example.com                | https://hooks.example.com/",
                "https://hooks.example.com?a=1            | https://hooks.example.com/?a=1",
                "https://xn--bcher-kva.example/           | https://xn--bcher-kva.example/",
                "https://a.example.com/p?c={click_id}     | https://a.example.com/p?c={click_id}",
                "http://hooks.example.com/                | not_https",
                "ftp://hooks.example.com/                 | not_https",
                "file:///etc/passwd                       | not_https",
                "gopher://hooks.example.com/              | not_https",
                "hooks.example.com                        | not_https",
                "https:hooks.example.com/                 | not_https",
                "https:///path                            | malformed_url",
                "https://user@hooks.example.com/          | user_info",
                "https://user:pass@hooks.example.com/     | user_info",
                "https://hooks.example.com@127.0.0.1/     | user_info",
                "https://127.0.0.1\\@hooks.example.com/    | malformed_url",
                "https://hooks.example.com\\@127.0.0.1/    | malformed_url",
                "https://hooks.example.com#@127.0.0.1/    | fragment",
                "https://hooks.example.com/#part          | fragment",
                "https://hooks.example.com:80/            | wrong_port",
                "https://hooks.example.com:22/            | wrong_port",
                "https://hooks.example.com:0443/          | wrong_port",
                "https://hooks.example.com:/              | wrong_port",
                "https://hooks.example.com:443:80/        | wrong_port",
                "https://hooks.example.com:99999/         | wrong_port",
                "https://127.0.0.1/                       | address_as_host",
                "https://127.1/                           | address_as_host",
                "https://2130706433/                      | address_as_host",
                "https://0x7f000001/                      | address_as_host",
                "https://0x7f.0.0.1/                      | address_as_host",
                "https://127.0.0.0x1/                     | address_as_host",
                "https://0177.0.0.1/                      | address_as_host",
                "https://017700000001/                    | address_as_host",
                "https://169.254.169.254/latest/meta-data | address_as_host",
                "https://8.8.8.8/                         | address_as_host",
                "https://[::1]/                           | address_as_host",
                "https://[::ffff:127.0.0.1]/              | address_as_host",
                "https://[fe80::1%25eth0]/                | address_as_host",
                "https://127.0.0.1./                      | malformed_url",
                "https://hooks.example.com./              | malformed_url",
                "https://hooks..example.com/              | malformed_url",
                "https://-hooks.example.com/              | malformed_url",
                "https://hooks_1.example.com/             | malformed_url",
                "https://hooks%2eexample.com/             | malformed_url",
                "https://ⓔxample.com/                     | malformed_url",
                "https://１２７.０.０.１/                    | address_as_host",
                "https://hooks.example.com/a b            | malformed_url",
                "https://hooks.example.com/%zz            | malformed_url",
                "https://hooks.example.com/ä              | malformed_url",
                "https://localhost/                       | closed_name",
                "https://hooks.localhost/                 | closed_name",
                "https://metadata.google.internal/        | closed_name",
                "https://printer.local/                   | closed_name",
                "https://router.home.arpa/                | closed_name",
                "https://intranet/                        | closed_name",
            })
    void url_isANameOnPort443OverTls(String text, String expected) {
        assertThat(parsed(text, false)).isEqualTo(expected);
    }

    @Test
    void url_withLineBreaksOrNul_isMalformed() {
        for (String sign : List.of("\r\n", "\n", "\0", "\t", "\u0085", "\u2028")) {
            assertThat(parsed("https://hooks.example.com/a" + sign, false)).isEqualTo("malformed_url");
            assertThat(parsed("https://hooks.example.com" + sign + "/", false)).isEqualTo("malformed_url");
        }
    }

    @Test
    void url_thatIsTooLong_isRefused() {
        String base = "https://hooks.example.com/";
        String longest = base + "a".repeat(EndpointUrl.MAX_LENGTH - base.length());

        assertThat(parsed(longest, false)).isEqualTo(longest);
        assertThat(parsed(longest + "a", false)).isEqualTo("too_long");
        String filled = base + "a".repeat(EndpointUrl.MAX_FILLED - base.length());
        assertThat(EndpointUrl.filled(filled, false)).isInstanceOf(EndpointUrl.Parsed.Allowed.class);
        assertThat(EndpointUrl.filled(base + "%C3%A4".repeat(600), false))
                .isInstanceOf(EndpointUrl.Parsed.Allowed.class);
        assertThat(EndpointUrl.filled(filled + "a", false))
                .isEqualTo(new EndpointUrl.Parsed.Refused(EndpointUrl.Fault.TOO_LONG));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://127.0.0.1:8123/in   | http://127.0.0.1:8123/in",
                "https://localhost:8123/in  | https://localhost:8123/in",
                "http://localhost/in        | http://localhost/in",
                "http://127.0.0.1:99999/    | wrong_port",
                "http://127.0.0.2/          | not_https",
                "https://127.0.0.2/         | address_as_host",
                "http://10.0.0.1/           | not_https",
                "http://hooks.example.com/  | not_https",
            })
    void ownMachine_isCalledByTwoNamesOnly_whereItLetsItself(String text, String expected) {
        assertThat(parsed(text, true)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "100.100.100.200",
                "127.0.0.1",
                "127.255.255.255",
                "168.63.129.16",
                "169.254.169.254",
                "169.254.170.2",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "febf::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "fec0::1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:20::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "3fff::1",
                "100::1",
                "5f00::1",
                "4000::1"
            })
    void address_thatIsNotPublic_isRefused_alsoBesideAPublicOne(String address) throws UnknownHostException {
        EndpointUrl url = url("https://hooks.example.com/");

        assertThat(url.judge(List.of(bytes(address)))).contains(Fault.PRIVATE_ADDRESS);
        assertThat(url.judge(List.of(bytes("8.8.8.8"), bytes(address)))).contains(Fault.PRIVATE_ADDRESS);
        assertThat(url.judge(List.of(bytes(address), bytes("8.8.8.8")))).contains(Fault.PRIVATE_ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "168.63.129.15",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "191.255.255.255",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2001:200::1",
                "2001:4860:4860::8888",
                "2600::1",
                "2a00:1450:4001::1",
                "3ffe::1"
            })
    void address_thatIsPublic_isCalled(String address) throws UnknownHostException {
        assertThat(url("https://hooks.example.com/").judge(List.of(bytes(address))))
                .isEmpty();
    }

    @Test
    void mappedAddress_isRefused_evenAsSixteenBytes() {
        byte[] mapped = HexFormat.of().parseHex("00000000000000000000ffff08080808");

        assertThat(url("https://hooks.example.com/").judge(List.of(mapped))).contains(Fault.PRIVATE_ADDRESS);
        assertThat(url("https://hooks.example.com/").judge(List.of(new byte[5])))
                .contains(Fault.PRIVATE_ADDRESS);
    }

    @Test
    void host_withoutAddresses_orWithTooMany_isNone() throws UnknownHostException {
        List<byte[]> many = new ArrayList<>();
        for (int i = 0; i < 65; i++) {
            many.add(bytes("8.8.8." + i));
        }

        assertThat(url("https://hooks.example.com/").judge(List.of())).contains(Fault.NO_SUCH_HOST);
        assertThat(url("https://hooks.example.com/").judge(many)).contains(Fault.NO_SUCH_HOST);
    }

    @Test
    void ownHost_mustResolveToThisMachine() throws UnknownHostException {
        EndpointUrl own = url("http://localhost:8123/in");

        assertThat(own.judge(List.of(bytes("127.0.0.1"), bytes("::1")))).isEmpty();
        assertThat(own.judge(List.of(bytes("8.8.8.8")))).contains(Fault.PRIVATE_ADDRESS);
        assertThat(own.judge(List.of(bytes("127.0.0.1"), bytes("10.0.0.1")))).contains(Fault.PRIVATE_ADDRESS);
    }

    private static EndpointUrl url(String text) {
        return switch (EndpointUrl.parse(text, true)) {
            case Parsed.Allowed(EndpointUrl url) -> url;
            case Parsed.Refused(Fault fault) -> throw new AssertionError(fault);
        };
    }

    /// Of a literal: nothing is resolved.
    private static byte[] bytes(String literal) throws UnknownHostException {
        return InetAddress.getByName(literal).getAddress();
    }
}

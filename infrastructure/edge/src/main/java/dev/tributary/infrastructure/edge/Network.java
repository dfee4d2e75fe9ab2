package dev.tributary.infrastructure.edge;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/// From where a call comes, as far as one caller is told from another by it: an IPv4 address, and of an
/// IPv6 address the first 64 bits, since whoever has one has all that begin with them.
public record Network(String text) {
    private static final int NETWORK_BYTES = 8;

    /// @param address as the gateway saw it, of the connection itself: what a call says of its own way
    ///     (X-Forwarded-For) anybody can write. One that is none is a network of its own
    public static Network of(String address) {
        try {
            InetAddress read = InetAddress.ofLiteral(address);
            byte[] bytes = read.getAddress();
            return new Network(HexFormat.of()
                    .formatHex(read instanceof Inet4Address ? bytes : Arrays.copyOf(bytes, NETWORK_BYTES)));
        } catch (IllegalArgumentException none) {
            return new Network("");
        }
    }
}

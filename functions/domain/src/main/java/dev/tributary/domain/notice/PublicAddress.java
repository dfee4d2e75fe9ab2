package dev.tributary.domain.notice;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Tells addresses of the public internet from all others: a tenant names where we call, and must not reach
/// by us what it cannot reach by itself. By IANA's registries of special-purpose addresses (RFC 6890).
final class PublicAddress {
    private static final int V4 = 4;
    private static final int V6 = 16;

    private static final List<Block> CLOSED_V4 = List.of(
            block("00000000", 8), // this network
            block("0a000000", 8), // private
            block("64400000", 10), // behind carriers' NAT; some clouds' metadata
            block("7f000000", 8), // loopback
            block("a83f8110", 32), // a cloud's metadata, at a public address
            block("a9fe0000", 16), // link-local; metadata
            block("ac100000", 12), // private
            block("c0000000", 24), // protocol assignments
            block("c0000200", 24), // documentation
            block("c0586300", 24), // 6to4 relays
            block("c0a80000", 16), // private
            block("c6120000", 15), // benchmarks
            block("c6336400", 24), // documentation
            block("cb007100", 24), // documentation
            block("e0000000", 4), // multicast
            block("f0000000", 4)); // reserved, broadcast

    /// Nothing else of IPv6 is public: not loopback, not link-local, not unique local, not multicast, not what
    /// NAT64 (64:ff9b::/96) or a mapping (::ffff:0:0/96) makes of an IPv4 address.
    private static final Block GLOBAL_UNICAST = block("20000000000000000000000000000000", 3);

    private static final List<Block> CLOSED_V6 = List.of(
            block("20010000000000000000000000000000", 23), // Teredo and other assignments
            block("20010db8000000000000000000000000", 32), // documentation
            block("20020000000000000000000000000000", 16), // 6to4
            block("3fff0000000000000000000000000000", 20)); // documentation

    private PublicAddress() {}

    /// @param bits how many of the first bits are those of the block
    private record Block(List<Byte> start, int bits) {
        boolean holds(byte[] address) {
            if (address.length != start.size()) {
                return false;
            }
            int whole = bits / 8;
            for (int index = 0; index < whole; index++) {
                if (address[index] != start.get(index)) {
                    return false;
                }
            }
            int rest = bits % 8;
            int mask = 0xff << (8 - rest) & 0xff;
            return rest == 0 || (address[whole] & mask) == (start.get(whole) & mask);
        }
    }

    /// @param address 4 or 16 bytes; of any other length it is none
    static boolean is(byte[] address) {
        return switch (address.length) {
            case V4 -> CLOSED_V4.stream().noneMatch(block -> block.holds(address));
            case V6 -> GLOBAL_UNICAST.holds(address) && CLOSED_V6.stream().noneMatch(block -> block.holds(address));
            default -> false;
        };
    }

    /// This machine itself.
    static boolean isLoopback(byte[] address) {
        return switch (address.length) {
            case V4 -> address[0] == 127;
            case V6 -> block("00000000000000000000000000000001", 128).holds(address);
            default -> false;
        };
    }

    private static Block block(String hex, int bits) {
        byte[] start = HexFormat.of().parseHex(hex);
        List<Byte> bytes = new ArrayList<>(start.length);
        for (byte octet : start) {
            bytes.add(octet);
        }
        return new Block(List.copyOf(bytes), bits);
    }
}

package dev.tributary.infrastructure.web;

import dev.tributary.domain.notice.HostAddresses;
import dev.tributary.infrastructure.edge.Environment;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/// Names as this machine's resolver knows them.
public final class SystemHosts implements HostAddresses {
    /// Set by the local machine alone: template.yaml has no such variable, and so no function in the cloud.
    private static final String OWN = "TRIBUTARY_CALLS_ITSELF";

    /// Whether this machine's own addresses may be called.
    public static boolean own(Environment environment) {
        return environment.optional(OWN).isPresent();
    }

    @Override
    public List<byte[]> of(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host))
                    .map(InetAddress::getAddress)
                    .toList();
        } catch (UnknownHostException unknown) {
            return List.of();
        }
    }
}

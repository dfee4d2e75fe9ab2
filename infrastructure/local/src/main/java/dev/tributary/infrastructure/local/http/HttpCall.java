package dev.tributary.infrastructure.local.http;

import java.util.List;
import java.util.Map;

/// A request as the wire had it.
/// @param headers names in lower case; several values in their order
/// @param rawQuery without the question mark, untouched; empty where there is none
record HttpCall(
        String method,
        String protocol,
        String rawPath,
        String rawQuery,
        Map<String, List<String>> headers,
        byte[] body,
        String sourceIp,
        int port) {

    String header(String name) {
        List<String> values = headers.get(name);
        return values == null ? "" : values.getFirst();
    }
}

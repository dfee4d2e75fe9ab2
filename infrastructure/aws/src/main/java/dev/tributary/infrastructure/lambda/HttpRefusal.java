package dev.tributary.infrastructure.lambda;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Why a call is not answered as asked: thrown where it is found, answered once at the edge as
/// problem+json (RFC 9457). It says nothing that the caller did not send or may not know.
public final class HttpRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// One wrong field or parameter.
    /// @param code for programs: `unknown`, `malformed`, `out_of_range`
    /// @param detail for people
    public record Fault(String field, String code, String detail) {}

    private final int status;
    private final String code;
    private final transient List<Fault> faults;
    private final transient Map<String, String> headers;

    private HttpRefusal(int status, String code, String detail, List<Fault> faults, Map<String, String> headers) {
        // No stack trace: a refusal is an answer, made as often as callers please.
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.faults = List.copyOf(faults);
        this.headers = Map.copyOf(headers);
    }

    public static HttpRefusal of(int status, String code, String detail) {
        return new HttpRefusal(status, code, detail, List.of(), Map.of());
    }

    public HttpRefusal because(List<Fault> reasons) {
        return new HttpRefusal(status, code, detail(), reasons, headers);
    }

    public HttpRefusal header(String name, String value) {
        return headers(Map.of(name, value));
    }

    /// With these headers beside those that it has.
    public HttpRefusal headers(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(headers);
        all.putAll(more);
        return new HttpRefusal(status, code, detail(), faults, all);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<Fault> faults() {
        return faults;
    }

    public Map<String, String> headers() {
        return headers;
    }
}

package dev.tributary.postback;

import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.postback.PostbackAccess;
import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.HttpRefusal.Fault;
import dev.tributary.infrastructure.lambda.JsonValue;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// An image on a shop's page, `/pixel/{program_id}.gif`: the shopper's browser tells of a sale, which proves
/// nothing. So it takes a reward with a click of ours and the little that a shopper may know of it, whatever else it
/// says; without a click anybody could write any affiliate's coupon. Answered with the image whatever became of it.
final class Pixel implements Dialect {
    /// GIF89a, one transparent dot: 43 bytes.
    static final byte[] GIF =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==");

    private static final String SUFFIX = ".gif";
    private static final String CLICK = "click_id";
    private static final String EVENT = "event";
    /// The shopper's clock and the shop's word on the order are not among them.
    private static final Set<String> TAKEN = Set.of(EVENT, CLICK, "order_id", "amount", "currency", "coupons");
    /// Names that our own calls have for what is no reward.
    private static final Set<String> NO_REWARDS = Set.of("refund", "chargeback", "chargeback_won", "order_update");

    private final PostbackAccess access;
    private final PixelLimits limits = new PixelLimits();

    Pixel(PostbackAccess access) {
        this.access = access;
    }

    /// The program of a file's name; no program for one that is none of ours.
    static String program(String file) {
        return file.endsWith(SUFFIX) ? file.substring(0, file.length() - SUFFIX.length()) : "";
    }

    @Override
    public String name() {
        return "pixel";
    }

    @Override
    public Set<String> methods() {
        return Set.of("GET");
    }

    @Override
    public boolean proves() {
        return false;
    }

    @Override
    public void requireForm(SenderCall call) {}

    /// @throws HttpRefusal 429; 404 for an unknown program, which is no secret on a page
    @Override
    public Gate proven(SenderCall call, KeyRing ring, Instant now) {
        ProgramId program = ProgramId.parse(call.program()).orElseThrow(Pixel::unknown);
        limits.count(program, call.http().from(), now);
        return access.find(program).orElseThrow(Pixel::unknown);
    }

    @Override
    public Reading read(SenderCall call, Gate gate, Instant now) {
        Map<String, JsonValue> said = new LinkedHashMap<>();
        said.put(EVENT, new JsonValue.Text("sale"));
        QueryFields.of(HttpCall.query(call.query())).values().forEach((name, value) -> {
            if (TAKEN.contains(name)) {
                said.put(name, value);
            }
        });
        if (said.get(EVENT) instanceof JsonValue.Text(String event) && NO_REWARDS.contains(event)) {
            throw refused(EVENT, "not_proven", "A page cannot say this: send it from the server.");
        }
        if (!said.containsKey(CLICK)) {
            throw refused(CLICK, "missing", "Without a click a page's word is not taken.");
        }
        return Reading.Said.of(new JsonValue.Fields(said), UnaryOperator.identity());
    }

    @Override
    public HttpAnswer answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Taken taken -> gif(taken.status());
            case Outcome.Unused _ -> gif(200);
            case Outcome.Refused(HttpRefusal refusal) -> gif(refusal.status()).with(refusal.headers());
        };
    }

    /// A page that isolates itself shows an image only where that says so, and its script reads the status of no other
    /// site's answer unless that lets it. There is nothing in it but whether the call was taken.
    private static HttpAnswer gif(int status) {
        return new HttpAnswer(
                status,
                Map.of(
                        "content-type",
                        "image/gif",
                        "cross-origin-resource-policy",
                        "cross-origin",
                        "access-control-allow-origin",
                        "*"),
                Base64.getEncoder().encodeToString(GIF),
                true);
    }

    private static HttpRefusal unknown() {
        return HttpRefusal.of(404, "not_found", "There is no such program.");
    }

    private static HttpRefusal refused(String field, String code, String detail) {
        return HttpRefusal.of(422, code, detail).because(List.of(new Fault(field, code, detail)));
    }
}

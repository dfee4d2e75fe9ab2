package dev.tributary.postback;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.message.ConversionQueue;
import dev.tributary.domain.order.KnownOrders;
import dev.tributary.domain.postback.CallLog;
import dev.tributary.domain.postback.PostbackAccess;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.KeyRings;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.edge.SignedCalls;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpEdge;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.HttpRoutes;
import dev.tributary.infrastructure.lambda.HttpRoutes.Match;
import dev.tributary.infrastructure.lambda.HttpRoutes.Route;
import dev.tributary.infrastructure.queue.SqsConversions;
import dev.tributary.infrastructure.table.DynamoAccounts;
import dev.tributary.infrastructure.table.DynamoCallLog;
import dev.tributary.infrastructure.table.DynamoOrders;
import dev.tributary.infrastructure.table.DynamoPostbackAccess;
import dev.tributary.infrastructure.table.Table;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// `POST` and `GET /postbacks/{program_id}`, the same of senders that have a dialect of their own
/// (`/postbacks/{program_id}/{dialect}`), the image on shops' pages (`/pixel/{program_id}.gif`), and the public keys of
/// our receipts; every method of these paths comes here, so that the wrong ones are 405.
public final class PostbackHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private static final String POSTBACKS = "/postbacks/";
    private static final String POSTBACK = POSTBACKS + "{program_id}";
    private static final String PIXELS = "/pixel/";

    /// What the answers are made from.
    record Ports(
            PostbackAccess access,
            KnownOrders orders,
            Ledger accounts,
            ConversionQueue queue,
            CallLog log,
            ExplainReads explaining) {}

    private interface Endpoint {
        HttpAnswer answer(APIGatewayV2HTTPEvent event, String program) throws IOException;
    }

    private final HttpRoutes<Endpoint> routes;

    public PostbackHandler() {
        this(Environment.ofProcess());
    }

    public PostbackHandler(Environment environment) {
        this(ports(environment), new KeyRings(new SignedCalls(environment), environment)::ring, environment.clock());
    }

    PostbackHandler(Ports ports, Rings rings, Clock clock) {
        Receipts receipts = new Receipts();
        Dialects dialects = new Dialects(new Gatekeeper(ports.access()), receipts);
        PostbackCalls calls = new PostbackCalls(ports, rings, clock);
        List<Route<Endpoint>> all = new ArrayList<>();
        dialects.own().forEach(own -> all.addAll(routes(own, POSTBACK, calls)));
        dialects.senders().forEach(sender -> all.addAll(routes(sender, POSTBACK + "/" + sender.name(), calls)));
        Pixel pixel = new Pixel(ports.access());
        all.add(new Route<>(
                "GET", PIXELS + "{file}", (event, file) -> calls.answer(pixel, event, Pixel.program(file))));
        all.add(new Route<>("GET", "/.well-known/jwks.json", (event, none) -> receipts.keys(rings.available())));
        this.routes = new HttpRoutes<>(all);
    }

    private static List<Route<Endpoint>> routes(Dialect dialect, String path, PostbackCalls calls) {
        Endpoint endpoint = (event, program) -> calls.answer(dialect, event, program);
        return dialect.methods().stream()
                .map(method -> new Route<>(method, path, endpoint))
                .toList();
    }

    private static Ports ports(Environment environment) {
        Table table = Table.of(environment);
        return new Ports(
                new DynamoPostbackAccess(table),
                new DynamoOrders(table),
                new DynamoAccounts(table),
                new SqsConversions(environment),
                new DynamoCallLog(table),
                ExplainReads.of(table));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return HttpEdge.read(event, context, this::answer);
    }

    private HttpAnswer answer(APIGatewayV2HTTPEvent event) throws IOException {
        String method = event.getRequestContext().getHttp().getMethod();
        // Browsers and scanners send HEAD on their own, and a GET of a postback takes a conversion.
        String path = event.getRawPath();
        boolean isPostback = path.startsWith(POSTBACKS) || path.startsWith(PIXELS);
        String asked = isPostback && method.equals("HEAD") ? "no GET" : method;
        return switch (routes.match(asked, path)) {
            case Match.Found<Endpoint>(Endpoint endpoint, var variables) ->
                endpoint.answer(event, variables.getOrDefault("program_id", variables.getOrDefault("file", "")));
            case Match.Allows<Endpoint>(String methods) ->
                other(method, isPostback ? methods.replace("HEAD, ", "") : methods);
            case Match.Nothing<Endpoint>() -> throw HttpRefusal.of(404, "not_found", "There is nothing at this path.");
        };
    }

    private static HttpAnswer other(String method, String allowed) {
        if (method.equals("OPTIONS")) {
            return HttpAnswer.options(allowed);
        }
        throw HttpRefusal.of(405, "method_not_allowed", "This path does not take this method.")
                .header("allow", allowed);
    }
}

package dev.tributary.portal;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.language.Language;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpEdge;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// `/`, `/app/...`, `/programs/...`, the files that pages load, and the script for shops. It reads nothing but its own
/// jar: which pages there are, and whose, is the browser's and the API's affair.
public final class PortalHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    /// A page's language, which its chooser sets; else the browser's.
    static final String LANGUAGE_COOKIE = "tributary-language=";

    private static final String DIRECTORY = "/programs";

    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final Assets assets = Assets.ofClassPath();
    private final Shell shell = new Shell(assets);
    private final ShopScript script = new ShopScript();

    public PortalHandler() {}

    /// As the local machine makes each function; there is nothing in it to know.
    public PortalHandler(Environment environment) {
        this();
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return HttpEdge.answer(event, context, this::answer);
    }

    private HttpAnswer answer(HttpCall call) {
        if (call.method().equals("OPTIONS")) {
            return HttpAnswer.options("GET, HEAD, OPTIONS");
        }
        if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
            throw HttpRefusal.of(405, "method_not_allowed", "Pages are only read.")
                    .header("allow", "GET, HEAD, OPTIONS");
        }
        if (call.path().startsWith(Assets.PREFIX)) {
            return assets.at(call.path())
                    .map(asset -> file(asset, call))
                    .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such file in this build."));
        }
        if (call.path().equals(ShopScript.PATH)) {
            return script.answer(call);
        }
        if (call.path().equals("/")) {
            return new HttpAnswer(302, Map.of("location", "/app"), "");
        }
        boolean isOpen = call.path().equals(DIRECTORY) || call.path().startsWith(DIRECTORY + "/");
        return shell.page(isOpen ? Shell.Entry.VISIT : Shell.Entry.APP, language(call));
    }

    private static HttpAnswer file(Asset asset, HttpCall call) {
        return asset.answer(call).with("cache-control", FOR_EVER).with("cross-origin-resource-policy", "same-origin");
    }

    private static Language language(HttpCall call) {
        return chosen(call).or(() -> asked(call)).orElse(Language.ENGLISH);
    }

    private static Optional<Language> chosen(HttpCall call) {
        return call.header("cookie").stream()
                .flatMap(header -> Stream.of(header.split(";", -1)))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(LANGUAGE_COOKIE))
                .map(cookie -> cookie.substring(LANGUAGE_COOKIE.length()))
                .flatMap(code -> Language.of(code).stream())
                .findFirst();
    }

    private static Optional<Language> asked(HttpCall call) {
        try {
            return call.header("accept-language").stream()
                    .flatMap(header -> Locale.LanguageRange.parse(header).stream())
                    .filter(range -> range.getWeight() > 0)
                    .flatMap(range -> Language.of(range.getRange()).stream())
                    .findFirst();
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}

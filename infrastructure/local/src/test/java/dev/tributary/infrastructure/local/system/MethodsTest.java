package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.system.RawHttp.Reply;
import java.io.IOException;
import java.net.URI;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a path answers to methods that it does not take, over HTTP: a 405 that only the code knows, and
/// no route of the template leads to, is no 405.
@Tag("system")
class MethodsTest {
    private static final String TABLE = """
        POST    /r/demo                   405 method_not_allowed, GET, HEAD, OPTIONS
        OPTIONS /r/demo                   204 , GET, HEAD, OPTIONS
        PUT     /postbacks/prg_1          405 method_not_allowed, GET, OPTIONS, POST
        PATCH   /postbacks/prg_1          405 method_not_allowed, GET, OPTIONS, POST
        DELETE  /postbacks/prg_1          405 method_not_allowed, GET, OPTIONS, POST
        HEAD    /postbacks/prg_1          405 , GET, OPTIONS, POST
        OPTIONS /postbacks/prg_1          204 , GET, OPTIONS, POST
        GET     /postbacks/prg_1          401 unauthorized
        POST    /postbacks/prg_1          415 unsupported_media_type
        PUT     /postbacks/prg_1/tune     405 method_not_allowed, GET, OPTIONS, POST
        HEAD    /postbacks/prg_1/tune     405 , GET, OPTIONS, POST
        OPTIONS /postbacks/prg_1/impact   204 , OPTIONS, POST
        GET     /postbacks/prg_1/voluum   401 unauthorized
        POST    /postbacks/prg_1/voluum   401 unauthorized
        POST    /postbacks/prg_1/cake     404 not_found
        POST    /postbacks/prg_1/tune/x   404 not_found
        HEAD    /pixel/prg_1.gif          405 , GET, OPTIONS
        POST    /pixel/prg_1.gif          405 method_not_allowed, GET, OPTIONS
        POST    /postbacks/               404 not_found
        PUT     /.well-known/jwks.json    405 method_not_allowed, GET, HEAD, OPTIONS
        OPTIONS /.well-known/jwks.json    204 , GET, HEAD, OPTIONS
        HEAD    /.well-known/jwks.json    200
        GET     /.well-known/jwks.json    200
        PUT     /v1/links                 405 method_not_allowed, GET, HEAD, OPTIONS, POST
        OPTIONS /v1/links                 204 , GET, HEAD, OPTIONS, POST
        HEAD    /v1/links                 401
        """;

    @Test
    void methods_areAnsweredAsTheTableSays() {
        try (LocalMachine machine = LocalMachine.start(Options.machine(Project.TEMPLATE))) {
            int port = URI.create(machine.baseUrl()).getPort();
            String answers = TABLE.lines()
                    .map(row -> row.split(" +"))
                    .map(row -> "%-7s %-25s %s\n".formatted(row[0], row[1], answer(port, row[0] + " " + row[1])))
                    .collect(Collectors.joining());
            assertThat(answers).isEqualTo(TABLE);
        }
    }

    private static String answer(int port, String request) {
        try {
            Reply reply = RawHttp.send(port, request + " HTTP/1.1");
            String code = reply.body().isEmpty()
                    ? ""
                    : Project.parse(reply.body()).path("code").asText();
            String allow = reply.header("allow").map(methods -> ", " + methods).orElse("");
            return (reply.status() + " " + code + allow).strip();
        } catch (IOException e) {
            throw new IllegalStateException("no answer to " + request, e);
        }
    }
}

package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tributary.infrastructure.edge.Environment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// With SnapStart a function is made once and restored many times. So nothing that is made with it asks for
/// the time, for a secret, or for anything that one call has to answer: each restored copy would have the same.
class SnapshotTest {
    /// One that nobody asks before the snapshot.
    private static final class AskedClock extends Clock {
        private final List<String> askers = Collections.synchronizedList(new ArrayList<>());

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            askers.add(StackWalker.getInstance()
                    .walk(frames -> frames.skip(1)
                            .findFirst()
                            .map(StackWalker.StackFrame::toString)
                            .orElse("somebody")));
            return Instant.EPOCH;
        }
    }

    @Test
    void makingAFunction_asksNeitherTheTimeNorAnyService() throws Exception {
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        HttpServer services = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        services.createContext("/", call -> {
            calls.add(call.getRequestMethod() + " " + call.getRequestHeaders().getFirst("x-amz-target"));
            call.sendResponseHeaders(500, -1);
            call.close();
        });
        services.start();
        AskedClock clock = new AskedClock();
        try {
            TemplateTree template = TemplateTree.read();
            assertThat(template.functions()).isNotEmpty();
            for (String function : template.functions().keySet()) {
                Map<String, String> variables = new HashMap<>();
                template.variables(function).keySet().forEach(name -> variables.put(name, "1"));
                variables.computeIfPresent("RATES_URL", (name, any) -> "https://rates.example/");
                variables.computeIfPresent("STRIPE_URL", (name, any) -> "https://stripe.example");
                variables.computeIfPresent("PUBLIC_ORIGIN", (name, any) -> "https://partners.example");
                variables.computeIfPresent("PAYPAL_URL", (name, any) -> "https://paypal.example");
                variables.put("AWS_REGION", "eu-west-1");
                variables.put("AWS_ACCESS_KEY_ID", "id");
                variables.put("AWS_SECRET_ACCESS_KEY", "secret");
                variables.put(
                        "AWS_ENDPOINT_URL",
                        "http://127.0.0.1:" + services.getAddress().getPort());
                String handler = template.ofFunction(function, "Handler").asText();
                Class.forName(handler.replaceFirst("::handleRequest$", ""))
                        .getConstructor(Environment.class)
                        .newInstance(new Environment(variables, clock));
            }
        } finally {
            services.stop(0);
        }

        assertThat(calls).isEmpty();
        assertThat(clock.askers).isEmpty();
    }
}

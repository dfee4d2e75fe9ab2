package dev.tributary.infrastructure.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.local.seed.DemoFile;
import dev.tributary.infrastructure.local.seed.DemoStart;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The operator's links, and those of demo.json, against the platform that they are for.
class SignInLinkCommandTest {
    private static final Path TEMPLATE = Path.of("../../template.yaml");

    @TempDir
    private Path data = Path.of("");

    private final HttpClient browser = HttpClient.newHttpClient();

    @Test
    void links_signIn_once() throws Exception {
        try (LocalMachine machine = LocalMachine.start(MachineOptions.inMemory(TEMPLATE))) {
            Running.write(data, machine);
            new DemoStart(data).run(machine, true);
            DemoFile.SignInUrls demo = new DemoFile(data).read().signInUrls().orElseThrow();
            assertThat(signIn(machine, demo.merchant())).isEqualTo("201 mer_0000000000001 owner");
            assertThat(signIn(machine, demo.merchant())).isEqualTo("401 unusable_link");
            assertThat(signIn(machine, demo.affiliate())).isEqualTo("201 aff_0000000000001 owner");

            String link = run(process(Map.of()), "Merchant@demo.example", "--data", data.toString());
            assertThat(link).startsWith("0 " + machine.baseUrl() + "/sign-in?token=");
            assertThat(signIn(machine, link.substring(2))).isEqualTo("201 mer_0000000000001 owner");
            // Not counted: the operator is no stranger.
            for (int i = 0; i < 6; i++) {
                assertThat(run(process(Map.of()), "merchant@demo.example", "--data", data.toString()))
                        .startsWith("0 ");
            }
            assertThat(run(process(Map.of()), "nobody@demo.example", "--data", data.toString()))
                    .startsWith("2 nobody with this address is a member");
            assertThat(run(process(Map.of()), "nobody", "--data", data.toString()))
                    .isEqualTo("2 this is not an e-mail address: nobody");

            // As an operator reaches a table of AWS.
            Map<String, String> aws = machine.variablesOf("ApiFunction");
            assertThat(run(process(aws), "merchant@demo.example"))
                    .isEqualTo("2 say where the platform answers: --url https://...");
            assertThat(run(process(aws), "merchant@demo.example", "--url", "http://tributary.example"))
                    .startsWith("2 say where");
            assertThat(run(process(aws), "merchant@demo.example", "--url", "https://tributary.example"))
                    .startsWith("0 https://tributary.example/sign-in?token=");
        }
        assertThat(run(
                        process(Map.of()),
                        "a@b.example",
                        "--data",
                        data.resolve("none").toString()))
                .startsWith("2 no machine runs on ");
    }

    private static Environment process(Map<String, String> variables) {
        return new Environment(variables, MachineClock.system());
    }

    private static String run(Environment process, String... arguments) {
        PrintStream out = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            return new CommandLine(new SignInLinkCommand(process))
                            .setExecutionExceptionHandler((failure, command, parsed) -> {
                                System.out.println(failure.getMessage());
                                return failure instanceof StartFailure ? 2 : 1;
                            })
                            .execute(arguments)
                    + " " + bytes.toString(StandardCharsets.UTF_8).strip();
        } finally {
            System.setOut(out);
        }
    }

    /// The status with the tenant and role, or with the code.
    private String signIn(LocalMachine machine, String link) throws Exception {
        HttpResponse<String> opened = send(
                machine,
                "POST",
                "/v1/sessions",
                "{\"token\":\"" + link.replaceFirst(".*token=", "") + "\"}",
                List.of());
        JsonNode body = new ObjectMapper().readTree(opened.body());
        if (opened.statusCode() != 201) {
            return opened.statusCode() + " " + body.path("code").asText();
        }
        String cookie = opened.headers().firstValue("set-cookie").orElseThrow().replaceFirst(";.*", "");
        JsonNode current = new ObjectMapper()
                .readTree(send(machine, "GET", "/v1/sessions/current", "", List.of("cookie", cookie))
                        .body());
        return "201 " + body.path("tenant_id").asText() + " "
                + current.path("memberships").path(0).path("role").asText();
    }

    private HttpResponse<String> send(
            LocalMachine machine, String method, String path, String body, List<String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(machine.baseUrl() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("content-type", "application/json");
        for (int at = 0; at < headers.size(); at += 2) {
            request.header(headers.get(at), headers.get(at + 1));
        }
        return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}

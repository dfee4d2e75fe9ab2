package dev.tributary.infrastructure.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.infrastructure.local.seed.CurlLines;
import dev.tributary.infrastructure.local.seed.DemoFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an operator can mend: one line, exit 2.
final class MainTest {
    private static final String TEMPLATE = "src/test/resources/small.yaml";

    @TempDir
    Path temporary = Path.of("");

    @Test
    void takenPort_isNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            assertThat(refusal("--in-memory", "--port", port)).contains("port " + port + " is taken");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        up --port 70000                         | --port is not within 0 and 65535: 70000
        up --port -1                            | --port is not within 0 and 65535: -1
        up --port abc                           | Invalid value for option '--port': 'abc' is not an int; ./tributary up --help says more
        up --port 99999999999                   | Invalid value for option '--port': '99999999999' is not an int; ./tributary up --help says more
        up --port                               | Missing required parameter for option '--port' (<port>); ./tributary up --help says more
        up --prot 1                             | Unknown options: '--prot', '1'; ./tributary up --help says more
        demo --clicks 7                         | --clicks is not within 160 and 1000000: 7
        demo --clicks 2000000000                | --clicks is not within 160 and 1000000: 2000000000
        demo --affiliates 0                     | --affiliates is not within 7 and 100: 0
        demo --orders -5                        | --orders is not within 20 and 100000: -5
        demo --seed x                           | Invalid value for option '--seed': 'x' is not a long; ./tributary demo --help says more
        bench redirect --clicks 0               | --clicks is not within 64 and 100000000: 0
        bench redirect --seconds 0              | --seconds is not within 1 and 3600: 0
        bench redirect --links 0                | --links is not within 10 and 10000000: 0
        bench cold-start --runs 0               | --runs is not within 1 and 1000: 0
        """)
    void numberOutOfBounds_isOneLine(String command, String line) {
        assertThat(errors(command.split(" "))).isEqualTo("tributary: " + line + System.lineSeparator());
    }

    @Test
    void fileInsteadOfTheFolder_isDamage() throws IOException {
        Path file = Files.writeString(temporary.resolve("data"), "x");
        assertThat(refusal("--data", file.toString())).contains("data folder is damaged");
    }

    @Test
    void fileInsteadOfAFolderInside_isDamage() throws IOException {
        Files.writeString(temporary.resolve("queues"), "x");
        assertThat(refusal("--data", temporary.toString())).contains("data folder is damaged");
    }

    @Test
    void garbageInTheJournal_isDamage() throws IOException {
        Files.createDirectories(temporary.resolve("queues"));
        Files.writeString(temporary.resolve("queues/journal"), "garbage, and more than a header of it");
        assertThat(refusal("--data", temporary.toString())).contains("data folder is damaged");
    }

    @Test
    void garbageInTheTable_isDamage() throws IOException {
        Files.createDirectories(temporary.resolve("table"));
        Files.writeString(temporary.resolve("table/shared-local-instance.db"), "garbage, and more of it");
        assertThat(refusal("--data", temporary.toString())).contains("data folder is damaged");
    }

    @Test
    void folderOfAnotherRunningInstance_isRefused() {
        DataFolder other = DataFolder.open(temporary);
        try {
            assertThat(refusal("--data", temporary.toString())).contains("in use by another running tributary");
        } finally {
            other.close();
        }
    }

    @Test
    void handlerThatIsAbsent_isNamedWithItsLine() throws IOException {
        Path template = Files.writeString(
                temporary.resolve("template.yaml"),
                Files.readString(Path.of(TEMPLATE)).replace("TestHandlers$Echo", "TestHandlers$Gone"));
        assertThat(refusal("--in-memory", "--template", template.toString()))
                .matches("(?s)tributary: template.yaml:\\d+: handler .*Gone is not on the class path\\R");
    }

    @Test
    void withoutJdk_theScriptSaysSo() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "../../tributary", "up").redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", temporary.toString());
        // The tools that the script calls, and no javac.
        for (String tool : List.of("dirname", "sed", "readlink", "find", "head")) {
            Files.createSymbolicLink(temporary.resolve(tool), Path.of("/usr/bin", tool));
        }
        builder.environment().put("PATH", temporary.toString());
        builder.environment().put("TRIBUTARY_JVM_FOLDER", temporary.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(output).startsWith("tributary: no JDK 25 found").hasLineCount(1);
    }

    /// What they do is shown in the README's test.
    @Test
    void linesToTry_areThree_andNoneWithoutADemo() {
        DemoFile.Values demo = new DemoFile.Values(
                "http://127.0.0.1:3000",
                Optional.of("trb_live_m"),
                Optional.of("trb_live_a"),
                "prg_1",
                "http://127.0.0.1:3000/r/demo",
                Optional.of(new DemoFile.Postback("http://127.0.0.1:3000/postbacks/prg_1", "whsec_s", "pbt_t")),
                Optional.of(
                        new DemoFile.SignInUrls("http://127.0.0.1:3000/sign-in?token=m", "http://x/sign-in?token=a")));
        List<String> lines = CurlLines.of(demo);
        assertThat(lines).hasSize(3).allMatch(line -> line.startsWith("curl "));
        assertThat(lines.get(0)).endsWith(" 'http://127.0.0.1:3000/r/demo'");
        assertThat(lines.get(1)).contains("Bearer pbt_t'").endsWith(" 'http://127.0.0.1:3000/postbacks/prg_1'");
        assertThat(lines.get(2)).contains("Bearer trb_live_m'").endsWith("/v1/balances?program_id=prg_1'");
        assertThat(String.join("", lines)).doesNotContain("whsec_s");
        assertThat(CurlLines.of(new DemoFile(temporary).read())).isEmpty();

        List<String> logged = CurlLines.withoutKeys(demo, Path.of("/da ta/demo.json"));
        assertThat(logged).hasSize(3).allMatch(line -> line.startsWith("curl "));
        assertThat(String.join("", logged))
                .doesNotContain("whsec_s", "trb_live_m", "pbt_t")
                .contains("jq -r .merchant.api_key '/da ta/demo.json'");
        assertThat(CurlLines.withoutKeys(new DemoFile(temporary).read(), temporary))
                .isEmpty();
    }

    private static String refusal(String... options) {
        List<String> arguments = new ArrayList<>(List.of("up", "--port", "0", "--template", TEMPLATE));
        for (int i = 0; i < options.length; i += 1) {
            int known = arguments.indexOf(options[i]);
            if (known >= 0) {
                arguments.set(known + 1, options[++i]);
            } else {
                arguments.add(options[i]);
            }
        }
        return errors(arguments.toArray(String[]::new))
                        .lines()
                        .filter(line -> line.startsWith("tributary: "))
                        .findFirst()
                        .orElse("")
                + "\n";
    }

    /// What a command prints that ends with 2.
    private static String errors(String... arguments) {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        int code;
        try {
            code = Main.commandLine(folder -> FirstStart.NOTHING).execute(arguments);
        } finally {
            System.setErr(before);
        }
        assertThat(code).isEqualTo(2);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

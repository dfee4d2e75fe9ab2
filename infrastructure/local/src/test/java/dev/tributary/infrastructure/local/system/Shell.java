package dev.tributary.infrastructure.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/// One bash for all blocks: what an earlier one sets, a later one reads.
final class Shell implements AutoCloseable {
    private static final String END = "--- end of block, exit code ";
    private final Process process;
    private final BufferedReader output;
    private final Writer input;

    Shell(Path folder) throws IOException {
        process = new ProcessBuilder("bash", "--noprofile", "--norc")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        output = process.inputReader();
        input = process.outputWriter();
        input.write("set -e\ntrap 'printf \"\\n" + END + "%s\\n\" $?' EXIT\n");
    }

    /// What the block prints.
    String run(String block) throws IOException {
        // What a block prints need not end its line.
        input.write(block + "\nprintf '\\n" + END + "0\\n'\n");
        input.flush();
        StringBuilder text = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(END)) {
                assertThat(line).as("%s\nprinted\n%s", block, text).isEqualTo(END + "0");
                return text.toString();
            }
            text.append(line).append('\n');
        }
        throw new IOException("bash ended in\n" + block + "\nafter\n" + text);
    }

    @Override
    public void close() throws IOException {
        input.close();
        process.destroyForcibly();
    }
}

package dev.tributary.infrastructure.local.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// The load generator in a process of its own, so that its work is not counted as the machine's: an
/// order per line on standard input, its result per line on standard output, until the input ends.
public final class LoadMain {
    private LoadMain() {}

    public static void main(String[] arguments) throws IOException {
        long seed = Long.parseLong(arguments[0]);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            System.out.println(Load.run(Load.Order.read(line), seed++).line());
        }
    }
}

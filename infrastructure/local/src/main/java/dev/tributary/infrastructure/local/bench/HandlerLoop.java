package dev.tributary.infrastructure.local.bench;

import dev.tributary.infrastructure.local.Invocable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/// Calls the redirect's handler in this process, from many threads, and adds up the CPU time of those
/// threads alone: what the handler itself costs, its share of the calls to the queue included.
final class HandlerLoop {
    private static final String EVENT = """
        {"version":"2.0","routeKey":"GET /r/{code}","rawPath":"/r/CODE","rawQueryString":"sub1=news",\
        "headers":{"accept":"text/html","accept-encoding":"gzip, deflate, br","content-length":"0",\
        "host":"abcdefghij.execute-api.eu-west-1.amazonaws.com","referer":"https://blog.example/post",\
        "user-agent":"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",\
        "sec-fetch-dest":"document","x-forwarded-for":"ADDRESS","x-forwarded-port":"443",\
        "x-forwarded-proto":"https"},"queryStringParameters":{"sub1":"news"},"requestContext":{\
        "accountId":"000000000000","apiId":"abcdefghij","domainName":"abcdefghij.execute-api.eu-west-1.amazonaws.com",\
        "http":{"method":"GET","path":"/r/CODE","protocol":"HTTP/1.1","sourceIp":"ADDRESS"},\
        "requestId":"JKJaXmPLvHcESHA=","routeKey":"GET /r/{code}","stage":"$default","timeEpoch":1795349100000},\
        "pathParameters":{"code":"CODE"},"isBase64Encoded":false}\
        """;

    private static final int ATTEMPTS = 5;

    /// The handler under measurement, as the machine calls it.
    private final Invocable handler;

    HandlerLoop(Invocable handler) {
        this.handler = handler;
    }

    /// @param links how many links are clicked, at random
    /// @return CPU time of the handler's threads, per click, in microseconds
    double clicks(int threads, int perThread, int links, long seed) throws Exception {
        List<Callable<Long>> visitors = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            byte[][] events = drawn(i, perThread, links, seed)
                    .mapToObj(HandlerLoop::event)
                    .toArray(byte[][]::new);
            visitors.add(() -> {
                long start = Cpu.threadNanos();
                for (byte[] event : events) {
                    answer(event);
                }
                return Cpu.threadNanos() - start;
            });
        }
        return all(visitors) / 1_000.0 / ((long) threads * perThread);
    }

    /// The links that one of the threads of such a run clicks.
    static IntStream drawn(int thread, int perThread, int links, long seed) {
        return new Random(seed + thread).ints(perThread, 0, links);
    }

    /// Clicks each of these links once, so that the handler knows them.
    void warm(int threads, int links) throws Exception {
        List<Callable<Long>> visitors = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int first = i;
            visitors.add(() -> {
                for (int link = first; link < links; link += threads) {
                    learn(link);
                }
                return 0L;
            });
        }
        all(visitors);
    }

    private static long all(List<Callable<Long>> visitors) throws Exception {
        long sum = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(visitors.size())) {
            for (Future<Long> visitor : pool.invokeAll(visitors)) {
                sum += visitor.get();
            }
        }
        return sum;
    }

    /// A busy machine may be late with a read; the redirect says 503 then, and is asked again.
    private void learn(int link) throws Exception {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            String reply = new String(handler.invoke(event(link)), StandardCharsets.UTF_8);
            if (!reply.startsWith("{\"statusCode\":503")) {
                return;
            }
        }
        answer(event(link));
    }

    private static byte[] event(int link) {
        // Visitors differ, so that chunks are packed as they would be.
        int visitor = ThreadLocalRandom.current().nextInt(1 << 16);
        String address = "198.51." + (visitor >>> 8) + "." + (visitor & 255);
        return EVENT.replace("CODE", BenchLinks.code(link))
                .replace("ADDRESS", address)
                .getBytes(StandardCharsets.UTF_8);
    }

    private void answer(byte[] event) throws Exception {
        String reply = new String(handler.invoke(event), StandardCharsets.UTF_8);
        if (!reply.startsWith("{\"statusCode\":302")) {
            throw new IllegalStateException("the redirect answered " + reply);
        }
    }
}

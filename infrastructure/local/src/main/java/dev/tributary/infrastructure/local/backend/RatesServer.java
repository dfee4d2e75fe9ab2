package dev.tributary.infrastructure.local.backend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tributary.domain.rate.ReferenceDay;
import dev.tributary.jobs.SampleRates;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// The bank's file of the last 90 days as this machine has it: made-up rates, for each working day up to
/// the machine's clock. What a date has it always has, whenever it is asked.
public final class RatesServer implements AutoCloseable {
    private static final int DAYS = 90;
    private static final int OK = 200;

    private final List<ReferenceDay> sample = SampleRates.days();
    private final Clock clock;
    private final HttpServer server;

    private RatesServer(Clock clock, HttpServer server) {
        this.clock = clock;
        this.server = server;
    }

    public static RatesServer start(Clock clock) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            RatesServer rates = new RatesServer(clock, server);
            server.createContext("/rates.xml", rates::serve);
            server.start();
            return rates;
        } catch (IOException unusable) {
            throw new UncheckedIOException("rates cannot listen", unusable);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/rates.xml";
    }

    private void serve(HttpExchange call) throws IOException {
        try (call) {
            byte[] body = document(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().set("Content-Type", "text/xml");
            call.sendResponseHeaders(OK, body.length);
            try (OutputStream out = call.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private String document(LocalDate today) {
        StringBuilder xml = new StringBuilder("<gesmes:Envelope xmlns:gesmes=\"http://www.gesmes.org/xml/2002-08-01\""
                + " xmlns=\"http://www.ecb.int/vocabulary/2002-08-01/eurofxref\">"
                + "<gesmes:subject>Sample rates</gesmes:subject><Cube>");
        for (LocalDate date = today; date.isAfter(today.minusDays(DAYS)); date = date.minusDays(1)) {
            if (date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0) {
                ReferenceDay rates = sample.get((date.getDayOfWeek().getValue() - 1) % sample.size());
                xml.append("<Cube time=\"").append(date).append("\">");
                rates.perEuro()
                        .forEach((currency, rate) -> xml.append("<Cube currency=\"")
                                .append(currency)
                                .append("\" rate=\"")
                                .append(rate.toPlainString())
                                .append("\"/>"));
                xml.append("</Cube>");
            }
        }
        return xml.append("</Cube></gesmes:Envelope>").toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

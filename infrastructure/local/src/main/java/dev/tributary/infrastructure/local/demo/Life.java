package dev.tributary.infrastructure.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.MachineClock;
import dev.tributary.infrastructure.local.MachineOptions;
import dev.tributary.infrastructure.local.MachineOptions.Ports;
import dev.tributary.infrastructure.local.check.Invariants;
import dev.tributary.infrastructure.local.check.Snapshot;
import dev.tributary.infrastructure.local.demo.Market.Part;
import dev.tributary.infrastructure.local.demo.Market.Partner;
import dev.tributary.infrastructure.local.seed.DemoFile;
import dev.tributary.infrastructure.local.seed.DemoStart;
import dev.tributary.infrastructure.table.Packing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The whole life, phase by phase, on a machine of its own in memory.
final class Life {
    private static final int SINGLE = 40;
    private static final Duration WINDOW = Duration.ofMillis(200);

    private final Path template;
    private final Size size;
    private final Progress progress;
    private final LogMeter logs;
    private final Tamper tamper;

    /// How much of it.
    record Size(int clicks, int affiliates, int orders, long seed) {}

    Life(Path template, Size size, Progress progress, LogMeter logs, Tamper tamper) {
        this.template = template;
        this.size = size;
        this.progress = progress;
        this.logs = logs;
        this.tamper = tamper;
    }

    Report live() throws Exception {
        MachineClock clock = MachineClock.system();
        int tablePort = freePort();
        int queuePort = freePort();
        Path folder = Files.createTempDirectory("tributary-demo");
        try (Meters meters = new Meters(tablePort, queuePort, clock, logs)) {
            MachineOptions options = MachineOptions.inMemory(template)
                    .withPorts(new Ports(0, tablePort, queuePort, 0))
                    .withClock(clock)
                    .withSeed(size.seed())
                    .withLongestWindow(WINDOW);
            for (Map.Entry<String, String> variable : meters.variables().entrySet()) {
                options = options.withVariable(variable.getKey(), variable.getValue());
            }
            try (LocalMachine machine = LocalMachine.start(options);
                    Browser browser = new Browser(machine.baseUrl())) {
                progress.done("the platform is up at " + machine.baseUrl() + ", in memory; seed " + size.seed());
                machine.seed(new DemoStart(folder));
                String merchantKey =
                        new DemoFile(folder).read().merchantKey().orElseThrow();
                return live(machine, browser, meters, merchantKey);
            }
        } finally {
            remove(folder);
        }
    }

    private Report live(LocalMachine machine, Browser browser, Meters meters, String merchantKey) throws Exception {
        Market market = new MarketOpening(machine).open(merchantKey, size.affiliates());
        progress.done(size.affiliates() + " affiliates applied, were approved and made a link each");

        meters.read();
        ClickPhase.Outcome clicks =
                new ClickPhase(machine, browser, market, progress).run(size.clicks(), size.seed());
        Meters.Reading clickReading = meters.read();
        progress.done(clicks.answered() + " clicks in " + ClickPhase.DAYS + " days, " + clicks.bots()
                + " of them by bots; counted " + clicks.counted().total());
        AloneClicks.Outcome alone =
                new AloneClicks(machine).run(market.partners().getLast().path(), meters);
        progress.done(AloneClicks.CLICKS + " more, one per message");

        Shop shop = new Shop((path, headers, body) -> browser.send("POST", path, headers, body), market, machine.clock());
        OrderPhase.Outcome orders =
                new OrderPhase(machine, shop, market, meters, progress).run(size.orders(), clicks.people(), size.seed());
        progress.done(orders.orders().size() + " orders, " + (orders.early() + orders.late()) + " refunds ("
                + orders.early() + " before the sale), " + shop.repeats() + " postbacks sent twice");

        List<Order> single = single(market, clicks.people());
        AloneOrders.Outcome aloneOrders = new AloneOrders(machine).run(single, shop, meters);
        progress.done(single.size() + " orders more, one at a time");

        Partner subject = subject(market, orders.orders());
        Statement statement = statement(machine, browser, market, subject);
        JsonNode commission = commission(browser, market, subject);

        Checks checks = new Checks();
        tamper.with(machine);
        Snapshot snapshot = Snapshot.of(
                machine.dynamo(), machine.environmentOf("ApiFunction").variable("TABLE_NAME"), Packing::unpack);
        checks.invariants(Invariants.broken(snapshot, List.copyOf(shop.accepted())));
        checks.equal("clicks answered and counted", clicks.answered(), clicks.counted().total());
        checks.equal("clicks of bots, told apart", clicks.bots(), clicks.counted().bots());
        checks.equal("orders sent and converted", orders.orders().size() + single.size(), converted(browser, market));
        checks.that("the statement sums exactly", statement.sums(), "it does not");
        checks.that("the explained commission, computed again, is the same", ExplainedCommission.holds(commission), "");
        progress.done("checked");
        Costs costs = new Costs(
                machine.template().function("RedirectFunction"), clicks, clickReading, alone, orders, aloneOrders);
        return new Report(statement, commission, costs, checks);
    }

    private static List<Order> single(Market market, List<Click> clicks) {
        List<Click> paid = clicks.stream()
                .filter(click -> market.partners().get(click.partner()).part() == Part.PAID)
                .toList();
        return IntStream.range(0, SINGLE)
                .mapToObj(number -> Order.plain("L-" + number, paid.get(number % paid.size()), 2_000 + 37L * number))
                .toList();
    }

    /// The one who is paid and whose orders came to most: it has most to show.
    private static Partner subject(Market market, List<Order> orders) {
        Map<Integer, Long> cents = new HashMap<>();
        orders.forEach(order -> cents.merge(order.click().partner(), order.cents(), Long::sum));
        int most = cents.entrySet().stream()
                .filter(entry -> market.partners().get(entry.getKey()).part() == Part.PAID)
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        return market.partners().get(most);
    }

    /// From the second day of sales on, so that there is something to open with.
    private static Statement statement(LocalMachine machine, Browser browser, Market market, Partner partner) {
        String of = "?program_id=" + market.programId();
        Map<String, String> orders = new HashMap<>();
        browser.list(partner.key(), "/v1/conversions" + of)
                .forEach(one ->
                        orders.put(one.path("id").asText(), one.path("order_id").asText()));
        List<JsonNode> entries = browser.list(partner.key(), "/v1/entries" + of);
        JsonNode balance = browser.list(partner.key(), "/v1/balances" + of).getFirst();
        LocalDate first = java.time.Instant.parse(entries.getFirst().path("posted_at").asText())
                .atZone(market.zone())
                .toLocalDate();
        LocalDate today = machine.clock().instant().atZone(market.zone()).toLocalDate();
        return Statement.of(partner.name(), entries, balance, orders, first.plusDays(1), today, market.zone());
    }

    /// One of which a part was taken back, where there is one.
    private static JsonNode commission(Browser browser, Market market, Partner partner) {
        return browser.list(partner.key(), "/v1/commissions?program_id=" + market.programId()).stream()
                .max(Comparator.comparing((JsonNode one) -> !one.path("reversed")
                                .path("amount")
                                .asText()
                                .matches("0(\\.0+)?"))
                        .thenComparing(one -> one.path("order_id").asText()))
                .orElseThrow(() -> new UnexpectedAnswer(partner + " earned nothing", null));
    }

    private static long converted(Browser browser, Market market) {
        return browser.list(market.merchantKey(), "/v1/conversions?program_id=" + market.programId()).stream()
                .filter(one -> one.path("state").asText().equals("converted"))
                .count();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : new ArrayList<>(files.toList())) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}

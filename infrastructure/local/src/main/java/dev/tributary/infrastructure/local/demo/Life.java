package dev.tributary.infrastructure.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.MachineClock;
import dev.tributary.infrastructure.local.MachineOptions;
import dev.tributary.infrastructure.local.MachineOptions.Ports;
import dev.tributary.infrastructure.local.StartFailure;
import dev.tributary.infrastructure.local.demo.Browser.Door;
import dev.tributary.infrastructure.local.demo.Market.Part;
import dev.tributary.infrastructure.local.demo.Market.Partner;
import dev.tributary.infrastructure.local.demo.Meters.Reading;
import dev.tributary.infrastructure.local.seed.DemoFile;
import dev.tributary.infrastructure.local.seed.DemoStart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
                    .withPorts(new Ports(0, tablePort, queuePort, 0, 0))
                    .withClock(clock)
                    .withSeed(size.seed())
                    .withLongestWindow(WINDOW);
            if (options.endpoint().isPresent()) {
                throw new StartFailure("the demo counts on servers of its own: unset AWS_ENDPOINT_URL");
            }
            for (Map.Entry<String, String> variable : meters.variables().entrySet()) {
                options = options.withVariable(variable.getKey(), variable.getValue());
            }
            try (LocalMachine machine = LocalMachine.start(options);
                    Browser browser = new Browser(machine.baseUrl())) {
                progress.done("the platform is up at " + machine.baseUrl() + ", in memory; seed " + size.seed());
                machine.seed(new DemoStart(folder));
                machine.takeRates();
                return live(machine, browser, meters, new DemoFile(folder).read());
            }
        } finally {
            remove(folder);
        }
    }

    private Report live(LocalMachine machine, Browser browser, Meters meters, DemoFile.Values demo) throws Exception {
        Market market = new MarketOpening(browser, machine.clock(), demo).open(size.affiliates(), progress);
        progress.done(size.affiliates() + " affiliates applied, were approved, made a link each");
        Door front = (path, headers, body) -> browser.send("POST", path, headers, body);
        Shop shop = new Shop(front, market, machine.clock());
        LocalDate firstDay = today(machine, market);

        meters.read();
        ClickPhase clickPhase = new ClickPhase(machine, browser, market, progress);
        ClickPhase.Outcome clicks = clickPhase.run(size.clicks(), size.seed());
        Reading clickReading = meters.read();
        progress.done(
                clicks.answered() + " clicks in " + ClickPhase.DAYS + " days, " + clicks.bots() + " of them by bots");
        AloneClicks.Outcome alone =
                new AloneClicks(machine).run(market.partners().getLast().path(), meters);
        progress.done(AloneClicks.CLICKS + " clicks more, one per message");

        OrderPhase.Outcome orders = new OrderPhase(machine, shop, market, meters, progress)
                .run(size.orders(), clicks.people(), size.seed());
        progress.done(orders.orders().size() + " orders, "
                + orders.orders().stream().filter(Order::isAbroad).count() + " of them in dollars, "
                + (orders.early() + orders.late()) + " refunds ("
                + orders.early() + " before the sale), " + shop.repeats() + " postbacks sent twice");
        List<Order> single = single(market, clicks.people());
        AloneOrders.Outcome aloneOrders = new AloneOrders(machine).run(single, shop, meters);
        progress.done(single.size() + " orders more, one at a time");

        PayoutPhase.Outcome payout = new PayoutPhase(machine, browser, market, meters).run(shop);
        progress.done("the hold has passed: " + payout.released() + " accounts released, "
                + payout.first().payouts().size() + " payouts, of which one failed and was paid by a second run, "
                + payout.first().leftOut().size() + " left out");

        Partner subject = subject(market, orders.orders(), payout);
        Statement statement = statement(machine, browser, market, subject);
        JsonNode commission = commission(browser, market, subject);

        Checks checks = new Checks();
        checks.equal(
                "clicks of bots, told apart", clicks.bots(), clicks.counted().bots());
        long converted = orders.orders().size() + single.size() + PayoutPhase.expected(market, Part.LATE);
        checks.equal("orders sent and converted", converted, converted(browser, market));
        checks.that("the statement sums exactly", statement.sums(), "it does not");
        checks.that("the explained commission, computed again, is the same", ExplainedCommission.holds(commission), "");
        payoutChecks(market, payout, checks);
        tamper.with(machine);
        Judge judge = new Judge(machine, market, checks);
        judge.orders(shop);
        judge.payouts(payout.files());
        judge.clicks(
                answered(clicks, alone, payout.clickIds()),
                clickPhase.counted(firstDay).total());
        judge.refusals(new RefusedCalls(shop, front, single.getFirst()));
        judge.leaks(logs.text(), secrets(market, orders.orders()));
        progress.done("checked");
        Costs costs = new Costs(
                machine.template().function("RedirectFunction"),
                clicks,
                clickReading,
                alone,
                orders,
                aloneOrders,
                payout);
        return new Report(statement, commission, PayoutText.of(payout, market), costs, checks);
    }

    /// Who has to be paid is, and everybody else is left out for the right reason.
    private static void payoutChecks(Market market, PayoutPhase.Outcome payout, Checks checks) {
        long paid = PayoutPhase.expected(market, Part.PAID);
        checks.equal("payouts planned", paid, payout.first().payouts().size());
        checks.equal("payouts paid", paid - 1, payout.first().affiliates("paid").size());
        checks.that(
                "the payout that failed is the second run's, which paid it",
                payout.second().affiliates("paid").equals(payout.first().affiliates("failed")),
                "the second run paid " + payout.second().affiliates("paid"));
        for (Partner partner : market.partners()) {
            if (partner.part() != Part.PAID) {
                String found = payout.first().leftOut().getOrDefault(partner.affiliateId(), "nothing");
                String wanted = partner.part().leftOut();
                checks.that(partner + " is left out: " + wanted, found.equals(wanted), "found " + found);
            }
        }
    }

    private static Set<String> answered(ClickPhase.Outcome clicks, AloneClicks.Outcome alone, Set<String> late) {
        Set<String> ids = new HashSet<>(clicks.ids());
        ids.addAll(alone.ids());
        ids.addAll(late);
        return ids;
    }

    /// What may stand nowhere in clear, by what to call it.
    private static Map<String, String> secrets(Market market, List<Order> orders) {
        Map<String, String> secrets = new HashMap<>();
        secrets.put("the secret of postbacks", market.secret());
        secrets.put("the merchant's key", market.merchantKey());
        secrets.put("the key of ops", market.opsKey());
        secrets.put("the key of finance", market.financeKey());
        secrets.put("from where the shop pays", DemoBank.iban(Market.SHOP_ACCOUNT));
        for (int number = 0; number < market.partners().size(); number++) {
            secrets.put(
                    "the key of affiliate " + (number + 1),
                    market.partners().get(number).key());
            secrets.put("where affiliate " + (number + 1) + " is paid", MarketOpening.destination(number));
        }
        orders.stream().limit(SINGLE).forEach(order -> {
            secrets.put("the customer of " + order.id(), Shop.customer(order));
            secrets.put("the e-mail hash of " + order.id(), Shop.email(order));
        });
        return secrets;
    }

    private static LocalDate today(LocalMachine machine, Market market) {
        return machine.clock().instant().atZone(market.zone()).toLocalDate();
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
    private static Partner subject(Market market, List<Order> orders, PayoutPhase.Outcome payout) {
        Set<String> paid = payout.first().affiliates("paid");
        Map<Integer, Long> cents = new HashMap<>();
        orders.forEach(order -> cents.merge(order.click().partner(), order.cents(), Long::sum));
        int most = cents.entrySet().stream()
                .filter(entry ->
                        paid.contains(market.partners().get(entry.getKey()).affiliateId()))
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
        LocalDate first = Instant.parse(entries.getFirst().path("posted_at").asText())
                .atZone(market.zone())
                .toLocalDate();
        LocalDate today = today(machine, market);
        return Statement.of(partner.name(), entries, balance, orders, first.plusDays(1), today, market.zone());
    }

    /// One of which a part was taken back, where there is one.
    private static JsonNode commission(Browser browser, Market market, Partner partner) {
        return browser.list(partner.key(), "/v1/commissions?program_id=" + market.programId()).stream()
                .max(Comparator.comparing((JsonNode one) ->
                                !one.path("reversed").path("amount").asText().matches("0(\\.0+)?"))
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

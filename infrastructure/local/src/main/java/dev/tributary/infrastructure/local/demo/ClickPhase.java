package dev.tributary.infrastructure.local.demo;

import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.demo.Browser.Reply;
import dev.tributary.infrastructure.local.demo.Market.Partner;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Shoppers, and some bots, follow the links for some days; then their clicks are counted.
final class ClickPhase {
    static final int DAYS = 5;
    private static final int CONNECTIONS = 32;
    private static final int ONE_BOT_IN = 20;
    private static final Duration DRAIN = Duration.ofSeconds(60);
    static final Pattern CLICK_ID = Pattern.compile("[?&]click_id=([A-Za-z0-9_-]+)");
    private static final String BOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

    private final LocalMachine machine;
    private final Browser browser;
    private final Market market;
    private final Progress progress;
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answered = new AtomicInteger();

    ClickPhase(LocalMachine machine, Browser browser, Market market, Progress progress) {
        this.machine = machine;
        this.browser = browser;
        this.market = market;
        this.progress = progress;
    }

    /// @param ids the click_id of each answer, bots' too
    /// @param people clicks of browsers; the rest were bots'
    /// @param seconds in which they were answered
    record Outcome(int answered, Set<String> ids, List<Click> people, double seconds, Counted counted) {
        int bots() {
            return answered - people.size();
        }

        double perSecond() {
            return answered / seconds;
        }
    }

    /// What the API says of them.
    record Counted(long total, long bots) {}

    Outcome run(int clicks, long seed) throws Exception {
        LocalDate first = today();
        List<Click> people = new ArrayList<>();
        double seconds = 0;
        for (int day = 0; day < DAYS; day++) {
            int some = clicks / DAYS + (day < clicks % DAYS ? 1 : 0);
            long start = System.nanoTime();
            people.addAll(visit(some, clicks, seed + day));
            seconds += (System.nanoTime() - start) / 1e9;
            machine.awaitQueuesEmpty(DRAIN);
            rollUp(machine.clock().instant().plus(Duration.ofMinutes(2)));
            // After the hour's close, when it is merged once.
            rollUp(machine.clock().instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(3)));
            machine.clock().forward(Duration.ofHours(21));
        }
        return new Outcome(answered.get(), Set.copyOf(ids), List.copyOf(people), seconds, counted(first));
    }

    private LocalDate today() {
        return machine.clock().instant().atZone(market.zone()).toLocalDate();
    }

    private List<Click> visit(int clicks, int all, long seed) throws Exception {
        List<Callable<List<Click>>> visitors = new ArrayList<>();
        for (int connection = 0; connection < Math.min(CONNECTIONS, clicks); connection++) {
            int some = clicks / CONNECTIONS + (connection < clicks % CONNECTIONS ? 1 : 0);
            // One that mixes its seed: those of java.util.Random that follow each other begin alike.
            RandomGenerator random = new SplittableRandom(seed * CONNECTIONS + connection);
            int first = connection;
            visitors.add(() -> click(first, some, all, random));
        }
        List<Click> people = new ArrayList<>();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<Click>> visitor : pool.invokeAll(visitors)) {
                people.addAll(visitor.get());
            }
        }
        return people;
    }

    /// @param first the number of its first click among those of the day
    private List<Click> click(int first, int clicks, int all, RandomGenerator random) {
        List<Click> people = new ArrayList<>();
        for (int i = 0; i < clicks; i++) {
            // The first ones see to it that each link is followed by a person.
            int begun = first + i * CONNECTIONS;
            boolean chosen = begun >= market.partners().size();
            int number = chosen ? random.nextInt(market.partners().size()) : begun;
            Partner partner = market.partners().get(number);
            boolean bot = chosen && random.nextInt(ONE_BOT_IN) == 0;
            String agent = bot ? BOT : agent(random);
            Reply reply = browser.send(
                            "GET",
                            partner.path() + "?sub1=" + (random.nextBoolean() ? "news" : "video"),
                            Map.of("user-agent", agent, "accept", "text/html", "sec-fetch-dest", "document"),
                            new byte[0])
                    .expect(302);
            String clickId = clickId(reply);
            ids.add(clickId);
            if (!bot) {
                people.add(new Click(number, clickId));
            }
            int done = answered.incrementAndGet();
            if (done % 50 == 0) {
                progress.at("clicks", done, all);
            }
        }
        return people;
    }

    /// All come from this address: only their browsers tell visitors apart.
    private static String agent(RandomGenerator random) {
        return "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/"
                + (100 + random.nextInt(40)) + ".0." + random.nextInt(10_000) + ".0 Safari/537.36";
    }

    /// One visit by a person.
    static String clickOn(Browser browser, Partner partner) {
        return clickId(
                browser.send("GET", partner.path(), Map.of("user-agent", agent(new SplittableRandom(0))), new byte[0])
                        .expect(302));
    }

    private static String clickId(Reply reply) {
        Matcher matcher = CLICK_ID.matcher(reply.header("location").orElse(""));
        if (!matcher.find()) {
            throw new UnexpectedAnswer(reply.what() + " leads to a page without click_id", null);
        }
        return matcher.group(1);
    }

    private void rollUp(Instant at) throws Exception {
        machine.clock().forwardTo(at);
        machine.fire("JobsScheduleFunction", "RollUp");
        machine.awaitQueuesEmpty(DRAIN);
    }

    /// Of the days of this phase, up to now.
    Counted counted(LocalDate from) {
        long[] sums = new long[2];
        browser.list(
                        market.merchantKey(),
                        "/v1/clicks?program_id=" + market.programId() + "&group_by=affiliate&from=" + from + "&to="
                                + today())
                .forEach(row -> {
                    sums[0] += row.path("total").asLong();
                    sums[1] += row.path("bot").asLong();
                });
        return new Counted(sums[0], sums[1]);
    }
}

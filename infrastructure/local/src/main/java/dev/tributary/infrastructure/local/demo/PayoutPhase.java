package dev.tributary.infrastructure.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.demo.Market.Part;
import dev.tributary.infrastructure.local.demo.Market.Partner;
import dev.tributary.infrastructure.local.demo.Meters.Reading;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// The hold passes and money becomes available; then one person plans a payout run, another one approves
/// it, finance carries its file out and brings the results back.
final class PayoutPhase {
    private static final Duration DRAIN = Duration.ofSeconds(60);
    private static final String RUNS = "/v1/payout_runs";
    private static final int MOST_LOOKS = 600;
    private static final int LOOKS_A_MINUTE = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalMachine machine;
    private final Browser browser;
    private final Market market;
    private final Meters meters;
    private final PayoutBucket bucket;
    private final Set<String> clickIds = new HashSet<>();

    PayoutPhase(LocalMachine machine, Browser browser, Market market, Meters meters) {
        this.machine = machine;
        this.browser = browser;
        this.market = market;
        this.meters = meters;
        this.bucket = new PayoutBucket(machine.filesFolder());
    }

    /// @param released how many accounts have something available
    /// @param first pays all but one, whose transfer fails
    /// @param second pays that one
    /// @param files by their names
    /// @param clickIds of the late clicks
    record Outcome(
            long released, Reading release, Run first, Run second, Map<String, byte[]> files, Set<String> clickIds) {
        /// What one payout more costs: the runs differ in nothing else.
        double writeUnitsEach() {
            return (double) (first.reading().writeUnits() - second.reading().writeUnits())
                    / (first.payouts().size() - second.payouts().size());
        }
    }

    /// @param run as the API gives it at the end
    /// @param payouts likewise
    /// @param leftOut why, by affiliate
    /// @param seconds from the plan to the end
    record Run(JsonNode run, List<JsonNode> payouts, Map<String, String> leftOut, Reading reading, double seconds) {
        /// The affiliates of payouts in this state.
        Set<String> affiliates(String state) {
            return payouts.stream()
                    .filter(payout -> payout.path("state").asText().equals(state))
                    .map(payout -> payout.path("affiliate_id").asText())
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    Outcome run(Shop shop) throws Exception {
        meters.read();
        // Two days more: what is due on a local day is due when that day has begun.
        machine.clock().forward(Duration.ofDays(Market.HOLD_DAYS + 2));
        awaitRelease();
        Reading release = meters.read();
        long released = browser.list(market.merchantKey(), "/v1/balances?program_id=" + market.programId()).stream()
                .filter(balance ->
                        !balance.path("available").path("amount").asText().matches("0(\\.0+)?"))
                .count();
        happenings(shop);
        Run first = pay(1);
        Run second = pay(0);
        return new Outcome(released, release, first, second, bucket.files(), Set.copyOf(clickIds));
    }

    /// The step of the clock has made the schedule fire; a second time by hand would cost more.
    private void awaitRelease() throws Exception {
        LocalDate today = machine.clock().instant().atZone(market.zone()).toLocalDate();
        for (int look = 0; look < MOST_LOOKS; look++) {
            machine.awaitQueuesEmpty(DRAIN);
            if (browser.list(market.merchantKey(), "/v1/balances?program_id=" + market.programId()).stream()
                    .flatMap(balance -> balance.path("pending_by_day").valueStream())
                    .allMatch(day ->
                            LocalDate.parse(day.path("release_day").asText()).isAfter(today))) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new UnexpectedAnswer("the hold is over, and nothing was released", null);
    }

    /// @param failing how many of the payouts the bank cannot carry out
    private Run pay(int failing) throws Exception {
        meters.read();
        long start = System.nanoTime();
        int filesBefore = bucket.files().size();
        String id = browser.post(market.opsKey(), RUNS, JSON.createObjectNode().put("program_id", market.programId()))
                .expect(201)
                .json()
                .path("id")
                .asText();
        approve(id, until(id, "planned"));
        say(market.opsKey(), id, "apply", JSON.createObjectNode()).expect(200);
        until(id, () -> bucket.files().size() >= filesBefore + rails(id));
        results(id, failing);
        JsonNode run = until(id, "done");
        double seconds = (System.nanoTime() - start) / 1e9;
        Reading reading = meters.read();
        Map<String, String> leftOut = new TreeMap<>();
        browser.list(market.merchantKey(), RUNS + "/" + id + "/left_out")
                .forEach(row -> leftOut.put(
                        row.path("affiliate_id").asText(), row.path("reason").asText()));
        List<JsonNode> payouts = browser.list(market.merchantKey(), "/v1/payouts?run_id=" + id);
        return new Run(run, payouts, leftOut, reading, seconds);
    }

    /// What keeps some from being paid.
    private void happenings(Shop shop) throws Exception {
        for (int number = 0; number < market.partners().size(); number++) {
            Partner partner = market.partners().get(number);
            switch (partner.part()) {
                case BANNED ->
                    browser.post(
                                    market.merchantKey(),
                                    "/v1/enrollments/" + market.programId() + "/" + partner.affiliateId() + "/ban",
                                    JSON.createObjectNode().put("reason", "bought clicks"))
                            .expect(200);
                case METHOD_CHANGED ->
                    MarketOpening.setMethod(
                            browser, partner, number, MarketOpening.destination(number + Market.NEW_ACCOUNTS));
                case LATE -> {
                    String clickId = ClickPhase.clickOn(browser, partner);
                    clickIds.add(clickId);
                    shop.sale(Order.plain("T-" + number, new Click(number, clickId), 5_000));
                }
                case SMALL, NO_METHOD, PAID -> {}
            }
        }
        machine.awaitQueuesEmpty(DRAIN);
        machine.clock().forward(Duration.ofMinutes(2));
        machine.fire("JobsScheduleFunction", "RollUp");
        machine.awaitQueuesEmpty(DRAIN);
    }

    /// Whoever planned it is refused, and whoever handed out the planner's key; another person says yes to
    /// exactly this plan.
    private void approve(String id, JsonNode planned) {
        ObjectNode word = JSON.createObjectNode()
                .put("plan_hash", planned.path("plan_hash").asText());
        say(market.opsKey(), id, "approve", word).expect(403);
        say(market.merchantKey(), id, "approve", word).expect(403);
        say(market.financeKey(), id, "approve", word).expect(200);
    }

    private Browser.Reply say(String key, String id, String what, ObjectNode body) {
        return browser.post(key, RUNS + "/" + id + "/" + what, body);
    }

    /// What finance says comes in twice, as files do.
    private void results(String id, int failing) throws Exception {
        List<JsonNode> payouts = browser.list(market.merchantKey(), "/v1/payouts?run_id=" + id);
        BankResults results = new BankResults(browser, market, id);
        for (int time = 1; time <= 2; time++) {
            results.send(payouts, failing);
            machine.awaitQueuesEmpty(DRAIN);
        }
    }

    /// Each rail that pays somebody has a file.
    private long rails(String id) {
        return browser.list(market.merchantKey(), "/v1/payouts?run_id=" + id).stream()
                .map(payout -> payout.path("rail").asText())
                .distinct()
                .count();
    }

    private JsonNode until(String id, String state) throws Exception {
        until(id, () -> state(id).path("state").asText().equals(state));
        return state(id);
    }

    private JsonNode state(String id) {
        return browser.get(market.financeKey(), RUNS + "/" + id).json();
    }

    /// The schedule finds the run each minute: a step of the clock makes it fire, and what it sent is
    /// waited for before the next one, so that nobody does the same work twice.
    private void until(String id, Condition condition) throws Exception {
        for (int look = 0; look < MOST_LOOKS; look++) {
            machine.awaitQueuesEmpty(DRAIN);
            if (condition.holds()) {
                return;
            }
            if (look % LOOKS_A_MINUTE == 0) {
                machine.clock().forward(Duration.ofMinutes(1));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new UnexpectedAnswer("the payout run did not go on: " + state(id), null);
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws Exception;
    }

    /// How many of each reason there have to be.
    static long expected(Market market, Part part) {
        return market.partners().stream()
                .filter(partner -> partner.part() == part)
                .count();
    }
}

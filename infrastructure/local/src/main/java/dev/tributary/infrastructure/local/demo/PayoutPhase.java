package dev.tributary.infrastructure.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.demo.Market.Part;
import dev.tributary.infrastructure.local.demo.Market.Partner;
import dev.tributary.infrastructure.local.demo.Meters.Reading;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The hold passes and money becomes available; then one person plans a payout run, another one approves
/// it, finance carries its file out and brings the results back.
final class PayoutPhase {
    private static final Duration DRAIN = Duration.ofSeconds(60);
    private static final String SCHEDULE = "PayoutScheduleFunction";
    private static final String RUNS = "/v1/payout_runs";
    private static final int MOST_LOOKS = 50;
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
    /// @param run as the API gives it at the end
    /// @param payouts likewise
    /// @param leftOut why, by affiliate
    /// @param files by their names
    /// @param clickIds of the late clicks
    /// @param seconds from the plan to the end
    record Outcome(
            long released,
            Reading release,
            JsonNode run,
            List<JsonNode> payouts,
            Map<String, String> leftOut,
            Map<String, byte[]> files,
            Reading reading,
            Set<String> clickIds,
            double seconds) {
        /// Money of the runs' payouts that somebody was asked to send.
        long asked() {
            return payouts.stream()
                    .filter(one -> !one.path("state").asText().equals("dropped"))
                    .count();
        }
    }

    Outcome run(Shop shop) throws Exception {
        meters.read();
        // Two days more: what is due on a local day is due when that day has begun.
        machine.clock().forward(Duration.ofDays(Market.HOLD_DAYS + 2));
        machine.fire(SCHEDULE, "Release");
        machine.awaitQueuesEmpty(DRAIN);
        Reading release = meters.read();
        long released = browser.list(market.merchantKey(), "/v1/balances?program_id=" + market.programId()).stream()
                .filter(balance -> !balance.path("available").path("amount").asText().matches("0(\\.0+)?"))
                .count();
        happenings(shop);
        meters.read();
        long start = System.nanoTime();
        String id = browser.post(
                        market.merchantKey(), RUNS, JSON.createObjectNode().put("program_id", market.programId()))
                .expect(201)
                .json()
                .path("id")
                .asText();
        approve(id, until(id, "planned"));
        say(market.merchantKey(), id, "apply", JSON.createObjectNode()).expect(200);
        until(id, () -> !bucket.files().isEmpty());
        results(id);
        JsonNode run = until(id, "done");
        double seconds = (System.nanoTime() - start) / 1e9;
        Reading reading = meters.read();
        Map<String, String> leftOut = new TreeMap<>();
        browser.list(market.merchantKey(), RUNS + "/" + id + "/left_out")
                .forEach(row -> leftOut.put(
                        row.path("affiliate_id").asText(), row.path("reason").asText()));
        return new Outcome(
                released,
                release,
                run,
                browser.list(market.merchantKey(), "/v1/payouts?run_id=" + id),
                leftOut,
                bucket.files(),
                reading,
                Set.copyOf(clickIds),
                seconds);
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
                    MarketOpening.setMethod(browser, partner, MarketOpening.reference(number) + " (new bank)");
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

    /// Whoever planned it is refused; another person says yes to exactly this plan.
    private void approve(String id, JsonNode planned) {
        ObjectNode word = JSON.createObjectNode()
                .put("plan_hash", planned.path("plan_hash").asText());
        say(market.merchantKey(), id, "approve", word).expect(403);
        say(market.financeKey(), id, "approve", word).expect(200);
    }

    private Browser.Reply say(String key, String id, String what, ObjectNode body) {
        return browser.post(key, RUNS + "/" + id + "/" + what, body);
    }

    /// Finance found no account for the last one; what it says comes in twice, as files do.
    private void results(String id) throws Exception {
        List<String> payouts = browser.list(market.merchantKey(), "/v1/payouts?run_id=" + id).stream()
                .map(payout -> payout.path("id").asText())
                .toList();
        BankResults results = new BankResults(machine, id);
        for (int time = 1; time <= 2; time++) {
            results.send(payouts.subList(0, payouts.size() - 1), payouts.getLast(), time);
            machine.awaitQueuesEmpty(DRAIN);
        }
    }

    private JsonNode until(String id, String state) throws Exception {
        until(id, () -> state(id).path("state").asText().equals(state));
        return state(id);
    }

    private JsonNode state(String id) {
        return browser.get(market.financeKey(), RUNS + "/" + id).json();
    }

    /// The schedule finds the run each minute; here the minutes pass at once.
    private void until(String id, Condition condition) throws Exception {
        for (int look = 0; look < MOST_LOOKS; look++) {
            if (condition.holds()) {
                return;
            }
            machine.clock().forward(Duration.ofMinutes(1));
            machine.fire(SCHEDULE, "RunsDue");
            machine.awaitQueuesEmpty(DRAIN);
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

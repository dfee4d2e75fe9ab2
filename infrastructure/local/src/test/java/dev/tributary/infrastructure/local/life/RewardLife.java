package dev.tributary.infrastructure.local.life;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.tributary.domain.backtest.BackTest;
import dev.tributary.domain.bonus.FeeCalendar;
import dev.tributary.domain.bonus.FeeSchedule;
import dev.tributary.domain.click.TestClick;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.EventName;
import dev.tributary.domain.id.BackTestId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.terms.TermsHistory;
import dev.tributary.infrastructure.local.check.PastCosts;
import dev.tributary.infrastructure.local.life.RewardApi.Answer;
import dev.tributary.infrastructure.table.DynamoBackTests;
import dev.tributary.infrastructure.table.DynamoFeeSchedules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// What becomes of one program's fees, boards, bounties and prizes in a life. Its clock leaps from day to day
/// in which something is due, over half a year; schedules, jobs and the API go wrong as everything else does.
final class RewardLife {
    private static final ZoneId RIGA = ZoneId.of("Europe/Riga");
    private static final int MAX_ROUNDS = 60;
    private final Random random;
    private final Around around;
    private final RewardJobs jobs;
    private final RewardApi api;
    private final Turns said;
    private final List<Reward> sales = new ArrayList<>();
    private final List<ConversionEvent> told = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Set<String>> visits = new TreeMap<>();

    /// The life that it is a part of.
    ///
    /// @param commission handles what is on the queue of conversions
    /// @param call as a merchant does, until it is answered
    /// @param clock set to what the life's clock is now
    record Around(
            OrderLife.Tables tables,
            TableFaults faults,
            FaultyQueue conversions,
            Function<SQSEvent, SQSBatchResponse> commission,
            Consumer<ConversionEvent> call,
            Consumer<Instant> clock) {}

    RewardLife(Random random, Around around, Clock clock) {
        this.random = random;
        this.around = around;
        said = new Turns(random, OrderLife.START);
        FeeCalendar calendar =
                new FeeCalendar(TermsHistory.of(List.of(RewardTerms.document()), RewardTerms.MARKET.currency()), RIGA);
        new DynamoFeeSchedules(around.tables().plain())
                .create(new FeeSchedule(program(), calendar.next(RewardTerms.FROM), Optional.empty()), RIGA);
        jobs = new RewardJobs(random, around, clock);
        api = new RewardApi(around.tables(), around.faults(), jobs::decided, clock, jobs);
    }

    private static ProgramId program() {
        return RewardTerms.MARKET.program();
    }

    /// What was said about its orders.
    List<ConversionEvent> told() {
        return told;
    }

    /// What was ever in its queues.
    List<String> messages() {
        return jobs.messages();
    }

    /// How many qualified clicks its days have: one of each visitor, by the entry of the day.
    Map<String, Long> closedDays() {
        Map<String, Long> days = new TreeMap<>();
        visits.forEach((day, visitors) -> days.put(day, (long) visitors.size()));
        return days;
    }

    /// @return what is wrong with the answers, the schedule and the queues; none when all is well
    List<String> run() {
        begin();
        click();
        order();
        boolean bannedEarly = random.nextBoolean();
        // The third affiliate pauses where November ends, and so stands for no December either.
        leap("2026-11-30T12:00:00Z");
        move(3, "pause", 200);
        tick("2026-11-30T22:00:01Z");
        leap("2026-12-05T08:00:00Z");
        move(3, "resume", 200);
        takeBack("2026-12-10T08:00:00Z", 2);
        submit();
        ship();
        tick("2026-12-31T22:00:01Z");
        if (bannedEarly) {
            move(2, "ban", 200);
        }
        tick("2027-01-31T02:00:00Z");
        // The places are sealed: what is taken back now changes none.
        takeBack("2027-02-05T08:00:00Z", 1);
        ship();
        if (random.nextBoolean() && !bannedEarly) {
            move(2, "ban", 200);
        }
        // Over two months at once, and the clocks' going forward.
        tick("2027-03-31T21:00:01Z");
        end();
        wrong.addAll(jobs.wrong());
        return List.copyOf(wrong);
    }

    /// Tests the terms of each program over all that it ever sold, as the jobs do.
    /// @param replays programs whose terms pay the same whatever came before, and whether they do
    List<String> backTest(Map<ProgramId, Boolean> replays) {
        List<String> broken = new ArrayList<>();
        jobs.pass(Duration.ofHours(1));
        replays.forEach((tested, replay) -> {
            Answer begun = api.merchant(
                    "POST",
                    "/v1/programs/" + tested + "/terms/1/back-test",
                    "{\"from\":\"2026-06-01\",\"to\":\"2027-03-31\"}");
            expect("a back-test", begun, 202);
            for (int round = 0; round < MAX_ROUNDS && isRunning(begun); round++) {
                jobs.pass(BackTest.LEASE.plusSeconds(60));
                jobs.backTest(round == 0);
            }
            broken.addAll(PastCosts.broken(
                    around.tables().snapshot(),
                    tested.toString(),
                    begun.body().path("id").asText(),
                    replay));
        });
        jobs.settle();
        return broken;
    }

    private boolean isRunning(Answer begun) {
        return new DynamoBackTests(around.tables().plain())
                .find(BackTestId.of(begun.body().path("id").asText()))
                .filter(test -> test.value().isRunning())
                .isPresent();
    }

    private void begin() {
        leap("2026-09-20T09:00:00Z");
        for (int number = 1; number < OrderCalls.AFFILIATES; number++) {
            move(number, "approve", 200);
        }
        tick("2026-10-31T22:00:01Z");
        leap("2026-11-10T09:00:00Z");
        move(OrderCalls.AFFILIATES, "approve", 200);
        // Approved a second time: what it was given for the first one is all.
        if (random.nextBoolean()) {
            move(OrderCalls.AFFILIATES, "end", 200);
            move(OrderCalls.AFFILIATES, "approve", 200);
        }
        jobs.settle();
    }

    /// On both sides of the zone's midnight; some visitors come again.
    private void click() {
        Instant midnight = Instant.parse("2026-11-19T22:00:00Z");
        leap("2026-11-19T23:59:00Z");
        for (int made = 0; made < 9; made++) {
            int affiliate = 1 + random.nextInt(3);
            int visitor = 1 + random.nextInt(4);
            Instant at = midnight.plusSeconds(random.nextInt(-1_500, 1_500));
            TestClick one = TestClick.of(program().bits(), random.nextLong())
                    .withTime(at)
                    .withLink(affiliate)
                    .withVisitor(visitor);
            LocalDate day = LocalDate.ofInstant(at, RIGA);
            visits.computeIfAbsent(
                            "clicks:" + program() + ":" + Market.affiliate(affiliate) + ":" + day,
                            absent -> new HashSet<>())
                    .add(Integer.toString(visitor));
            jobs.clicked(one.click());
        }
        jobs.takeClicks();
        tick("2026-11-20T00:05:00Z");
        tick("2026-11-20T03:05:00Z");
        tick("2026-11-22T08:00:00Z");
    }

    /// Few amounts, so that figures tie.
    private void order() {
        jobs.leap(OrderLife.START.plusSeconds(60));
        int number = 0;
        for (int affiliate = 1; affiliate <= OrderCalls.AFFILIATES; affiliate++) {
            for (int order = random.nextInt(2); order < 3; order++) {
                Instant at = OrderLife.START.minus(Duration.ofHours(1 + random.nextInt(250)));
                ConversionKey key = Turns.key(RewardTerms.MARKET, "W-" + ++number, EventName.SALE);
                Reward sale = Turns.reward(
                        key,
                        RewardTerms.MARKET,
                        at,
                        Optional.of(said.click(RewardTerms.MARKET, affiliate, at.minusSeconds(30))),
                        2_000L + 1_000 * random.nextInt(2),
                        false);
                sales.add(sale);
                tell(sale);
            }
        }
        jobs.settle();
    }

    private void takeBack(String at, int many) {
        leap(at);
        for (int refund = 0; refund < many && !sales.isEmpty(); refund++) {
            Reward sale = sales.remove(random.nextInt(sales.size()));
            long amount = sale.amounts().orElseThrow().amount().minor();
            tell(Turns.refund(sale.key(), RewardTerms.MARKET, jobs.now(), random.nextInt(3) > 0 ? amount : amount / 2));
        }
        jobs.settle();
    }

    private void tell(ConversionEvent event) {
        told.add(event);
        around.call().accept(event);
    }

    /// One that is accepted, another one for the same bounty, which is not, and one that is rejected.
    private void submit() {
        String first = submission(1);
        String second = submission(1);
        String third = submission(3);
        review(first, "accept", "{}", 200);
        review(second, "accept", "{}", 409);
        review(third, random.nextBoolean() ? "accept" : "reject", "{\"reason\":\"It is short.\"}", 200);
        jobs.settle();
    }

    private String submission(int affiliate) {
        Answer made = api.affiliate(
                affiliate,
                "POST",
                "/v1/submissions",
                "{\"program_id\":\"" + program() + "\",\"bonus_id\":\"video\",\"text\":\"https://video.example/"
                        + random.nextInt(1_000) + "\"}");
        expect("a submission", made, 201);
        return made.body().path("id").asText();
    }

    private void review(String submission, String verb, String reason, int status) {
        expect(
                verb,
                api.merchant(
                        "POST", "/v1/submissions/" + submission + "/" + verb, verb.equals("accept") ? "{}" : reason),
                status);
    }

    private void move(int affiliate, String verb, int status) {
        String path = "/v1/enrollments/" + program() + "/" + Market.affiliate(affiliate) + "/" + verb;
        expect(verb, api.merchant("POST", path, verb.equals("ban") ? "{\"reason\":\"It cheats.\"}" : "{}"), status);
    }

    /// Each prize that is there, won or lost; what may be shipped, the checker knows.
    private void ship() {
        for (String prize : around.tables().snapshot().prizes()) {
            if (random.nextInt(3) > 0) {
                Answer shipped = api.merchant("POST", "/v1/bonus_awards/" + prize + "/ship", "{}");
                if (shipped.status() != 200 && shipped.status() != 409) {
                    wrong.add("12 a prize was answered " + shipped);
                }
            }
        }
    }

    private void expect(String what, Answer answer, int status) {
        if (answer.status() != status) {
            wrong.add("12 " + what + " at " + jobs.now() + " was answered " + answer + ", not " + status);
        }
    }

    private void leap(String at) {
        jobs.leap(Instant.parse(at));
    }

    private void tick(String at) {
        leap(at);
        jobs.run();
    }

    private void end() {
        boolean behind = new DynamoFeeSchedules(around.tables().plain())
                .find(program())
                .flatMap(found -> found.value().next())
                .filter(next -> next.atStartOfDay(RIGA).toInstant().isAfter(jobs.now()))
                .isEmpty();
        if (behind) {
            wrong.add("12 fees are behind");
        }
    }
}

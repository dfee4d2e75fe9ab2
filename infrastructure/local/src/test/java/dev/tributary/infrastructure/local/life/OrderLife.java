package dev.tributary.infrastructure.local.life;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.tributary.commission.CommissionHandler;
import dev.tributary.domain.conversion.ConversionEvent;
import dev.tributary.domain.conversion.ConversionEvent.Refund;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.ConversionKey;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.message.OrdersDue;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.order.OrderState;
import dev.tributary.infrastructure.lambda.NoContext;
import dev.tributary.infrastructure.ledger.DynamoLedger;
import dev.tributary.infrastructure.local.check.Calls;
import dev.tributary.infrastructure.local.check.Snapshot;
import dev.tributary.infrastructure.queue.ClicksClosedMessages;
import dev.tributary.infrastructure.queue.ConversionMessages;
import dev.tributary.infrastructure.queue.OrdersDueMessages;
import dev.tributary.infrastructure.table.Packing;
import dev.tributary.infrastructure.table.Table;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// One seeded life of orders: a merchant calls the edge about at least fifty conversions of eight
/// programs, and again where it was not answered, while the queue delivers and things go wrong; then
/// everything is let run to its end. One program's terms are damaged until an operator mends them. Of the
/// programs in which it counts what came before, some are told of in turns.
final class OrderLife {
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final Instant END = START.plusSeconds(3_600);
    private static final int MAX_ROUNDS = 900;
    private static final int STEPS = 34;
    private static final int MAX_TRIES = 5;
    private static final Market EUR = new Market(new ProgramId(7_001), new CurrencyCode("EUR"), 30);
    private static final Market JPY = new Market(new ProgramId(7_002), new CurrencyCode("JPY"), 0);
    private static final Market BROKEN = new Market(new ProgramId(7_003), new CurrencyCode("EUR"), 14);
    private static final int STEPS_OF_A_TURN = 3;
    private static final byte[] RECEIPTS = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    private final Random random;
    private final Tables tables;
    private final TableFaults faults;
    private final OrderMistake mistake;
    private final FaultyQueue queue;
    private final Edge edge;
    private final CommissionHandler handler;
    private final OrderCalls said;
    private final List<ConversionEvent> calls;
    private final Pixels pixels;
    private final Turns turns;
    private final Map<ProgramId, Market.Opened> opened = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private Instant now = START.plusSeconds(5);
    private final Set<ConversionKey> told = new HashSet<>();
    /// When calls reach the edge.
    private Instant arriving = START;
    private int arrivals;
    private final RewardLife rewards;

    /// One table by two clients.
    /// @param faulty its calls pass through the faults
    record Tables(Table plain, Table faulty) {
        Snapshot snapshot() {
            return Snapshot.of(plain.client(), plain.name(), Packing::unpack);
        }
    }

    /// @param tables empty
    OrderLife(long seed, Tables tables, TableFaults faults, int orders, OrderMistake mistake) {
        this.mistake = mistake;
        mistake.begin();
        this.tables = tables;
        this.faults = faults;
        random = new Random(seed);
        queue = new FaultyQueue(random, faults);
        List<Market> markets = new ArrayList<>(List.of(EUR, JPY));
        markets.addAll(CountingPrograms.ALL);
        markets.add(RewardTerms.MARKET);
        markets.forEach(market -> market.publishTerms(tables.plain()));
        markets.add(BROKEN);
        markets.forEach(market -> opened.put(market.program(), market.open(tables.plain())));
        LifeRates.publish(tables.plain());
        said = new OrderCalls(new Random(seed));
        calls = said.of(List.of(EUR, JPY, CountingPrograms.COUNTED, CountingPrograms.COUNTED), BROKEN, orders, START);
        pixels = new Pixels(new Random(~seed), List.of(EUR, JPY, CountingPrograms.COUNTED), calls, START);
        turns = CountingPrograms.turns(new Random(seed), tables.plain());
        // No two calls arrive in one millisecond.
        InstantSource arrival = () -> arriving.plusMillis(arrivals);
        edge = new Edge(tables.faulty(), queue, faults, mistake, arrival.withZone(ZoneOffset.UTC));
        InstantSource source = () -> now;
        Clock clock = source.withZone(ZoneOffset.UTC);
        // Pauses between tries are asked for with a bound alone: none is needed here.
        Random withoutPauses = new Random(seed) {
            private static final long serialVersionUID = 1;

            @Override
            public int nextInt(int bound) {
                return 0;
            }
        };
        handler = new CommissionHandler(
                tables.faulty(), new DynamoLedger(tables.faulty(), 2), delays -> {}, withoutPauses, clock);
        rewards = new RewardLife(
                new Random(seed),
                new RewardLife.Around(
                        tables,
                        faults,
                        queue,
                        this::handle,
                        event -> arrive(event, random.nextInt(4) == 0),
                        this::leap),
                clock);
    }

    private void leap(Instant to) {
        now = to;
        arriving = to;
    }

    /// What went over the edge so far.
    Calls calls() {
        return new Calls(edge.accepted(), edge.unanswered(), queue.deadLetters());
    }

    /// All that merchants have opened.
    Set<ProgramId> programs() {
        return opened.keySet();
    }

    /// Whether somebody has to be credited, by order.
    Map<ConversionKey, Boolean> credited() {
        return said.credited();
    }

    /// Whom an order has to credit and how much of it, of those that are told of in turns.
    Map<ConversionKey, String> shares() {
        return turns.shares();
    }

    /// Every message that was ever in the queue.
    List<String> messages() {
        List<String> messages = new ArrayList<>(queue.bodies());
        messages.addAll(rewards.messages());
        return messages;
    }

    /// How many qualified clicks were closed, by entry: said by hand, and counted by the jobs.
    Map<String, Long> closedDays() {
        Map<String, Long> closed = CountingPrograms.closedDays();
        closed.putAll(rewards.closedDays());
        return closed;
    }

    /// Half a year of what no conversion pays, in the program that has it.
    /// @return what is wrong with it
    List<String> reward() {
        return rewards.run();
    }

    /// What must be nowhere in clear, by what to call it.
    Map<String, String> secrets() {
        Map<String, String> secrets = new LinkedHashMap<>();
        opened.forEach((program, market) -> {
            secrets.put("the secret of " + program, market.secret().reveal().substring("whsec_".length()));
            secrets.put("the token of " + program, market.token().reveal());
        });
        List<ConversionEvent> all = new ArrayList<>(calls);
        turns.all().forEach(all::addAll);
        all.addAll(rewards.told());
        all.forEach(call -> {
            List<String> shopper = CallText.shopper(call);
            secrets.put("the customer of " + call.key().order(), shopper.getFirst());
            secrets.put("the e-mail hash of " + call.key().order(), shopper.getLast());
        });
        return secrets;
    }

    /// As the merchant said it, once each and in order, past the edge.
    void runInPeace() {
        BROKEN.publishTerms(tables.plain());
        for (ConversionEvent call : calls) {
            // Nobody compares what counts the order of calls.
            if (call.key().program().equals(CountingPrograms.COUNTED.program())) {
                continue;
            }
            ReceiptId receipt = ReceiptId.derive(call, RECEIPTS);
            queue.add(ConversionMessages.write(new Postback(call, receipt, START.plusMillis(++arrivals))));
        }
        for (Reward call : pixels.alone()) {
            if (!call.key().program().equals(CountingPrograms.COUNTED.program())) {
                ReceiptId receipt = ReceiptId.derive(call, RECEIPTS);
                queue.add(ConversionMessages.write(new Postback(call, receipt, START.plusMillis(++arrivals), false)));
            }
        }
        drain();
    }

    /// @return what is wrong with the answers and the queue; none when all is well
    List<String> run() {
        List<ConversionEvent> coming = new ArrayList<>(calls);
        Collections.shuffle(coming, random);
        queue.add("{\"type\":\"conversion_event\",\"v\":9}");
        CountingPrograms.clickDays().forEach(day -> queue.add(ClicksClosedMessages.write(day)));
        arriveEarly(coming);
        for (int step = 0; step < STEPS; step++) {
            tell();
            step(coming, coming.size() / (STEPS - step));
        }
        faults.disarm();
        while (!pixels.isEmpty()) {
            tell();
        }
        while (!coming.isEmpty()) {
            arrive(coming.removeLast(), false);
        }
        refuse();
        drain();
        turns.all().forEach(this::turn);
        return List.copyOf(wrong);
    }

    /// A turn is over when nothing of it is in the queue.
    private void turn(List<ConversionEvent> together) {
        List<ConversionEvent> coming = new ArrayList<>(together);
        Collections.shuffle(coming, random);
        for (int step = STEPS_OF_A_TURN; step > 0; step--) {
            step(coming, coming.size() / step);
        }
        drain();
        List<ConversionKey> undecided = turns.undecided();
        if (!undecided.isEmpty()) {
            // The schedule finds them, and may find them twice.
            now = START.plus(OrderState.DECIDING_LASTS).plusSeconds(60);
            queue.add(OrdersDueMessages.write(new OrdersDue("due_1", undecided)));
            queue.add(OrdersDueMessages.write(new OrdersDue("due_2", undecided)));
            armTable(14);
            queue.deliver(2, true, this::handle);
            faults.disarm();
            drain();
            undecided.clear();
        }
    }

    /// What back-tests of the terms in force cost, held against the ledger.
    List<String> backTest() {
        return rewards.backTest(CountingPrograms.backTested(EUR, JPY));
    }

    /// The damaged terms are there, and what failed for want of them goes back.
    /// @return what is wrong with the queue
    List<String> mend() {
        BROKEN.publishTerms(tables.plain());
        queue.deadLetters().stream()
                .filter(body -> body.contains(BROKEN.program().toString()))
                .forEach(body -> faults.count(Fault.MENDED));
        queue.redrive();
        drain();
        if (!queue.isEmpty() || queue.deadLetters().size() != 1) {
            wrong.add("13 waiting: " + !queue.isEmpty() + ", dead: " + queue.deadLetters());
        }
        return List.copyOf(wrong);
    }

    /// Clocks of functions differ by seconds from the edge's, forward and back.
    private void step(List<ConversionEvent> coming, int arriving) {
        now = START.plusSeconds(random.nextInt(-20, 30));
        faults.count(Fault.CLOCK_SKEW);
        for (int call = 0; call < arriving; call++) {
            arrive(coming.removeLast(), random.nextInt(4) == 0);
        }
        if (random.nextInt(3) > 0) {
            armTable(14);
        }
        queue.deliver(1 + random.nextInt(8), true, this::handle);
        faults.disarm();
    }

    private void armTable(int calls) {
        Fault fault = Fault.AT_THE_TABLE.get(random.nextInt(Fault.AT_THE_TABLE.size()));
        int after = random.nextInt(fault == Fault.CONFLICT ? 2 : calls);
        faults.arm(fault, after, () -> queue.deliver(1 + random.nextInt(4), true, this::handle));
    }

    /// A refund comes, and is handled, before anything else of its order does.
    private void arriveEarly(List<ConversionEvent> coming) {
        Optional<ConversionEvent> refund = coming.stream()
                .filter(call -> call instanceof Refund && !call.key().program().equals(BROKEN.program()))
                .findFirst();
        if (refund.isPresent()) {
            coming.remove(refund.get());
            arrive(refund.get(), false);
            queue.deliver(2, false, this::handle);
            faults.count(Fault.EARLY);
        }
    }

    /// A browser asks once, and looks at no status.
    private void tell() {
        if (!pixels.isEmpty()) {
            Reward told = pixels.next();
            arrivals++;
            Edge.Answer answer = edge.answer(pixels.event(told), told.key());
            if (answer.status() != 202 && answer.status() != 200) {
                wrong.add("an image was answered " + answer + " for " + told);
            }
        }
    }

    /// A merchant calls until it is answered.
    private void arrive(ConversionEvent call, boolean faulty) {
        // What nobody has told of before contradicts nothing.
        boolean mayBeRefused = !told.add(call.key()) && isQuarrel(call);
        for (int attempt = 1; attempt <= MAX_TRIES; attempt++) {
            boolean armed = faulty && attempt == 1;
            // Others are not refused, and looking at everything takes its time.
            Optional<Snapshot> before = !armed && mayBeRefused ? Optional.of(tables.snapshot()) : Optional.empty();
            if (armed) {
                armEdge();
            }
            Edge.Answer answer = call(call);
            faults.disarm();
            edge.disarm();
            if (!answer.isFailure()) {
                judge(call, answer, before);
                return;
            }
            if (!armed) {
                wrong.add("a call without fault was answered " + answer);
            } else if (answer.status() == 503) {
                faults.count(Fault.EDGE_READ_FAILED);
            }
        }
    }

    private void armEdge() {
        switch (random.nextInt(4)) {
            case 0 -> edge.arm(Fault.SEND_FAILED);
            case 1 -> edge.arm(Fault.SEND_UNANSWERED);
            // The gate is read first, then the order.
            default -> armTable(2);
        }
    }

    private Edge.Answer call(ConversionEvent call) {
        arrivals++;
        CallText.Form form = CallText.fitsUrl(call)
                ? CallText.Form.values()[random.nextInt(3)]
                : CallText.Form.values()[random.nextInt(2)];
        Market.Opened market = opened(call.key().program());
        return edge.answer(CallText.event(call, form, market, arriving.plusMillis(arrivals)), call.key());
    }

    private Market.Opened opened(ProgramId program) {
        Market.Opened market = opened.get(program);
        if (market == null) {
            throw new IllegalStateException("no market of " + program);
        }
        return market;
    }

    /// What was refused has changed nothing; and nothing is, unless the merchant contradicts itself.
    private void judge(ConversionEvent call, Edge.Answer answer, Optional<Snapshot> before) {
        boolean known = answer.status() == 202 || answer.status() == 200 || answer.status() == 409;
        if (!known && !(isQuarrel(call) && answer.status() == 422)) {
            wrong.add("the edge answered " + answer + " to " + CallText.json(call));
        }
        if (answer.isRefusal() && before.isPresent()) {
            wrong.addAll(before.get().changedIn(tables.snapshot()));
        }
    }

    private static boolean isQuarrel(ConversionEvent call) {
        return call.key().order().text().startsWith(OrderCalls.QUARREL);
    }

    /// Everything that a caller can get wrong about an order that nobody knows.
    private void refuse() {
        Reward right = calls.stream()
                .filter(call -> call instanceof Reward reward
                        && reward.click().isPresent()
                        && reward.items().isEmpty()
                        && Set.of(EUR.program(), CountingPrograms.COUNTED.program())
                                .contains(call.key().program()))
                .map(Reward.class::cast)
                .findFirst()
                .orElseThrow();
        Market.Opened market = opened(right.key().program());
        Snapshot before = tables.snapshot();
        int sent = queue.bodies().size();
        for (Refusals.Refusal refusal : Refusals.of(right, market, START.plusMillis(++arrivals))) {
            Edge.Answer answer = edge.answer(refusal.call(), right.key());
            faults.count(Fault.REFUSED);
            if (answer.status() != refusal.status() || !answer.body().contains(refusal.code())) {
                wrong.add("15 " + refusal.why() + " was answered " + answer);
            }
        }
        wrong.addAll(before.changedIn(tables.snapshot()));
        if (queue.bodies().size() != sent) {
            wrong.add("15 refused calls have sent " + (queue.bodies().size() - sent) + " messages");
        }
    }

    private void drain() {
        for (int round = 0; round < MAX_ROUNDS && !queue.isEmpty(); round++) {
            queue.deliver(10, false, this::handle);
        }
    }

    private SQSBatchResponse handle(SQSEvent event) {
        return mistake.handle(event, real -> handler.handleRequest(real, new NoContext()));
    }
}

package dev.tributary.infrastructure.local.demo;

import dev.tributary.infrastructure.local.bench.Figure;
import dev.tributary.infrastructure.local.demo.ListPrice.Line;
import dev.tributary.infrastructure.local.demo.ListPrice.Usage;
import dev.tributary.infrastructure.local.demo.Meters.Reading;
import dev.tributary.infrastructure.local.template.Template;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a click and a conversion took, what AWS would ask for it, and how many went by in a second.
///
/// @param function one of the template: its memory, and what AWS records of its calls
record Costs(
        Template.Function function,
        ClickPhase.Outcome clicks,
        Reading clickReading,
        AloneClicks.Outcome alone,
        OrderPhase.Outcome orders,
        AloneOrders.Outcome aloneOrders,
        PayoutPhase.Outcome payout) {
    private static final double WRITES_A_CLICK = 0.3;
    private static final double WRITES_A_CONVERSION = 8;
    private static final String PER_PAYOUT = "per payout";
    private static final String PER_CONVERSION = "per conversion";
    private static final double WRITES_A_RELEASE = 6;
    private static final double WRITES_A_PAYOUT = 18;
    private static final BigDecimal DOLLARS_CLICKS = new BigDecimal(2);
    private static final BigDecimal DOLLARS_CONVERSIONS = new BigDecimal(7);

    /// Below it, decimals are shown.
    private static final BigDecimal FEW = new BigDecimal(100);

    /// A call to the table or to a queue in the same region, waited for.
    private static final double WAIT_MILLIS = 5;

    /// Lambda gives a whole processor at this memory ("Configure Lambda function memory").
    private static final double MEGABYTES_A_PROCESSOR = 1_769;

    /// Messages that Lambda's pollers receive, and delete, by one request.
    private static final int POLLED = 10;

    /// The traffic for which prices are given.
    private static final double CLICKS_A_SECOND = 5;

    private static final double CONVERSIONS_A_SECOND = 0.1;

    List<String> units() {
        int sales = orders.orders().size();
        List<String> text = new ArrayList<>();
        text.add(Figure.head());
        String together = "click, together (" + clicks.answered() + " in " + ClickPhase.DAYS + " hours)";
        text.add(Figure.atMost(
                        together + ", write units",
                        per(clickReading.writeUnits(), clicks.answered()),
                        "per click",
                        WRITES_A_CLICK)
                .toString());
        text.addAll(others(together, clickReading, clicks.answered(), "per click"));
        String single = "click, one per message (100 in a chunk)";
        text.add(Figure.atMost(
                        single + ", write units",
                        per(alone.reading().writeUnits(), AloneClicks.CLICKS),
                        "per click",
                        WRITES_A_CLICK)
                .toString());
        text.addAll(others(single, alone.reading(), AloneClicks.CLICKS, "per click"));
        int posted = sales + orders.early();
        String some = "sale or early refund, as they came";
        text.add(Figure.atMost(
                        some + ", write units",
                        per(orders.sales().writeUnits(), posted),
                        PER_CONVERSION,
                        WRITES_A_CONVERSION)
                .toString());
        text.addAll(others(some, orders.sales(), posted, PER_CONVERSION));
        String one = "conversion, one at a time";
        text.add(Figure.atMost(
                        one + ", write units",
                        per(aloneOrders.reading().writeUnits(), aloneOrders.count()),
                        PER_CONVERSION,
                        WRITES_A_CONVERSION)
                .toString());
        text.addAll(others(one, aloneOrders.reading(), aloneOrders.count(), PER_CONVERSION));
        text.add(Figure.shown("refund, write units", per(orders.refunds().writeUnits(), orders.late()), "per refund")
                .toString());
        text.add(Figure.atMost(
                        "release, write units",
                        per(payout.release().writeUnits(Set.of("PayoutFunction")), payout.released()),
                        "per account",
                        WRITES_A_RELEASE)
                .toString());
        text.add(Figure.atMost(
                        "payout, write units: what one more costs",
                        payout.writeUnitsEach(),
                        PER_PAYOUT,
                        WRITES_A_PAYOUT)
                .toString());
        String whole = "payout, the run, its file and those left out too";
        int count = payout.first().payouts().size();
        Reading reading = payout.first().reading();
        text.add(Figure.shown(whole + ", write units", per(reading.writeUnits(), count), PER_PAYOUT)
                .toString());
        text.addAll(others(whole, reading, count, PER_PAYOUT));
        return text;
    }

    private static List<String> others(String what, Reading reading, long count, String unit) {
        return List.of(
                Figure.shown(what + ", read units", reading.readUnits() / count, unit)
                        .toString(),
                Figure.shown(what + ", requests to the table", per(reading.tableRequests(), count), unit)
                        .toString(),
                Figure.shown(what + ", requests to queues", per(reading.queueRequests(), count), unit)
                        .toString());
    }

    List<String> prices() {
        List<String> text = new ArrayList<>();
        text.add("Assumed: " + function.memoryMegabytes() + " MB on arm64; a call to table or queue takes "
                + (int) WAIT_MILLIS + " ms; CPU as the handlers used here, at Lambda's share");
        text.add("of a processor; " + (int) CLICKS_A_SECOND + " clicks a second in one message each, 100 in a chunk; "
                + "a commission call per conversion; pollers take " + POLLED + " messages.");
        text.add("By template.yaml " + new CallRecords(function.recorded()) + ".");
        price(text, "clicks", clickUsage(), DOLLARS_CLICKS);
        price(text, "conversions", conversionUsage(), DOLLARS_CONVERSIONS);
        return text;
    }

    private static void price(List<String> text, String what, Usage usage, BigDecimal goal) {
        List<Line> lines = ListPrice.million(usage);
        text.add("");
        text.add("a million " + what);
        for (Line line : lines) {
            text.add(String.format(
                    Locale.ROOT,
                    line.count().compareTo(FEW) < 0 ? "  %-24s %,16.2f %-11s %8.2f $" : "  %-24s %,16.0f %-11s %8.2f $",
                    line.what(),
                    line.count(),
                    line.unit(),
                    line.dollars()));
        }
        BigDecimal total = ListPrice.total(lines);
        text.add(String.format(
                Locale.ROOT,
                "  %-24s %16s %-11s %8.2f $   goal %s $  %s",
                "together",
                "",
                "",
                total,
                goal,
                total.compareTo(goal) <= 0 ? "reached" : "missed"));
    }

    private Usage clickUsage() {
        double each = 1 + 1.0 / AloneClicks.IN_A_CHUNK;
        return usage(each, alone.cpuMillis(), alone.reading(), AloneClicks.CLICKS, CLICKS_A_SECOND);
    }

    private Usage conversionUsage() {
        return usage(2, aloneOrders.cpuMillis(), aloneOrders.reading(), aloneOrders.count(), CONVERSIONS_A_SECOND);
    }

    /// @param invocations per thing, one of them by HTTP
    /// @param cpu of the handlers per thing, in milliseconds
    private Usage usage(double invocations, double cpu, Reading reading, int count, double aSecond) {
        double requests = per(reading.tableRequests() + reading.queueRequests(), count);
        double sends = per(reading.queueRequests(), count);
        double billed = cpu * MEGABYTES_A_PROCESSOR / function.memoryMegabytes() + requests * WAIT_MILLIS + invocations;
        CallRecords records = new CallRecords(function.recorded());
        return new Usage(
                BigDecimal.ONE,
                decimal(invocations),
                decimal(billed),
                function.memoryMegabytes(),
                decimal(sends * (1 + 2.0 / POLLED)),
                decimal(per(reading.writeUnits(), count)),
                decimal(reading.readUnits() / count),
                decimal(invocations * records.logBytes() + per(reading.logs().bytes(), count)),
                decimal(invocations * records.traces(aSecond)));
    }

    List<String> speed() {
        return List.of(
                Figure.head(),
                Figure.shown("clicks answered, over 32 connections", clicks.perSecond(), "per second")
                        .toString(),
                Figure.shown("postbacks until posted", orders.perSecond(), "per second")
                        .toString(),
                Figure.shown(
                                "payouts, from the plan to the end",
                                payout.first().payouts().size() / payout.first().seconds(),
                                "per second")
                        .toString(),
                Figure.shown("redirect handler alone, one per message, CPU", alone.cpuMillis() * 1_000, "µs per click")
                        .toString(),
                Figure.shown(
                                "postback and commission handlers, one at a time, CPU",
                                aloneOrders.cpuMillis() * 1_000,
                                "µs per conversion")
                        .toString());
    }

    private static double per(long sum, long count) {
        return (double) sum / count;
    }

    private static BigDecimal decimal(double number) {
        return BigDecimal.valueOf(number);
    }
}

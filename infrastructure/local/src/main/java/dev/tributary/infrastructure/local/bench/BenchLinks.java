package dev.tributary.infrastructure.local.bench;

import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkCode;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.link.LandingUrl;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.EnrollmentState;
import dev.tributary.domain.program.Program;
import dev.tributary.infrastructure.edge.Items;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.table.DynamoEnrollments;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// One program with one affiliate and many links, `b0`, `b1` and so on, put straight into the table.
final class BenchLinks {
    private static final ProgramId PROGRAM = new ProgramId(77);
    private static final AffiliateId AFFILIATE = new AffiliateId(77);
    /// As many as one BatchWriteItem takes.
    private static final int PER_CALL = 25;

    private BenchLinks() {}

    static String code(int number) {
        return "b" + number;
    }

    static void seed(LocalMachine machine, int links) {
        seed(machine, IntStream.range(0, links).toArray());
    }

    static void seed(LocalMachine machine, int[] links) {
        String tableName = machine.environmentOf("ApiFunction").variable("TABLE_NAME");
        Table table = new Table(machine.dynamo(), tableName);
        Instant now = machine.clock().instant();
        new DynamoPrograms(table).create(program());
        new DynamoEnrollments(table)
                .create(new Enrollment(
                        PROGRAM,
                        AFFILIATE,
                        List.of(
                                new Enrollment.Change(EnrollmentState.APPLIED, now),
                                new Enrollment.Change(EnrollmentState.APPROVED, now)),
                        Optional.empty()));
        IntStream.range(0, Math.ceilDiv(links.length, PER_CALL))
                .parallel()
                .forEach(call -> write(
                        machine.dynamo(),
                        tableName,
                        Arrays.stream(links, call * PER_CALL, Math.min(links.length, (call + 1) * PER_CALL))));
    }

    private static void write(DynamoDbClient dynamo, String tableName, IntStream numbers) {
        Map<String, List<WriteRequest>> left = Map.of(
                tableName,
                numbers.mapToObj(BenchLinks::item)
                        .map(item -> WriteRequest.builder()
                                .putRequest(put -> put.item(item))
                                .build())
                        .toList());
        while (!left.isEmpty()) {
            Map<String, List<WriteRequest>> requests = left;
            left = dynamo.batchWriteItem(batch -> batch.requestItems(requests)).unprocessedItems();
        }
    }

    private static Map<String, AttributeValue> item(int number) {
        Map<String, AttributeValue> item = new HashMap<>();
        Items.of(link(number)).forEach((name, value) -> item.put(name, attribute(value)));
        item.put(Keys.PK, AttributeValue.fromS(Keys.link(new LinkCode(code(number)))));
        item.put(Keys.SK, AttributeValue.fromS(Keys.SOLE));
        return item;
    }

    /// The kinds of value that a link's item has.
    private static AttributeValue attribute(Object value) {
        return switch (value) {
            case String text -> AttributeValue.fromS(text);
            case Long number -> AttributeValue.fromN(number.toString());
            case Boolean truth -> AttributeValue.fromBool(truth);
            default -> throw new IllegalArgumentException("no attribute of a link: " + value.getClass());
        };
    }

    private static Link link(int number) {
        return new Link(
                new LinkId(1_000L + number),
                new LinkCode(code(number)),
                PROGRAM,
                AFFILIATE,
                Optional.empty(),
                Optional.empty(),
                LandingUrl.of("https://shop.example/landing"),
                true);
    }

    private static Program program() {
        return new Program(
                PROGRAM,
                new MerchantId(77),
                "Bench",
                new CurrencyCode("EUR"),
                ZoneId.of("Europe/Riga"),
                List.of("shop.example"),
                Program.DEFAULT_CLICK_PARAMETER,
                Optional.empty(),
                Optional.empty(),
                1,
                Set.of(),
                List.of());
    }
}

package dev.tributary.infrastructure.table;

import dev.tributary.domain.conversion.OrderId;
import dev.tributary.domain.conversion.ReceiptId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.postback.CallLog;
import dev.tributary.domain.postback.LoggedCall;
import dev.tributary.domain.postback.LoggedCall.Fault;
import dev.tributary.domain.postback.LoggedCall.Said;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.infrastructure.edge.CallLogKeys;
import dev.tributary.infrastructure.edge.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;

/// Calls for a program in the table, in their order of arrival. A plain put: no two calls of one instance arrive at
/// one time, and of two instances that meet in a microsecond a line is lost, not a call.
/// ```
/// pk PC#{program} | sk 2026-11-22T10:15:00.000250000Z | dialect json | method POST | status 202 | code accepted
/// | event sale | receipt rcp_... | ttl 1782123456
/// pk PC#{program} | sk ... | dialect url | method GET | status 422 | code negative | faults [amount negative]
/// | event sale | order_id A-1001 | test true | skipped 12 | ttl ...
/// ```
public final class DynamoCallLog implements CallLog {
    private static final String FAULTS = "faults";
    private static final String EVENT = "event";
    private static final String RECEIPT = "receipt";
    private static final String ORDER = "order_id";
    private static final String TEST = "test";
    private static final String SKIPPED = "skipped";
    /// The call that it is about is answered after it: nobody waits long for a line.
    private static final Duration NOTING = Duration.ofSeconds(1);

    private final Table table;
    private final ItemStore items;

    public DynamoCallLog(Table table) {
        this.table = table;
        this.items = new ItemStore(table);
    }

    @Override
    public void note(LoggedCall call) {
        try {
            table.client()
                    .putItem(put -> put.tableName(table.name())
                            .overrideConfiguration(limits -> limits.apiCallTimeout(NOTING))
                            .item(PlainItems.attributes(item(call))));
        } catch (SdkException failed) {
            throw new UnavailableException("table", failed);
        }
    }

    @Override
    public List<LoggedCall> latest(ProgramId program, Predicate<LoggedCall> wanted, int most, Instant now) {
        List<LoggedCall> found = new ArrayList<>();
        PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
        for (int read = 0; read < MOST_READ; read += PageRequest.MAX_LIMIT) {
            Page<Map<String, Object>> page = items.pageBackward(CallLogKeys.calls(program), request);
            for (Map<String, Object> item : page.items()) {
                // The table deletes it some time after.
                boolean isKept = (Long) ItemStore.required(item, Keys.TTL) > now.getEpochSecond();
                LoggedCall call = call(program, item);
                if (isKept && wanted.test(call)) {
                    found.add(call);
                }
            }
            if (found.size() >= most || page.next().isEmpty()) {
                break;
            }
            request = request.after(page.next().get());
        }
        return found.subList(0, Math.min(found.size(), most));
    }

    private static Map<String, Object> item(LoggedCall call) {
        Map<String, Object> item = new HashMap<>();
        item.put(Keys.PK, CallLogKeys.calls(call.program()));
        item.put(Keys.SK, CallLogKeys.call(call.at()));
        item.put("dialect", call.dialect());
        item.put("method", call.method());
        item.put("status", (long) call.status());
        item.put("code", call.code());
        if (!call.faults().isEmpty()) {
            item.put(
                    FAULTS,
                    call.faults().stream()
                            .map(fault -> fault.field() + " " + fault.code())
                            .toList());
        }
        call.said().event().ifPresent(event -> item.put(EVENT, event));
        // A receipt names its order.
        call.said()
                .receipt()
                .ifPresentOrElse(
                        receipt -> item.put(RECEIPT, receipt.text()),
                        () -> call.said().order().ifPresent(order -> item.put(ORDER, order.text())));
        if (call.said().isTest()) {
            item.put(TEST, true);
        }
        if (call.skipped() > 0) {
            item.put(SKIPPED, call.skipped());
        }
        item.put(Keys.TTL, call.at().plus(LoggedCall.KEPT).getEpochSecond());
        return item;
    }

    private static LoggedCall call(ProgramId program, Map<String, Object> item) {
        Optional<ReceiptId> receipt =
                Optional.ofNullable((String) item.get(RECEIPT)).map(ReceiptId::new);
        Optional<String> event = Optional.ofNullable((String) item.get(EVENT));
        boolean isTest = item.containsKey(TEST);
        Said said = receipt.map(found -> Said.of(found, event, isTest))
                .orElseGet(() -> new Said(
                        Optional.ofNullable((String) item.get(ORDER)).map(OrderId::new),
                        event,
                        Optional.empty(),
                        isTest));
        List<Fault> faults = new ArrayList<>();
        if (item.get(FAULTS) instanceof List<?> texts) {
            texts.forEach(text -> {
                String[] words = ((String) text).split(" ", 2);
                faults.add(new Fault(words[0], words[1]));
            });
        }
        return new LoggedCall(
                program,
                Instant.parse(ItemStore.sk(item)),
                text(item, "dialect"),
                text(item, "method"),
                Math.toIntExact((Long) ItemStore.required(item, "status")),
                text(item, "code"),
                faults,
                said,
                item.get(SKIPPED) instanceof Long skipped ? skipped : 0);
    }

    private static String text(Map<String, Object> item, String name) {
        return (String) ItemStore.required(item, name);
    }
}

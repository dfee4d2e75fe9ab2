package dev.tributary.infrastructure.local.demo;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.tributary.commission.CommissionHandler;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.local.LocalContext;
import dev.tributary.infrastructure.local.LocalMachine;
import dev.tributary.infrastructure.local.bench.Cpu;
import dev.tributary.infrastructure.local.demo.Browser.Reply;
import dev.tributary.infrastructure.local.demo.Meters.Reading;
import dev.tributary.postback.PostbackHandler;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;

/// Orders one at a time, as a standard Lambda takes them: an environment of the postback and one of
/// the commission function, called on this thread, whose CPU is theirs. Between them stands a queue of
/// their own, since the machine reads the other.
final class AloneOrders {
    private static final String QUEUE = "tributary-demo-alone";
    private static final String POSTBACK = "PostbackFunction";
    private static final String COMMISSION = "CommissionFunction";
    private static final int WARM = 10;

    private final LocalMachine machine;
    private final String queueUrl;
    private final PostbackHandler postback;
    private final CommissionHandler commission;
    private long cpuNanos;

    AloneOrders(LocalMachine machine) {
        this.machine = machine;
        this.queueUrl =
                machine.sqs().createQueue(queue -> queue.queueName(QUEUE)).queueUrl();
        Map<String, String> variables = new HashMap<>(machine.variablesOf(POSTBACK));
        variables.put("CONVERSIONS_QUEUE_URL", queueUrl);
        this.postback = new PostbackHandler(new Environment(variables, machine.clock()));
        this.commission = new CommissionHandler(machine.environmentOf(COMMISSION));
    }

    /// @param count of the orders that were measured
    /// @param cpuMillis of both handlers together, per order
    record Outcome(int count, Reading reading, double cpuMillis) {}

    /// @param orders the first of them warm it up
    Outcome run(List<Order> orders, Shop shop, Meters meters) {
        for (int number = 0; number < orders.size(); number++) {
            if (number == WARM) {
                meters.read();
                cpuNanos = 0;
            }
            shop.sale(orders.get(number), this::accept);
            post();
        }
        int measured = orders.size() - WARM;
        return new Outcome(measured, meters.read(), cpuNanos / 1e6 / measured);
    }

    private Reply accept(String path, Map<String, String> headers, byte[] body) {
        APIGatewayV2HTTPEvent event = APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRouteKey("ANY /postbacks/{program_id}")
                .withRawPath(path)
                .withRawQueryString("")
                .withHeaders(headers)
                .withPathParameters(Map.of("program_id", path.substring("/postbacks/".length())))
                .withRequestContext(RequestContext.builder()
                        .withHttp(RequestContext.Http.builder()
                                .withMethod("POST")
                                .withPath(path)
                                .withSourceIp("127.0.0.1")
                                .build())
                        .build())
                .withBody(new String(body, StandardCharsets.UTF_8))
                .withIsBase64Encoded(false)
                .build();
        long before = Cpu.threadNanos();
        APIGatewayV2HTTPResponse answer = postback.handleRequest(event, context(POSTBACK));
        cpuNanos += Cpu.threadNanos() - before;
        return new Reply("POST " + path, answer.getStatusCode(), Map.of(), answer.getBody());
    }

    private void post() {
        List<Message> messages = machine.sqs()
                .receiveMessage(receive ->
                        receive.queueUrl(queueUrl).maxNumberOfMessages(1).waitTimeSeconds(10))
                .messages();
        if (messages.isEmpty()) {
            throw new UnexpectedAnswer("no message came of a postback that was accepted", null);
        }
        Message message = messages.getFirst();
        SQSEvent.SQSMessage record = new SQSEvent.SQSMessage();
        record.setMessageId(message.messageId());
        record.setReceiptHandle(message.receiptHandle());
        record.setBody(message.body());
        record.setAttributes(Map.of("ApproximateReceiveCount", "1"));
        SQSEvent event = new SQSEvent();
        event.setRecords(List.of(record));
        long before = Cpu.threadNanos();
        boolean failed = !commission
                .handleRequest(event, context(COMMISSION))
                .getBatchItemFailures()
                .isEmpty();
        cpuNanos += Cpu.threadNanos() - before;
        if (failed) {
            throw new UnexpectedAnswer("an order was accepted and not posted: " + message.body(), null);
        }
        machine.sqs().deleteMessage(delete -> delete.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
    }

    private LocalContext context(String function) {
        return new LocalContext(machine.template().function(function));
    }
}

package dev.tributary.postback;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.queue.ConversionMessages;
import dev.tributary.infrastructure.table.DynamoAccounts;
import dev.tributary.infrastructure.table.DynamoPostbackAccess;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What pages tell by an image: little is taken, none of it is proven, and the image comes whatever became of it.
final class PixelTest {
    private static final String PATH = "/pixel/" + World.PROGRAM + ".gif";
    private static final String SALE = "order_id=A-1&amount=10.00&currency=EUR";
    private static final String HOST = "192.0.2.7";

    @SuppressWarnings("NullAway.Init")
    private static World world;

    private Instant now = World.NOW;
    private boolean down;
    private Optional<OrderState> known = Optional.empty();
    private final List<Postback> taken = new ArrayList<>();
    private final KeptLog log = new KeptLog();
    private final PostbackHandler handler = new PostbackHandler(
            new PostbackHandler.Ports(
                    new DynamoPostbackAccess(world.backend.table),
                    key -> known.filter(state -> state.key().equals(key)).map(state -> new Versioned<>(state, 1)),
                    new DynamoAccounts(world.backend.table),
                    this::send,
                    log,
                    ExplainReads.of(world.backend.table)),
            () -> World.RING,
            new Moving());

    @BeforeAll
    static void start() throws IOException {
        world = new World();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a sale               | prg.gif | order_id=A-1&amount=10.00&currency=EUR&click_id=CLICK                    | 202
        by other names       | prg.gif | tid=A-1&amount=10.00&currency=EUR&transaction_id=CLICK                   | 202
        the click its order  | prg.gif | event=sale&amount=10.00&currency=EUR&click_id=CLICK                      | 202
        a lead               | prg.gif | event=lead&click_id=CLICK                                                | 202
        a status             | prg.gif | order_id=A-1&amount=10.00&currency=EUR&click_id=CLICK&status=approved    | 202
        a wrong token        | prg.gif | order_id=A-1&amount=10.00&currency=EUR&click_id=CLICK&token=x            | 202
        a coupon             | prg.gif | order_id=A-1&amount=10.00&currency=EUR&click_id=CLICK&coupon=ANNA10      | 202
        no click, a coupon   | prg.gif | order_id=A-1&amount=10.00&currency=EUR&coupon=ANNA10                     | 422
        an empty click       | prg.gif | order_id=A-1&amount=10.00&currency=EUR&click_id=                         | 422
        a macro for a click  | prg.gif | order_id=A-1&amount=10.00&currency=EUR&click_id=%7Bclick_id%7D           | 422
        a forged click       | prg.gif | order_id=A-1&amount=10.00&currency=EUR&click_id=FORGED                   | 422
        a later click        | prg.gif | order_id=A-1&amount=10.00&currency=EUR&click_id=LATER                    | 422
        another's click      | yen.gif | order_id=A-1&amount=10&currency=JPY&click_id=CLICK                       | 422
        a status alone       | prg.gif | order_id=A-1&status=approved&click_id=CLICK                              | 422
        a refund             | prg.gif | event=refund&order_id=A-1&refund_id=R-1&click_id=CLICK                   | 422
        a chargeback         | prg.gif | event=chargeback&order_id=A-1&refund_id=R-1&click_id=CLICK               | 422
        an update            | prg.gif | event=order_update&order_id=A-1&update_id=U-1&amount=1.00&click_id=CLICK | 422
        no amount            | prg.gif | order_id=A-1&click_id=CLICK                                              | 422
        too exact            | prg.gif | order_id=A-1&amount=10.001&currency=EUR&click_id=CLICK                   | 422
        negative             | prg.gif | order_id=A-1&amount=-10.00&currency=EUR&click_id=CLICK                   | 422
        twice                | prg.gif | order_id=A-1&tid=A-2&amount=10.00&currency=EUR&click_id=CLICK            | 400
        malformed            | prg.gif | order_id=%zz&click_id=CLICK                                              | 400
        no image             | prg.png | order_id=A-1&amount=10.00&currency=EUR&click_id=CLICK                    | 404
        no ending            | prg     | order_id=A-1&amount=10.00&currency=EUR&click_id=CLICK                    | 404
        no such program      | prg_0000000000zzz.gif | order_id=A-1&amount=10.00&currency=EUR&click_id=CLICK      | 404
        no program           | x.gif   | order_id=A-1&amount=10.00&currency=EUR&click_id=CLICK                    | 404
        """)
    void call_isAnsweredWithTheImage(String name, String file, String query, int status) {
        String click = world.click(World.PROGRAM, World.NOW.minusSeconds(60));
        APIGatewayV2HTTPResponse answer = get(
                "/pixel/" + file.replace("prg.", World.PROGRAM + ".").replace("yen.", World.YEN + "."),
                query.replace("CLICK", click)
                        .replace(
                                "FORGED",
                                click.substring(0, 40) + (click.charAt(40) == 'A' ? 'B' : 'A') + click.substring(41))
                        .replace("LATER", world.click(World.PROGRAM, World.NOW.plusSeconds(301))),
                HOST);

        assertThat(answer.getStatusCode()).isEqualTo(status);
        isImage(answer);
        assertThat(taken).hasSize(status == 202 ? 1 : 0);
        // What nobody proves writes nothing into the program's log.
        assertThat(log.kept).isEmpty();
        taken.forEach(postback -> {
            assertThat(postback.proven()).isFalse();
            assertThat(((Reward) postback.event()).verdict()).isEmpty();
            assertThat(postback.event().statedAt()).isEmpty();
            String message = ConversionMessages.write(postback);
            assertThat(message).contains("\"proven\":false");
            assertThat(ConversionMessages.read(message)).isEqualTo(postback);
        });
    }

    @ParameterizedTest
    @CsvSource({"HEAD, 405", "POST, 405", "PUT, 405", "OPTIONS, 204"})
    void otherMethods_takeNothing(String method, int status) {
        APIGatewayV2HTTPResponse answer = handler.handleRequest(
                Calls.event(method, PATH, sale(), Map.of("content-type", "application/json"), ""),
                new World.NoContext());

        assertThat(answer.getStatusCode()).isEqualTo(status);
        assertThat(answer.getHeaders()).containsEntry("allow", "GET, OPTIONS");
        assertThat(taken).isEmpty();
    }

    /// Whatever it says of an order that is there, proven or not.
    @ParameterizedTest
    @CsvSource({"10.00", "99.00"})
    void knownOrder_isARepeatWithoutEffect(String amount) {
        assertThat(get(PATH, sale(), HOST).getStatusCode()).isEqualTo(202);
        known = Optional.of(World.committed(taken.removeFirst()));

        assertThat(get(PATH, sale().replace("10.00", amount), HOST).getStatusCode())
                .isEqualTo(200);
        assertThat(taken).isEmpty();
    }

    @Test
    void unavailable_takesNothing_andTheSameCallIsTakenLater() {
        down = true;
        APIGatewayV2HTTPResponse answer = get(PATH, sale(), HOST);
        assertThat(answer.getStatusCode()).isEqualTo(503);
        assertThat(answer.getHeaders()).containsKey("retry-after");
        isImage(answer);
        down = false;
        assertThat(get(PATH, sale(), HOST).getStatusCode()).isEqualTo(202);
    }

    @Test
    void oneAddress_isHeldAfterSoMany_andHoldsNobodyElse() {
        int most = PixelLimits.OF_NETWORK_IN_PROGRAM.burst();
        for (int call = 0; call < most; call++) {
            assertThat(get(PATH, call % 2 == 0 ? sale() : "", HOST).getStatusCode())
                    .isEqualTo(call % 2 == 0 ? 202 : 422);
        }
        APIGatewayV2HTTPResponse held = get(PATH, sale(), HOST);
        assertThat(held.getStatusCode()).isEqualTo(429);
        assertThat(held.getHeaders()).containsKey("retry-after");
        isImage(held);
        assertThat(get(PATH, sale(), "192.0.2.8").getStatusCode()).isEqualTo(202);
        assertThat(taken).hasSize(most / 2 + 1);
        now = now.plus(PixelLimits.OF_NETWORK_IN_PROGRAM.interval());
        assertThat(get(PATH, sale(), HOST).getStatusCode()).isEqualTo(202);
    }

    /// From however many addresses; another program's are taken.
    @Test
    void oneProgram_hasACeiling() {
        int most = PixelLimits.OF_PROGRAM.burst();
        for (int call = 0; call < most; call++) {
            assertThat(get(PATH, "", "198.51." + call / 200 + "." + call % 200).getStatusCode())
                    .isEqualTo(422);
        }
        assertThat(get(PATH, sale(), HOST).getStatusCode()).isEqualTo(429);
        String yen =
                "order_id=A-1&amount=10&currency=JPY&click_id=" + world.click(World.YEN, World.NOW.minusSeconds(60));
        assertThat(get("/pixel/" + World.YEN + ".gif", yen, HOST).getStatusCode())
                .isEqualTo(202);
        now = now.plus(Duration.ofSeconds(1));
        assertThat(get(PATH, sale(), HOST).getStatusCode()).isEqualTo(202);
    }

    private static void isImage(APIGatewayV2HTTPResponse answer) {
        assertThat(answer.getIsBase64Encoded()).isTrue();
        assertThat(Base64.getDecoder().decode(answer.getBody())).hasSize(43).startsWith('G', 'I', 'F', '8', '9', 'a');
        assertThat(answer.getHeaders())
                .containsEntry("content-type", "image/gif")
                .containsEntry("cache-control", "no-store")
                .containsEntry("access-control-allow-origin", "*")
                .doesNotContainKeys("set-cookie", "access-control-allow-credentials");
    }

    private static String sale() {
        return SALE + "&click_id=" + world.click(World.PROGRAM, World.NOW.minusSeconds(60));
    }

    private APIGatewayV2HTTPResponse get(String path, String query, String from) {
        APIGatewayV2HTTPEvent event = Calls.get(path, query);
        event.getRequestContext().getHttp().setSourceIp(from);
        return handler.handleRequest(event, new World.NoContext());
    }

    private void send(Postback postback) {
        if (down) {
            throw new UnavailableException("the queue is down", new IOException("down"));
        }
        taken.add(postback);
    }

    private final class Moving extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}

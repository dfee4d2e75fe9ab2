package dev.tributary.postback;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.access.ApiKey;
import dev.tributary.domain.conversion.Postback;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.ledger.Account;
import dev.tributary.domain.ledger.AccountKey;
import dev.tributary.domain.ledger.Entry;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.postback.PostbackAccess.Gate;
import dev.tributary.domain.postback.PostbackCredentials;
import dev.tributary.domain.postback.PostbackToken;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.terms.TermsDocument;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Callers that prove nothing: how many of them are looked up, and that nobody's right call pays for it.
final class AttemptsTest {
    private static final PostbackToken RIGHT = PostbackToken.of(new byte[PostbackToken.RANDOM_BYTES]);
    private static final int OF_PROGRAM = Attempts.OF_PROGRAM.burst();
    private static final String HOST = "192.0.2.7";

    private Instant now = World.NOW;
    private int reads;
    private boolean down;
    private final List<Postback> taken = new ArrayList<>();
    private final KeptLog log = new KeptLog();
    private final PostbackHandler handler = new PostbackHandler(
            new PostbackHandler.Ports(
                    this::gate, key -> Optional.empty(), new NoLedger(), taken::add, log, new NoReads()),
            () -> World.RING,
            new Moving());

    @Test
    void wrongTokens_areNotLookedUpAfterSoMany() {
        for (int i = 0; i < OF_PROGRAM; i++) {
            assertThat(wrong(World.PROGRAM, HOST).getStatusCode()).isEqualTo(401);
        }
        assertThat(reads).isEqualTo(OF_PROGRAM);
        APIGatewayV2HTTPResponse refused = wrong(World.PROGRAM, HOST);
        assertThat(refused.getStatusCode()).isEqualTo(429);
        assertThat(refused.getBody()).contains("\"code\":\"rate_limited\"");
        assertThat(refused.getHeaders()).containsEntry("retry-after", "1").containsKey("ratelimit-reset");
        assertThat(reads).isEqualTo(OF_PROGRAM);
        // Neither another program nor another address is held by it.
        assertThat(right(World.YEN, HOST).getStatusCode()).isEqualTo(202);
        assertThat(right(World.PROGRAM, "192.0.2.8").getStatusCode()).isEqualTo(202);
    }

    /// 429 takes nothing: the same call is taken a second later, once.
    @Test
    void rightCallThatIsPutOff_isTakenWhenItComesAgain() {
        for (int i = 0; i <= OF_PROGRAM; i++) {
            wrong(World.PROGRAM, HOST);
        }
        assertThat(right(World.PROGRAM, HOST).getStatusCode()).isEqualTo(429);
        assertThat(taken).isEmpty();
        now = now.plusSeconds(1);
        for (int i = 0; i < 1_000; i++) {
            assertThat(right(World.PROGRAM, HOST).getStatusCode()).isEqualTo(202);
        }
        assertThat(taken).hasSize(1_000);
        assertThat(wrong(World.PROGRAM, HOST).getStatusCode()).isEqualTo(401);
        assertThat(wrong(World.PROGRAM, HOST).getStatusCode()).isEqualTo(429);
    }

    /// Two shops behind one address, one of them with an old token: the other's calls are all taken, and the
    /// wrong ones are told to wait.
    @Test
    void whoWasRightLately_isNotHeldByWrongCallsFromItsAddressForItsProgram() {
        assertThat(right(World.PROGRAM, HOST).getStatusCode()).isEqualTo(202);
        for (int i = 0; i < 3 * OF_PROGRAM; i++) {
            assertThat(wrong(World.PROGRAM, HOST).getStatusCode()).isEqualTo(i < OF_PROGRAM ? 401 : 429);
            assertThat(right(World.PROGRAM, HOST).getStatusCode()).isEqualTo(202);
        }
        assertThat(taken).hasSize(1 + 3 * OF_PROGRAM);
    }

    /// What was right an hour ago and not since costs no reads again: it is one more stranger.
    @Test
    void rightCall_speaksForAnHour() {
        assertThat(right(World.PROGRAM, HOST).getStatusCode()).isEqualTo(202);
        now = now.plus(Attempts.PROVEN).minusMillis(1);
        for (int i = 0; i < OF_PROGRAM; i++) {
            wrong(World.PROGRAM, HOST);
        }
        assertThat(right(World.PROGRAM, HOST).getStatusCode()).isEqualTo(202);
        now = now.plus(Attempts.PROVEN);
        for (int i = 0; i < OF_PROGRAM; i++) {
            assertThat(wrong(World.PROGRAM, HOST).getStatusCode()).isEqualTo(401);
        }
        reads = 0;
        assertThat(right(World.PROGRAM, HOST).getStatusCode()).isEqualTo(429);
        assertThat(reads).isZero();
    }

    /// So many pairs are remembered, and no more: the one not heard of for the longest is a stranger again.
    @Test
    void pairsThatWereRight_areBounded() {
        assertThat(right(World.PROGRAM, HOST).getStatusCode()).isEqualTo(202);
        for (int i = 0; i < Attempts.MOST; i++) {
            right(World.PROGRAM, "10.1." + i / 250 + "." + i % 250);
        }
        for (int i = 0; i < OF_PROGRAM; i++) {
            wrong(World.PROGRAM, HOST);
        }
        assertThat(right(World.PROGRAM, HOST).getStatusCode()).isEqualTo(429);
    }

    /// One program after the other, as many as there are: the network is held, but for whoever was right before.
    @Test
    void strangerWhoTriesEveryProgram_isHeld_andWhoWasRightFromThereIsNot() {
        assertThat(right(World.PROGRAM, HOST).getStatusCode()).isEqualTo(202);
        reads = 0;
        int most = Attempts.OF_NETWORK.burst();
        for (int i = 0; i < 2 * most; i++) {
            assertThat(wrong(new ProgramId(1_000 + i), HOST).getStatusCode()).isEqualTo(i < most ? 401 : 429);
        }
        assertThat(reads).isEqualTo(most);
        assertThat(right(World.PROGRAM, HOST).getStatusCode()).isEqualTo(202);
        assertThat(right(World.YEN, HOST).getStatusCode()).isEqualTo(429);
        now = now.plusMillis(100);
        assertThat(right(World.YEN, HOST).getStatusCode()).isEqualTo(202);
        assertThat(right(World.YEN, HOST).getStatusCode()).isEqualTo(202);
    }

    @Test
    void whatIsNoProgram_andWhatCannotBeLookedUp_countForNobody() {
        for (int i = 0; i < 2 * OF_PROGRAM; i++) {
            assertThat(call("/postbacks/nothing", "pbt_x", HOST).getStatusCode())
                    .isEqualTo(401);
        }
        assertThat(reads).isZero();
        down = true;
        for (int i = 0; i < 2 * Attempts.OF_NETWORK.burst(); i++) {
            assertThat(right(World.PROGRAM, HOST).getStatusCode()).isEqualTo(503);
        }
        down = false;
        assertThat(right(World.PROGRAM, HOST).getStatusCode()).isEqualTo(202);
    }

    private APIGatewayV2HTTPResponse wrong(ProgramId program, String address) {
        return call("/postbacks/" + program, "pbt_x", address);
    }

    private APIGatewayV2HTTPResponse right(ProgramId program, String address) {
        return call("/postbacks/" + program, RIGHT.reveal(), address);
    }

    private APIGatewayV2HTTPResponse call(String path, String token, String address) {
        APIGatewayV2HTTPEvent event = Calls.bearer(
                path,
                token,
                "{\"event\":\"sale\",\"order_id\":\"A-" + taken.size() + "\",\"amount\":\"10\",\"currency\":\"EUR\"}");
        event.getRequestContext().getHttp().setSourceIp(address);
        return handler.handleRequest(event, new World.NoContext());
    }

    private Optional<Gate> gate(ProgramId program) {
        reads++;
        if (down) {
            throw new UnavailableException("table", new IllegalStateException("down"));
        }
        return Optional.of(program)
                .filter(id -> id.equals(World.PROGRAM) || id.equals(World.YEN))
                .map(id -> new Gate(
                        id,
                        new CurrencyCode("EUR"),
                        ZoneId.of("Europe/Riga"),
                        PostbackCredentials.NONE.with(new PostbackCredentials.Token(RIGHT.hash(), World.NOW)),
                        Program.DEFAULT_CLICK_PARAMETER));
    }

    private static final class NoLedger implements Ledger {
        @Override
        public Optional<Account> account(AccountKey key) {
            return Optional.empty();
        }

        @Override
        public Page<Entry> entries(AccountKey key, PageRequest page) {
            throw new AssertionError("no entries are read here");
        }
    }

    private static final class NoReads implements ExplainReads {
        @Override
        public Optional<ApiKey> key(String hash) {
            throw new AssertionError("nobody asks here");
        }

        @Override
        public Optional<Program> program(ProgramId program) {
            throw new AssertionError("nobody asks here");
        }

        @Override
        public Optional<TermsDocument> terms(ProgramId program, int version) {
            throw new AssertionError("nobody asks here");
        }
    }

    private final class Moving extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("always UTC");
        }
    }
}

package dev.tributary.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.domain.access.ApiKeyId;
import dev.tributary.domain.access.Member;
import dev.tributary.domain.access.Role;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.backtest.PastShop;
import dev.tributary.domain.change.AuditEvent;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.change.Changes;
import dev.tributary.domain.click.ClickSpan.Hour;
import dev.tributary.domain.id.AuditEventId;
import dev.tributary.domain.id.MerchantId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.mail.MailAddress;
import dev.tributary.domain.notice.Delivery;
import dev.tributary.domain.notice.NoticeType;
import dev.tributary.domain.order.OrderState;
import dev.tributary.domain.order.Sale;
import dev.tributary.domain.postback.OrderFlow;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.UnavailableException;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.domain.terms.TermsText;
import dev.tributary.infrastructure.edge.Keys;
import dev.tributary.infrastructure.table.CallHook;
import dev.tributary.infrastructure.table.DynamoAuditEvents;
import dev.tributary.infrastructure.table.DynamoChanges;
import dev.tributary.infrastructure.table.DynamoDeliveries;
import dev.tributary.infrastructure.table.DynamoOrderFlows;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.EmbeddedTable;
import dev.tributary.infrastructure.table.OrderItems;
import dev.tributary.infrastructure.table.PlainItems;
import dev.tributary.infrastructure.table.Table;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// A program whose orders stop while its clicks go on, on the real table: its people are told once, whatever fails.
class SilenceTest {
    private static final ZoneId RIGA = ZoneId.of("Europe/Riga");
    private static final MerchantId MERCHANT = new MerchantId(1);
    private static final Instant START = Instant.parse("2026-11-02T08:00:00Z");

    private final EmbeddedTable embedded = EmbeddedTable.create();
    private final Table table = embedded.connect();
    private final PastShop shop = new PastShop(RIGA, TermsText.document("> 10"));
    private int hours;
    private int sales;

    @BeforeEach
    void program() {
        new DynamoPrograms(table)
                .create(new Program(
                        PastShop.PROGRAM,
                        MERCHANT,
                        "Shoes",
                        TermsText.EUR,
                        RIGA,
                        List.of("shop.example"),
                        "click_id",
                        Optional.empty(),
                        Optional.empty(),
                        1,
                        Set.of(),
                        List.of(new Program.TermsVersion(1, Instant.EPOCH, 30))));
        commit(new Change.NewMember(new Member(
                new Tenant.OfMerchant(MERCHANT),
                new MailAddress("mona@shop.example"),
                "Mona",
                Role.MANAGER,
                ApiKeyId.parse("key_0123456789abcdef0123456789abcdef").orElseThrow(),
                START,
                Optional.of(START))));
        // The first look begins, then 40 clicks and an order on each of five days.
        look(table, 0);
        for (int day = 0; day < 5; day++) {
            order();
            look(table, 40);
            hours += 23;
        }
    }

    private void commit(Change change) {
        AuditEvent event = new AuditEvent(
                new AuditEventId(1),
                new Tenant.OfMerchant(new MerchantId(99)),
                START,
                Optional.empty(),
                "test",
                "test",
                new TreeSet<>(Set.of("state")));
        assertThat(new DynamoChanges(table).commit(new Changes.Commit(List.of(change), event, Optional.empty())))
                .isEqualTo(new Changes.Outcome.Committed());
    }

    private Instant now() {
        return START.plusSeconds(hours * 3_600L + 300);
    }

    private Hour hour() {
        return new Hour(PastShop.PROGRAM, Hour.of(now()) - 1);
    }

    private void look(Table at, long clicks) {
        hours++;
        watch(at).merged(hour(), clicks);
    }

    private SilenceWatch watch(Table at) {
        return new SilenceWatch(SilenceWatch.Stores.of(at, true), Clock.fixed(now(), ZoneOffset.UTC));
    }

    private void order() {
        shop.sale("A-" + sales++, 1, now(), "20.00");
        put(shop.orders().getLast());
    }

    private void unproven() {
        shop.told("A-" + sales++, now(), "20.00");
        assertThat(shop.orders().getLast().isUnproven()).isTrue();
        put(shop.orders().getLast());
    }

    private void put(OrderState order) {
        Sale sale = order.sale().orElseThrow();
        Map<String, Object> item = OrderItems.of(order, 1);
        YearMonth month = YearMonth.from(sale.occurredAt().atOffset(ZoneOffset.UTC));
        item.put(Keys.GSI1_PK, Keys.conversions(PastShop.PROGRAM, month));
        item.put(Keys.GSI1_SK, Keys.conversionAt(sale.occurredAt(), order.id()));
        table.client().putItem(put -> put.tableName(table.name()).item(PlainItems.attributes(item)));
    }

    private OrderFlow flow() {
        return new DynamoOrderFlows(table).find(PastShop.PROGRAM).orElseThrow().value();
    }

    private List<NoticeType> told() {
        DynamoDeliveries deliveries = new DynamoDeliveries(table);
        return deliveries.due(now().plusSeconds(86_400), Optional.empty()).items().stream()
                .map(place -> deliveries.find(place).map(Versioned::value).orElseThrow())
                .map(Delivery::notice)
                .map(notice -> notice.type())
                .toList();
    }

    private List<String> log() {
        return new DynamoAuditEvents(table)
                .of(new Tenant.OfMerchant(MERCHANT), PageRequest.first(20)).items().stream()
                        .map(AuditEvent::action)
                        .toList();
    }

    @Test
    void silence_isToldOnce_andSoIsItsEnd() {
        look(table, 120);
        assertThat(told()).isEmpty();

        look(table, 1);
        assertThat(flow().silentSince()).hasValue(now());
        assertThat(told()).containsExactly(NoticeType.POSTBACKS_SILENT);

        // The same hour again, one from before, and more of the same.
        watch(table).merged(hour(), 500);
        watch(table).merged(new Hour(PastShop.PROGRAM, hour().hour() - 2), 500);
        look(table, 500);
        assertThat(told()).containsExactly(NoticeType.POSTBACKS_SILENT);

        order();
        look(table, 5);
        assertThat(flow().silentSince()).isEmpty();
        assertThat(told()).containsExactlyInAnyOrder(NoticeType.POSTBACKS_SILENT, NoticeType.POSTBACKS_RESUMED);
        assertThat(log()).containsExactlyInAnyOrder("postbacks.silent", "postbacks.resumed");
    }

    /// Nothing is written, or all of it is and only the answer was lost: the hour is merged again.
    @Test
    void silence_isToldOnce_whereItsWriteFails() {
        for (boolean isDone : List.of(false, true)) {
            AtomicInteger faults = new AtomicInteger(1);
            Table failing = embedded.connect(
                    new CallHook() {
                        @Override
                        public SdkRequest before(SdkRequest request) {
                            return isDone ? request : fault(request);
                        }

                        @Override
                        public void after(SdkRequest request) {
                            if (isDone) {
                                fault(request);
                            }
                        }

                        private SdkRequest fault(SdkRequest request) {
                            if (request instanceof TransactWriteItemsRequest && faults.getAndDecrement() > 0) {
                                throw SdkClientException.create("lost");
                            }
                            return request;
                        }
                    }.interceptor());
            int before = told().size();
            hours++;
            assertThatThrownBy(() -> watch(failing).merged(hour(), 500)).isInstanceOf(UnavailableException.class);
            watch(table).merged(hour(), 500);
            assertThat(faults).hasNonPositiveValue();
            assertThat(told()).hasSize(before + 1);

            order();
            look(table, 1);
        }
        assertThat(told()).hasSize(4);
    }

    @Test
    void twoAtOnce_tellOnce() throws InterruptedException {
        hours++;
        List<Thread> both = List.of(1, 2).stream()
                .map(one -> Thread.ofVirtual().start(() -> watch(table).merged(hour(), 500)))
                .toList();
        for (Thread one : both) {
            one.join();
        }
        assertThat(told()).containsExactly(NoticeType.POSTBACKS_SILENT);
    }

    /// Anybody can make a browser tell of orders; and where they go on, the shop's own calls may have stopped.
    @Test
    void unprovenOrder_endsNoSilence() {
        for (int unproven = 0; unproven < 30; unproven++) {
            unproven();
        }
        look(table, 121);
        assertThat(flow().silentSince()).isPresent();

        order();
        unproven();
        look(table, 5);
        assertThat(flow().silentSince()).isEmpty();
    }

    /// After a failure of ours many hours are merged at once, and the orders of the last one are known at the first.
    @Test
    void hoursMergedLate_areNoSilence() {
        Hour first = hour();
        hours += 12;
        order();
        for (int hour = 1; hour <= 12; hour++) {
            watch(table).merged(new Hour(PastShop.PROGRAM, first.hour() + hour), 40);
        }
        assertThat(told()).isEmpty();
        assertThat(flow().clicks()).isZero();
    }

    @Test
    void testProgram_isNotWatched() {
        ProgramId test = ProgramId.of("prg_0test00000007");
        watch(table).merged(new Hour(test, hour().hour()), 500);
        assertThat(new DynamoOrderFlows(table).find(test)).isEmpty();
    }
}

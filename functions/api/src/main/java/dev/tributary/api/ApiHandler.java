package dev.tributary.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.tributary.domain.access.ApiKeys;
import dev.tributary.domain.backtest.BackTests;
import dev.tributary.domain.bonus.FeeSchedules;
import dev.tributary.domain.bonus.Leaderboards;
import dev.tributary.domain.bonus.PrizeAwards;
import dev.tributary.domain.bonus.Submissions;
import dev.tributary.domain.books.BookFiles;
import dev.tributary.domain.change.AuditEvents;
import dev.tributary.domain.change.CallRecords;
import dev.tributary.domain.change.Changes;
import dev.tributary.domain.click.ClickChunks;
import dev.tributary.domain.click.ClickOverrides;
import dev.tributary.domain.click.ClickReports;
import dev.tributary.domain.decision.NewDecisions;
import dev.tributary.domain.joining.Applications;
import dev.tributary.domain.ledger.ClickEntries;
import dev.tributary.domain.ledger.Ledger;
import dev.tributary.domain.link.Links;
import dev.tributary.domain.message.DecisionQueue;
import dev.tributary.domain.message.TransferQueue;
import dev.tributary.domain.notice.Mailboxes;
import dev.tributary.domain.order.KnownOrders;
import dev.tributary.domain.order.MonthFigures;
import dev.tributary.domain.order.OrderLists;
import dev.tributary.domain.party.Affiliates;
import dev.tributary.domain.program.Coupons;
import dev.tributary.domain.program.Enrollments;
import dev.tributary.domain.program.Programs;
import dev.tributary.domain.purge.Purges;
import dev.tributary.domain.rate.MerchantRates;
import dev.tributary.domain.terms.PublishedTerms;
import dev.tributary.domain.terms.TermsDrafts;
import dev.tributary.domain.token.KeyRing;
import dev.tributary.infrastructure.edge.Environment;
import dev.tributary.infrastructure.edge.KeyRings;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.edge.SignedCalls;
import dev.tributary.infrastructure.files.S3BookFiles;
import dev.tributary.infrastructure.files.S3PayoutFiles;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpCall;
import dev.tributary.infrastructure.lambda.HttpEdge;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import dev.tributary.infrastructure.lambda.HttpRoutes;
import dev.tributary.infrastructure.mail.SesMailOut;
import dev.tributary.infrastructure.queue.SqsDecisions;
import dev.tributary.infrastructure.queue.SqsTransfers;
import dev.tributary.infrastructure.table.DynamoAccounts;
import dev.tributary.infrastructure.table.DynamoAffiliates;
import dev.tributary.infrastructure.table.DynamoApiKeys;
import dev.tributary.infrastructure.table.DynamoApplications;
import dev.tributary.infrastructure.table.DynamoAuditEvents;
import dev.tributary.infrastructure.table.DynamoBackTests;
import dev.tributary.infrastructure.table.DynamoCallRecords;
import dev.tributary.infrastructure.table.DynamoChanges;
import dev.tributary.infrastructure.table.DynamoClickChunks;
import dev.tributary.infrastructure.table.DynamoClickEntries;
import dev.tributary.infrastructure.table.DynamoClickMarks;
import dev.tributary.infrastructure.table.DynamoClickOverrides;
import dev.tributary.infrastructure.table.DynamoClickReports;
import dev.tributary.infrastructure.table.DynamoCoupons;
import dev.tributary.infrastructure.table.DynamoDecisions;
import dev.tributary.infrastructure.table.DynamoEnrollments;
import dev.tributary.infrastructure.table.DynamoFeeSchedules;
import dev.tributary.infrastructure.table.DynamoLeaderboards;
import dev.tributary.infrastructure.table.DynamoLinks;
import dev.tributary.infrastructure.table.DynamoMerchantRates;
import dev.tributary.infrastructure.table.DynamoMonthFigures;
import dev.tributary.infrastructure.table.DynamoOrderLists;
import dev.tributary.infrastructure.table.DynamoOrders;
import dev.tributary.infrastructure.table.DynamoPrizes;
import dev.tributary.infrastructure.table.DynamoPrograms;
import dev.tributary.infrastructure.table.DynamoPurges;
import dev.tributary.infrastructure.table.DynamoSubmissions;
import dev.tributary.infrastructure.table.DynamoTerms;
import dev.tributary.infrastructure.table.DynamoTermsDrafts;
import dev.tributary.infrastructure.table.Table;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// `/v1/...`, and whatever no other function's route takes: each call is sized, routed, counted, let in,
/// answered, in this order.
public final class ApiHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    /// What other functions serve: here arrives only what they do not take, such as POST /r/{code}.
    private static final HttpRoutes<String> ELSEWHERE =
            new HttpRoutes<>(List.of(new HttpRoutes.Route<>("GET", "/r/{code}", "redirect")));

    private final Doorkeeper doorkeeper;
    private final CallLimits limits;
    private final PublicOrigin origin;
    private final HttpRoutes<Routes.Endpoint> routes;
    /// Of people, in whichever tenant.
    private final HttpRoutes<PersonalRoutes.Personal> personal;
    /// Without a key of ours: what they take is signed.
    private final HttpRoutes<SignedEvents> signed;

    public ApiHandler() {
        this(Environment.ofProcess());
    }

    public ApiHandler(Environment environment) {
        this(Table.of(environment), new SqsDecisions(environment), SqsTransfers.impatient(environment), environment);
    }

    private ApiHandler(Table table, DecisionQueue queue, TransferQueue transfers, Environment environment) {
        this(
                Stores.of(table),
                WriteStores.of(table),
                MoneyStores.of(
                        table, new S3PayoutFiles(environment), DynamoClickMarks.buckets(environment), queue, transfers),
                ExportRoutes.Stores.of(table, new S3BookFiles(environment)),
                PeopleStores.of(table, new SesMailOut(environment)),
                WebhookRoutes.Stores.of(table, environment),
                new KeyRings(new SignedCalls(environment), environment)::ring,
                new FetchedCertificates(environment.variable("PAYPAL_URL")),
                CallLimits.usual(environment.clock()),
                PublicOrigin.of(environment),
                environment.clock());
    }

    /// In a table, to queues and by keys that somebody else has at hand; no event of PayPal is believed, nobody calls
    /// too often, and no payout file is there.
    public ApiHandler(
            Table table,
            DecisionQueue queue,
            TransferQueue transfers,
            BookFiles files,
            Supplier<KeyRing> ring,
            Clock clock) {
        this(
                Stores.of(table),
                WriteStores.of(table),
                MoneyStores.of(table, name -> Optional.empty(), 1, queue, transfers),
                ExportRoutes.Stores.of(table, files),
                PeopleStores.of(table, new NoMail()),
                WebhookRoutes.Stores.closed(table),
                ring::get,
                address -> Optional.empty(),
                CallLimits.none(clock),
                PublicOrigin.OF_THE_GATEWAY,
                clock);
    }

    ApiHandler(
            Stores stores,
            WriteStores written,
            MoneyStores money,
            ExportRoutes.Stores exports,
            PeopleStores people,
            WebhookRoutes.Stores webhooks,
            Rings ring,
            PayPalCertificates certificates,
            CallLimits limits,
            PublicOrigin origin,
            Clock clock) {
        Cursors cursors = new Cursors(ring, clock);
        Visible visible = new Visible(stores.programs(), stores.enrollments(), stores.links());
        AgencyDoor agencies = new AgencyDoor(people.members(), people.grants());
        SessionDoor door = new SessionDoor(
                people.signIns(), people.members(), agencies, new Joining(people.members(), written.changes()), clock);
        this.doorkeeper = new Doorkeeper(stores.keys(), door, agencies, clock);
        this.limits = limits;
        this.origin = origin;
        Telling telling = new Telling(
                webhooks.endpoints(),
                new Mailboxes(people.members(), people.mail().hasSender()));
        SeenAffiliates affiliates = new SeenAffiliates(visible, written.affiliates(), stores.enrollments());
        Behind behind = new Behind(visible, affiliates, money.runs(), new ClickRecords(stores.chunks(), clock));
        Wiring wiring =
                new Wiring(stores, written, money, people, telling, visible, affiliates, behind, cursors, ring, clock);
        Traces traces = new Traces(this::match);
        Writes writes = new Writes(written.changes(), written.calls(), traces, clock, new RandomBytes());
        // First those with a word where others have a variable: .../terms/draft is no version.
        List<HttpRoutes.Route<Routes.Endpoint>> all =
                new ArrayList<>(WriteRoutes.of(WriteRoutes.Resources.of(wiring), writes));
        all.addAll(Routes.of(Routes.Resources.of(wiring)));
        all.addAll(MoneyRoutes.of(MoneyRoutes.Resources.of(wiring), writes));
        all.addAll(BonusRoutes.of(BonusRoutes.Resources.of(wiring), writes));
        all.addAll(DisputeRoutes.of(wiring, writes));
        all.addAll(ExportRoutes.of(exports, wiring, writes));
        all.addAll(ImportsResource.routes(exports.imports(), visible, cursors, ring, clock, writes));
        all.addAll(MemberRoutes.of(wiring, writes));
        all.addAll(MemberRoutes.ofGrants(people.grants(), visible, cursors, writes));
        all.addAll(WebhookRoutes.of(webhooks, cursors, ring, new RandomBytes(), writes));
        all.addAll(JoiningRoutes.of(wiring, writes));
        all.addAll(TalkRoutes.of(wiring, writes));
        this.routes = new HttpRoutes<>(all);
        this.personal = new HttpRoutes<>(PersonalRoutes.of(wiring, door, limits));
        this.signed = new HttpRoutes<>(List.of(
                new HttpRoutes.Route<>(
                        "POST",
                        "/webhooks/stripe/{program_id}",
                        new StripeEvents(
                                stores.programs(),
                                money.secrets().stripeKeys(),
                                money.runs(),
                                money.transfers(),
                                ring,
                                clock)),
                new HttpRoutes.Route<>(
                        "POST",
                        "/webhooks/paypal/{program_id}",
                        new PayPalEvents(
                                money.secrets().payPalAccounts(),
                                money.runs(),
                                money.transfers(),
                                certificates,
                                clock))));
    }

    List<HttpRoutes.Route<Routes.Endpoint>> routes() {
        return routes.routes();
    }

    /// Without a permission.
    List<HttpRoutes.Route<PersonalRoutes.Personal>> personal() {
        return personal.routes();
    }

    /// What the resources read from.
    record Stores(
            ApiKeys keys,
            Programs programs,
            Enrollments enrollments,
            Links links,
            ClickReports clicks,
            ClickChunks chunks,
            PublishedTerms terms,
            KnownOrders orders,
            OrderLists lists,
            Ledger ledger,
            ClickEntries clickEntries,
            MonthFigures figures) {
        static Stores of(Table table) {
            return new Stores(
                    new DynamoApiKeys(table),
                    new DynamoPrograms(table),
                    new DynamoEnrollments(table),
                    new DynamoLinks(table),
                    new DynamoClickReports(table),
                    new DynamoClickChunks(table),
                    new DynamoTerms(table),
                    new DynamoOrders(table),
                    new DynamoOrderLists(table),
                    new DynamoAccounts(table),
                    new DynamoClickEntries(table),
                    new DynamoMonthFigures(table));
        }
    }

    /// What only the resources that write need.
    record WriteStores(
            Changes changes,
            CallRecords calls,
            AuditEvents auditEvents,
            TermsDrafts drafts,
            Affiliates affiliates,
            Coupons coupons,
            MerchantRates rates,
            BonusStores bonuses,
            BackTests backTests,
            TalkStores talk,
            Applications applications,
            Purges purges) {
        static WriteStores of(Table table) {
            return new WriteStores(
                    new DynamoChanges(table),
                    new DynamoCallRecords(table),
                    new DynamoAuditEvents(table),
                    new DynamoTermsDrafts(table),
                    new DynamoAffiliates(table),
                    new DynamoCoupons(table),
                    new DynamoMerchantRates(table),
                    BonusStores.of(table),
                    new DynamoBackTests(table),
                    TalkStores.of(table),
                    new DynamoApplications(table),
                    new DynamoPurges(table));
        }
    }

    /// What bonuses and fees need, and overrides by clicks.
    record BonusStores(
            FeeSchedules schedules,
            NewDecisions awards,
            Submissions submissions,
            Leaderboards boards,
            PrizeAwards prizes,
            ClickOverrides clickOverrides) {
        static BonusStores of(Table table) {
            return new BonusStores(
                    new DynamoFeeSchedules(table),
                    new DynamoDecisions(table),
                    new DynamoSubmissions(table),
                    new DynamoLeaderboards(table),
                    new DynamoPrizes(table),
                    new DynamoClickOverrides(table));
        }
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return HttpEdge.answer(event, context, call -> answer(origin.seen(call)));
    }

    private HttpAnswer answer(HttpCall call) throws IOException {
        return switch (match(call.method(), call.path())) {
            case HttpRoutes.Match.Found<Routes.Endpoint>(Routes.Endpoint endpoint, var variables) -> {
                call.requireBody(endpoint.mostBytes());
                yield limits.answer(
                        call,
                        () -> doorkeeper.admit(call, endpoint.permission()),
                        who -> CallSight.answer(endpoint, new Ask(who, call, variables, Parameters.of(call))));
            }
            case HttpRoutes.Match.Allows<Routes.Endpoint>(String methods) -> other(call, methods);
            case HttpRoutes.Match.Nothing<Routes.Endpoint>() -> answerPersonal(call);
        };
    }

    private HttpRoutes.Match<Routes.Endpoint> match(String method, String path) {
        return routes.match(method, path);
    }

    private HttpAnswer answerPersonal(HttpCall call) throws IOException {
        return switch (personal.match(call.method(), call.path())) {
            case HttpRoutes.Match.Found<PersonalRoutes.Personal>(PersonalRoutes.Personal of, var variables) ->
                of.answer(call, variables);
            case HttpRoutes.Match.Allows<PersonalRoutes.Personal>(String methods) -> other(call, methods);
            case HttpRoutes.Match.Nothing<PersonalRoutes.Personal>() -> answerSigned(call);
        };
    }

    private HttpAnswer answerSigned(HttpCall call) throws IOException {
        return switch (signed.match(call.method(), call.path())) {
            case HttpRoutes.Match.Found<SignedEvents>(SignedEvents events, var variables) ->
                limits.signed(
                        call,
                        variables.getOrDefault("program_id", ""),
                        () -> events.take(call, variables.getOrDefault("program_id", "")));
            case HttpRoutes.Match.Allows<SignedEvents>(String methods) -> other(call, methods);
            case HttpRoutes.Match.Nothing<SignedEvents>() ->
                switch (ELSEWHERE.match(call.method(), call.path())) {
                    case HttpRoutes.Match.Allows<String>(String methods) -> other(call, methods);
                    case HttpRoutes.Match.Found<String> _, HttpRoutes.Match.Nothing<String> _ ->
                        throw HttpRefusal.of(404, "not_found", "There is nothing at this path.");
                };
        };
    }

    private static HttpAnswer other(HttpCall call, String methods) {
        if (call.method().equals("OPTIONS")) {
            return HttpAnswer.options(methods);
        }
        throw HttpRefusal.of(405, "method_not_allowed", "This path does not take " + printable(call.method()) + ".")
                .header("allow", methods);
    }

    /// Methods are letters; what else a client makes up is not repeated.
    private static String printable(String method) {
        return method.matches("[A-Z]{1,16}") ? method : "this method";
    }
}

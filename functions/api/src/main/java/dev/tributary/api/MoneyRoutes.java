package dev.tributary.api;

import dev.tributary.domain.access.Hands;
import dev.tributary.domain.access.Members;
import dev.tributary.domain.access.Permission;
import dev.tributary.domain.listing.ListedPayouts;
import dev.tributary.domain.payout.AdjustmentAuthors;
import dev.tributary.domain.payout.Debtor;
import dev.tributary.domain.payout.MerchantLimits;
import dev.tributary.domain.payout.PayPalAccount;
import dev.tributary.domain.payout.StripeKey;
import dev.tributary.infrastructure.edge.Rings;
import dev.tributary.infrastructure.lambda.HttpRoutes.Route;
import java.util.List;

/// The paths of decisions about money, of where it goes, and of the keys that may decide.
final class MoneyRoutes {
    private static final String POLICY = "/v1/programs/{program_id}/payout_policy";
    private static final String DEBTOR = "/v1/programs/{program_id}/debtor";
    private static final String STRIPE = "/v1/programs/{program_id}/stripe";
    private static final String PAYPAL = "/v1/programs/{program_id}/paypal";
    private static final String FILES = "/v1/payout_runs/{run_id}/files";
    private static final String AFFILIATE_KEYS = "/v1/affiliates/{affiliate_id}/api_keys";
    private static final String CREDENTIALS = "/v1/programs/{program_id}/postback_credentials";
    private static final String SENDER_SECRETS = "/v1/programs/{program_id}/sender_secrets";
    private static final String CALLS = "/v1/programs/{program_id}/postback_calls";

    private MoneyRoutes() {}

    /// What answers under these paths.
    record Resources(
            AdjustmentsResource adjustments,
            AdjustmentWrites newAdjustments,
            ApiKeysResource keys,
            ApiKeyWrites newKeys,
            AffiliateKeys affiliateKeys,
            PayoutMethodsResource methods,
            PayoutMethodWrites newMethods,
            PayoutRunsResource runs,
            PlanReviewResource reviews,
            PayoutFilesResource files,
            PayoutRunWrites newRuns,
            PayoutResultWrites results,
            PayoutsResource payouts,
            PayoutPolicyResource policies,
            SecretResource<Debtor> debtors,
            SecretResource<StripeKey> stripe,
            SecretResource<PayPalAccount> payPal,
            PostbackCredentialsResource credentials,
            SenderSecretsResource senders,
            OrderFlowResource flows,
            PostbackCallsResource calls) {
        static Resources of(Wiring wiring) {
            ApiHandler.Stores stores = wiring.stores();
            ApiHandler.WriteStores written = wiring.written();
            MoneyStores money = wiring.money();
            Visible visible = wiring.visible();
            Cursors cursors = wiring.cursors();
            Rings ring = wiring.ring();
            Members members = wiring.people().members();
            Hands hands = new Hands(stores.keys(), members);
            PayoutRunsResource runs = new PayoutRunsResource(visible, money.runs(), cursors);
            AdjustmentAuthors authors = new AdjustmentAuthors(
                    money.decisions(), money.runs(), money.rows(), stores.ledger(), stores.orders());
            return new Resources(
                    new AdjustmentsResource(visible, money.decisions(), cursors),
                    new AdjustmentWrites(visible, stores.orders(), money.decisions(), money.queue()),
                    new ApiKeysResource(stores.keys(), cursors),
                    new ApiKeyWrites(stores.keys(), members),
                    new AffiliateKeys(written.affiliates(), stores.keys(), members, cursors),
                    new PayoutMethodsResource(visible, stores.enrollments(), money.methods(), cursors),
                    new PayoutMethodWrites(
                            money.methods(),
                            stores.keys(),
                            wiring.people(),
                            stores.enrollments(),
                            stores.programs(),
                            wiring.telling(),
                            ring,
                            new RandomBytes()),
                    runs,
                    new PlanReviewResource(
                            runs,
                            new PlanReviewResource.Stores(money.runs(), money.rows(), money.methods(), authors),
                            ring,
                            wiring.clock()),
                    new PayoutFilesResource(runs, money.rows(), money.files(), cursors),
                    new PayoutRunWrites(
                            visible,
                            runs,
                            money.runs(),
                            new MerchantLimits(stores.programs(), money.policies()),
                            hands,
                            authors,
                            new RunSender(money.transfers()),
                            money.buckets()),
                    new PayoutResultWrites(runs, money.rows(), money.transfers()),
                    new PayoutsResource(runs, new ListedPayouts(money.runs(), money.rows()), wiring.behind(), cursors),
                    new PayoutPolicyResource(visible, money.policies(), money.secrets(), stores.terms(), hands),
                    new SecretResource<>(
                            visible, money.secrets().debtors(), ring, new RandomBytes(), DebtorResource.KIND),
                    new SecretResource<>(
                            visible, money.secrets().stripeKeys(), ring, new RandomBytes(), StripeResource.KIND),
                    new SecretResource<>(
                            visible, money.secrets().payPalAccounts(), ring, new RandomBytes(), PayPalResource.KIND),
                    new PostbackCredentialsResource(visible, money.credentials(), ring, new RandomBytes()),
                    new SenderSecretsResource(visible, money.credentials(), ring, new RandomBytes()),
                    new OrderFlowResource(visible, money.flows()),
                    new PostbackCallsResource(visible, money.calls(), wiring.clock()));
        }
    }

    static List<Route<Routes.Endpoint>> of(Resources of, Writes writes) {
        return List.of(
                Routes.route("GET", "/v1/adjustments", Permission.READ, of.adjustments()::list),
                Routes.route("GET", "/v1/adjustments/{adjustment_id}", Permission.READ, of.adjustments()::get),
                write("POST", "/v1/adjustments", Permission.ADJUST, writes, of.newAdjustments()::create),
                Routes.route("GET", "/v1/api_keys", Permission.KEYS, of.keys()::list),
                write("POST", "/v1/api_keys", Permission.KEYS, writes, of.newKeys()::create),
                write("DELETE", "/v1/api_keys/{key_id}", Permission.KEYS, writes, of.newKeys()::revoke),
                Routes.route("GET", AFFILIATE_KEYS, Permission.KEYS, of.affiliateKeys()::list),
                write("POST", AFFILIATE_KEYS, Permission.KEYS, writes, of.affiliateKeys()::create),
                write("DELETE", AFFILIATE_KEYS + "/{key_id}", Permission.KEYS, writes, of.affiliateKeys()::revoke),
                Routes.route("GET", "/v1/payout_methods", Permission.READ, of.methods()::list),
                write("PUT", "/v1/payout_method", Permission.PAYOUT_METHOD, writes, of.newMethods()::put),
                Routes.route("GET", "/v1/payout_runs", Permission.READ, of.runs()::list),
                write("POST", "/v1/payout_runs", Permission.PAYOUTS, writes, of.newRuns()::plan),
                Routes.route("GET", "/v1/payout_runs/{run_id}", Permission.READ, of.runs()::get),
                Routes.route("GET", "/v1/payout_runs/{run_id}/review", Permission.READ, of.reviews()::get),
                Routes.route("GET", FILES, Permission.PAYOUTS, of.files()::list),
                Routes.route("GET", FILES + "/{file}", Permission.PAYOUTS, of.files()::get),
                Routes.route("GET", "/v1/payout_runs/{run_id}/left_out", Permission.READ, of.payouts()::leftOut),
                write("POST", "/v1/payout_runs/{run_id}/approve", Permission.PAYOUTS, writes, of.newRuns()::approve),
                write("POST", "/v1/payout_runs/{run_id}/apply", Permission.PAYOUTS, writes, of.newRuns()::apply),
                write("POST", "/v1/payout_runs/{run_id}/cancel", Permission.PAYOUTS, writes, of.newRuns()::cancel),
                write("POST", "/v1/payout_runs/{run_id}/abandon", Permission.PAYOUTS, writes, of.newRuns()::abandon),
                Routes.route(
                        "POST",
                        "/v1/payout_runs/{run_id}/results",
                        Permission.PAYOUTS,
                        ask -> writes.answer(ask, ResultsBody::read, of.results()::report)),
                Routes.route("GET", "/v1/payouts", Permission.READ, of.payouts()::list),
                Routes.route("GET", "/v1/payouts/{payout_id}", Permission.READ, of.payouts()::get),
                Routes.route("GET", POLICY, Permission.READ, of.policies()::get),
                write("PUT", POLICY, Permission.PAYOUT_SETTINGS, writes, of.policies()::put),
                Routes.route("GET", DEBTOR, Permission.READ, of.debtors()::get),
                write("PUT", DEBTOR, Permission.PAYOUT_SETTINGS, writes, of.debtors()::put),
                Routes.route("GET", STRIPE, Permission.READ, of.stripe()::get),
                write("PUT", STRIPE, Permission.PAYOUT_SETTINGS, writes, of.stripe()::put),
                Routes.route("GET", PAYPAL, Permission.READ, of.payPal()::get),
                write("PUT", PAYPAL, Permission.PAYOUT_SETTINGS, writes, of.payPal()::put),
                Routes.route("GET", "/v1/programs/{program_id}/order_flow", Permission.READ, of.flows()::get),
                Routes.route("GET", CALLS, Permission.READ, of.calls()::list),
                Routes.route("GET", CREDENTIALS, Permission.KEYS, of.credentials()::list),
                write("POST", CREDENTIALS, Permission.KEYS, writes, of.credentials()::create),
                write("DELETE", CREDENTIALS + "/{credential_id}", Permission.KEYS, writes, of.credentials()::end),
                Routes.route("GET", SENDER_SECRETS, Permission.KEYS, of.senders()::list),
                write("POST", SENDER_SECRETS, Permission.KEYS, writes, of.senders()::create),
                write("DELETE", SENDER_SECRETS + "/{secret_id}", Permission.KEYS, writes, of.senders()::end));
    }

    static Route<Routes.Endpoint> write(
            String method, String path, Permission permission, Writes writes, Writes.Writing writing) {
        return Routes.route(method, path, permission, ask -> writes.answer(ask, writing));
    }
}

package dev.tributary.api;

import dev.tributary.domain.access.Scope;
import dev.tributary.domain.payout.Debtor;
import dev.tributary.domain.payout.PayPalAccount;
import dev.tributary.domain.payout.StripeKey;
import dev.tributary.infrastructure.lambda.HttpRoutes.Route;
import java.util.List;

/// The paths of decisions about money, of where it goes, and of the keys that may decide.
final class MoneyRoutes {
    private static final String POLICY = "/v1/programs/{program_id}/payout_policy";
    private static final String DEBTOR = "/v1/programs/{program_id}/debtor";
    private static final String STRIPE = "/v1/programs/{program_id}/stripe";
    private static final String PAYPAL = "/v1/programs/{program_id}/paypal";
    private static final String AFFILIATE_KEYS = "/v1/affiliates/{affiliate_id}/api_keys";
    private static final String CREDENTIALS = "/v1/programs/{program_id}/postback_credentials";

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
            PayoutRunWrites newRuns,
            PayoutResultWrites results,
            PayoutsResource payouts,
            PayoutPolicyResource policies,
            SecretResource<Debtor> debtors,
            SecretResource<StripeKey> stripe,
            SecretResource<PayPalAccount> payPal,
            PostbackCredentialsResource credentials) {}

    static List<Route<Routes.Endpoint>> of(Resources of, Writes writes) {
        return List.of(
                Routes.route("GET", "/v1/adjustments", Scope.READ, of.adjustments()::list),
                Routes.route("GET", "/v1/adjustments/{adjustment_id}", Scope.READ, of.adjustments()::get),
                WriteRoutes.write("POST", "/v1/adjustments", writes, of.newAdjustments()::create),
                Routes.route("GET", "/v1/api_keys", Scope.KEYS, of.keys()::list),
                write("POST", "/v1/api_keys", Scope.KEYS, writes, of.newKeys()::create),
                write("DELETE", "/v1/api_keys/{key_id}", Scope.KEYS, writes, of.newKeys()::revoke),
                Routes.route("GET", AFFILIATE_KEYS, Scope.KEYS, of.affiliateKeys()::list),
                write("POST", AFFILIATE_KEYS, Scope.KEYS, writes, of.affiliateKeys()::create),
                write("DELETE", AFFILIATE_KEYS + "/{key_id}", Scope.KEYS, writes, of.affiliateKeys()::revoke),
                Routes.route("GET", "/v1/payout_methods", Scope.READ, of.methods()::list),
                WriteRoutes.write("PUT", "/v1/payout_method", writes, of.newMethods()::put),
                Routes.route("GET", "/v1/payout_runs", Scope.READ, of.runs()::list),
                write("POST", "/v1/payout_runs", Scope.PAYOUTS, writes, of.newRuns()::plan),
                Routes.route("GET", "/v1/payout_runs/{run_id}", Scope.READ, of.runs()::get),
                Routes.route("GET", "/v1/payout_runs/{run_id}/review", Scope.READ, of.reviews()::get),
                Routes.route("GET", "/v1/payout_runs/{run_id}/left_out", Scope.READ, of.payouts()::leftOut),
                write("POST", "/v1/payout_runs/{run_id}/approve", Scope.PAYOUTS, writes, of.newRuns()::approve),
                write("POST", "/v1/payout_runs/{run_id}/apply", Scope.PAYOUTS, writes, of.newRuns()::apply),
                write("POST", "/v1/payout_runs/{run_id}/cancel", Scope.PAYOUTS, writes, of.newRuns()::cancel),
                write("POST", "/v1/payout_runs/{run_id}/abandon", Scope.PAYOUTS, writes, of.newRuns()::abandon),
                Routes.route(
                        "POST",
                        "/v1/payout_runs/{run_id}/results",
                        Scope.PAYOUTS,
                        ask -> writes.answer(ask, ResultsBody::read, of.results()::report)),
                Routes.route("GET", "/v1/payouts", Scope.READ, of.payouts()::list),
                Routes.route("GET", "/v1/payouts/{payout_id}", Scope.READ, of.payouts()::get),
                Routes.route("GET", POLICY, Scope.READ, of.policies()::get),
                write("PUT", POLICY, Scope.PAYOUTS, writes, of.policies()::put),
                Routes.route("GET", DEBTOR, Scope.READ, of.debtors()::get),
                write("PUT", DEBTOR, Scope.PAYOUTS, writes, of.debtors()::put),
                Routes.route("GET", STRIPE, Scope.READ, of.stripe()::get),
                write("PUT", STRIPE, Scope.PAYOUTS, writes, of.stripe()::put),
                Routes.route("GET", PAYPAL, Scope.READ, of.payPal()::get),
                write("PUT", PAYPAL, Scope.PAYOUTS, writes, of.payPal()::put),
                Routes.route("GET", CREDENTIALS, Scope.KEYS, of.credentials()::list),
                write("POST", CREDENTIALS, Scope.KEYS, writes, of.credentials()::create),
                write("DELETE", CREDENTIALS + "/{credential_id}", Scope.KEYS, writes, of.credentials()::end));
    }

    private static Route<Routes.Endpoint> write(
            String method, String path, Scope scope, Writes writes, Writes.Writing writing) {
        return Routes.route(method, path, scope, ask -> writes.answer(ask, writing));
    }
}

package dev.tributary.infrastructure.local.demo;

import java.time.ZoneId;
import java.util.List;

/// A program and those who take part in it, each with the key by which they call.
///
/// @param secret signs postbacks: `whsec_...`
/// @param merchantKey the first one, which handed out the other two
/// @param opsKey a person's: plans and applies payout runs
/// @param financeKey another person's: approves them
record Market(
        String programId,
        ZoneId zone,
        String secret,
        String merchantKey,
        String opsKey,
        String financeKey,
        List<Partner> partners) {
    /// The least that is paid, and how long a commission is held.
    static final String MINIMUM = "5.00";

    static final int HOLD_DAYS = 30;
    static final String CURRENCY = "EUR";
    /// The number of the shop's own account, and from which on affiliates' new ones begin.
    static final int SHOP_ACCOUNT = 1_000_000;
    static final int NEW_ACCOUNTS = 500_000;

    Market {
        partners = List.copyOf(partners);
    }

    String postbackPath() {
        return "/postbacks/" + programId;
    }

    /// An affiliate.
    /// @param path of its link: `/r/...`
    record Partner(String name, String affiliateId, String key, String path, Part part) {
        @Override
        public String toString() {
            return name;
        }
    }

    /// What becomes of an affiliate in the payout run.
    enum Part {
        /// Banned before the run.
        BANNED("banned"),
        /// Earns less than the minimum.
        SMALL("below_minimum"),
        /// Names no payout method.
        NO_METHOD("no_method"),
        /// Changes its method shortly before the run.
        METHOD_CHANGED("method_waiting"),
        /// Sells shortly before the run only.
        LATE("in_hold_until"),
        PAID("");

        private final String leftOut;

        Part(String leftOut) {
            this.leftOut = leftOut;
        }

        /// The reason that the run has to give; empty when it has to pay.
        String leftOut() {
            return leftOut;
        }

        /// The first ones have a part each, all others are paid.
        static Part of(int number) {
            return number < values().length ? values()[number] : PAID;
        }
    }
}

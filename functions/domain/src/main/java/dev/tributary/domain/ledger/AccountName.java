package dev.tributary.domain.ledger;

import java.time.LocalDate;
import java.util.Locale;

/// One side of a posting. Only what an affiliate has keeps a balance; the merchant's side is summed
/// over entries. `text` is what entries hold: `pending:2026-12-22`, `cash:csv`.
public sealed interface AccountName {
    String text();

    record MerchantExpense() implements AccountName {
        @Override
        public String text() {
            return "merchant_expense";
        }
    }

    /// Earned, and to be released on that day of the program's zone.
    record Pending(LocalDate day) implements AccountName {
        @Override
        public String text() {
            return "pending:" + day;
        }
    }

    /// Under review.
    record Held() implements AccountName {
        @Override
        public String text() {
            return "held";
        }
    }

    record Available() implements AccountName {
        @Override
        public String text() {
            return "available";
        }
    }

    /// Reserved by a payout.
    record InFlight() implements AccountName {
        @Override
        public String text() {
            return "in_flight";
        }
    }

    /// What the affiliate owes: taken back after it had been paid.
    record Receivable() implements AccountName {
        @Override
        public String text() {
            return "receivable";
        }
    }

    /// The merchant's money as one rail sees it: `csv`, `sepa`.
    record Cash(String rail) implements AccountName {
        public Cash {
            if (!rail.equals(rail.toLowerCase(Locale.ROOT)) || rail.isBlank() || rail.indexOf(':') >= 0) {
                throw new IllegalArgumentException("rail is no rail: " + rail);
            }
        }

        @Override
        public String text() {
            return "cash:" + rail;
        }
    }

    /// Cost of a transfer that the merchant bears.
    record RailFee() implements AccountName {
        @Override
        public String text() {
            return "merchant_expense:rail_fee";
        }
    }

    /// A debt of an affiliate that was given up.
    record WriteOff() implements AccountName {
        @Override
        public String text() {
            return "merchant_expense:write_off";
        }
    }

    /// @throws IllegalArgumentException for a text that no name has
    static AccountName of(String text) {
        return switch (text) {
            case "merchant_expense" -> new MerchantExpense();
            case "held" -> new Held();
            case "available" -> new Available();
            case "in_flight" -> new InFlight();
            case "receivable" -> new Receivable();
            case "merchant_expense:rail_fee" -> new RailFee();
            case "merchant_expense:write_off" -> new WriteOff();
            default -> {
                if (text.startsWith("pending:")) {
                    yield new Pending(LocalDate.parse(text.substring("pending:".length())));
                }
                if (text.startsWith("cash:")) {
                    yield new Cash(text.substring("cash:".length()));
                }
                throw new IllegalArgumentException("no account: " + text);
            }
        };
    }
}

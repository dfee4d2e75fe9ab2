package dev.tributary.domain.overview;

import dev.tributary.domain.click.KindCounts;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/// What came of one day, or of several.
///
/// @param conversions those that are credited; of an affiliate or a link, those that it has a share in
/// @param unattributed those that nobody is credited for
/// @param base what commissions count of both, net of refunds
/// @param commission what conversions earned, less what was reversed: what the ledger has of them
/// @param clickCommission what the clicks earned
public record DayFigures(
        KindCounts clicks, long conversions, long unattributed, Money base, Money commission, Money clickCommission) {
    private static final int DECIMALS_MORE = 2;

    public static DayFigures none(CurrencyCode currency) {
        Money zero = Money.zero(currency);
        return new DayFigures(KindCounts.NONE, 0, 0, zero, zero, zero);
    }

    public DayFigures plus(DayFigures that) {
        return new DayFigures(
                clicks.plus(that.clicks),
                Math.addExact(conversions, that.conversions),
                Math.addExact(unattributed, that.unattributed),
                base.plus(that.base),
                commission.plus(that.commission),
                clickCommission.plus(that.clickCommission));
    }

    /// Commission of both kinds per qualified click, in units of the currency with two decimals more than it
    /// has, rounded half up; empty without a click.
    public Optional<BigDecimal> earningsPerClick() {
        if (clicks.qualified() == 0) {
            return Optional.empty();
        }
        BigDecimal earned = commission.plus(clickCommission).toBigDecimal();
        return Optional.of(earned.divide(
                BigDecimal.valueOf(clicks.qualified()),
                commission.currency().decimals() + DECIMALS_MORE,
                RoundingMode.HALF_UP));
    }
}

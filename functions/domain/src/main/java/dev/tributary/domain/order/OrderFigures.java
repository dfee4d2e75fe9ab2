package dev.tributary.domain.order;

import dev.tributary.domain.attribution.Attribution.Credit;
import dev.tributary.domain.base.Base;
import dev.tributary.domain.commission.Captured;
import dev.tributary.domain.commission.Commission;
import dev.tributary.domain.conversion.Status;
import dev.tributary.domain.conversion.VerifiedClick;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.LinkId;
import dev.tributary.domain.money.CurrencyCode;
import dev.tributary.domain.money.Fraction;
import dev.tributary.domain.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an order comes to by now in an overview, net of refunds, in the program's currency. It is so short that
/// the index of a month holds it: an overview then reads no order.
///
/// @param base what commissions count of it, rounded half up once
public record OrderFigures(Kind kind, Money base, List<Part> parts) {
    public enum Kind {
        CONVERTED,
        UNATTRIBUTED,
        /// Wholly refunded, charged back, rejected, a test, or without proof.
        GONE
    }

    /// What of it is one affiliate's.
    ///
    /// @param link that of its click; a coupon and a binding have none
    /// @param base its share, rounded by itself
    /// @param commission what is left of its commissions; as the ledger has it
    public record Part(AffiliateId affiliate, Optional<LinkId> link, Money base, Money commission) {}

    public OrderFigures {
        parts = List.copyOf(parts);
    }

    /// @return empty without a sale
    public static Optional<OrderFigures> of(OrderState state) {
        return state.sale().map(sale -> of(state, sale));
    }

    private static OrderFigures of(OrderState state, Sale sale) {
        Left left = Left.of(sale.content(), state.refunds());
        boolean gone = !sale.counts()
                || state.validation()
                        .filter(word -> word.status() == Status.REJECTED)
                        .isPresent()
                || left.remainder().isZero() && sale.content().amount().isPositive();
        Base base = sale.base();
        CurrencyCode currency = base.amount().currency();
        Fraction remaining = gone ? Fraction.ZERO : Counting.remaining(base, left);
        List<Part> parts = new ArrayList<>();
        for (Captured captured : sale.captured()) {
            AffiliateId affiliate = captured.share().affiliate();
            Money net = state.commissions().stream()
                    .filter(commission -> commission.affiliate().equals(affiliate))
                    .map(Commission::net)
                    .reduce(Money.zero(currency), Money::plus);
            Money share = new Money(remaining.times(captured.share().part()).rounded(), currency);
            parts.add(new Part(affiliate, link(captured.share().credit()), share, net));
        }
        Kind kind = gone ? Kind.GONE : parts.isEmpty() ? Kind.UNATTRIBUTED : Kind.CONVERTED;
        return new OrderFigures(kind, new Money(remaining.rounded(), currency), parts);
    }

    private static Optional<LinkId> link(Credit credit) {
        return switch (credit) {
            case Credit.Click(var click) -> Optional.of(click.link());
            case Credit.Coupon _, Credit.Bound _ -> Optional.empty();
            case Credit.Ruled(var _, var click) -> click.map(VerifiedClick::link);
        };
    }

    /// `C EUR 10000 aff_0000000000001:lnk_0000000000001:10000:1000`, amounts in minor units; a dash for no link.
    public String text() {
        StringBuilder text = new StringBuilder()
                .append(kind.name().charAt(0))
                .append(' ')
                .append(base.currency())
                .append(' ')
                .append(base.minor());
        for (Part part : parts) {
            text.append(' ')
                    .append(part.affiliate())
                    .append(':')
                    .append(part.link().map(LinkId::toString).orElse("-"))
                    .append(':')
                    .append(part.base().minor())
                    .append(':')
                    .append(part.commission().minor());
        }
        return text.toString();
    }

    /// What `text` gave.
    /// @throws IllegalArgumentException for any other text
    public static OrderFigures parse(String text) {
        String[] words = text.split(" ", -1);
        if (words.length < 3) {
            throw new IllegalArgumentException("no figures of an order: " + text);
        }
        CurrencyCode currency = new CurrencyCode(words[1]);
        List<Part> parts = new ArrayList<>();
        for (String word : List.of(words).subList(3, words.length)) {
            String[] part = word.split(":", -1);
            if (part.length != 4) {
                throw new IllegalArgumentException("no figures of an order: " + text);
            }
            parts.add(new Part(
                    AffiliateId.of(part[0]),
                    part[1].equals("-") ? Optional.empty() : Optional.of(LinkId.of(part[1])),
                    new Money(Long.parseLong(part[2]), currency),
                    new Money(Long.parseLong(part[3]), currency)));
        }
        Kind kind = switch (words[0]) {
            case "C" -> Kind.CONVERTED;
            case "U" -> Kind.UNATTRIBUTED;
            case "G" -> Kind.GONE;
            default -> throw new IllegalArgumentException("no figures of an order: " + text);
        };
        return new OrderFigures(kind, new Money(Long.parseLong(words[2]), currency), parts);
    }
}

package dev.tributary.infrastructure.table;

import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.program.Coupon;
import dev.tributary.domain.program.Coupons;
import dev.tributary.domain.stored.Creation;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Replacement;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.edge.Keys;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Coupons in the table, in their program's partition.
/// ```
/// pk P#{program} | sk C#{code} | version 1 | program prg_... | code ANNA10 | owner aff_... | enabled true
/// ```
public final class DynamoCoupons implements Coupons {
    private final ItemStore items;

    public DynamoCoupons(Table table) {
        this.items = new ItemStore(table);
    }

    @Override
    public Optional<Versioned<Coupon>> find(ProgramId program, CouponCode code) {
        return items.find(Keys.program(program), Keys.coupon(code), DynamoCoupons::coupon);
    }

    @Override
    public Page<Coupon> in(ProgramId program, PageRequest page) {
        return items.page(new ItemStore.Stretch(Keys.program(program), Keys.COUPONS), page)
                .map(DynamoCoupons::coupon);
    }

    @Override
    public Creation create(Coupon coupon) {
        return items.create(place(coupon), item(coupon));
    }

    @Override
    public Replacement replace(Versioned<Coupon> coupon) {
        return items.replace(place(coupon.value()), item(coupon.value()), coupon.version());
    }

    static ItemStore.Place place(Coupon coupon) {
        return new ItemStore.Place(Keys.program(coupon.program()), Keys.coupon(coupon.code()), Optional.empty());
    }

    static Map<String, Object> item(Coupon coupon) {
        Map<String, Object> item = new HashMap<>();
        item.put("program", coupon.program().toString());
        item.put("code", coupon.code().text());
        item.put("owner", coupon.owner().toString());
        coupon.channel().ifPresent(channel -> item.put("channel", channel.toString()));
        item.put("enabled", coupon.enabled());
        return item;
    }

    private static Coupon coupon(Map<String, Object> item) {
        return new Coupon(
                ProgramId.of((String) ItemStore.required(item, "program")),
                new CouponCode((String) ItemStore.required(item, "code")),
                AffiliateId.of((String) ItemStore.required(item, "owner")),
                Optional.ofNullable((String) item.get("channel")).map(ChannelId::of),
                (Boolean) ItemStore.required(item, "enabled"));
    }
}

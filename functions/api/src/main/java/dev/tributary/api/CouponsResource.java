package dev.tributary.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tributary.domain.access.Tenant;
import dev.tributary.domain.change.Change;
import dev.tributary.domain.conversion.CouponCode;
import dev.tributary.domain.id.AffiliateId;
import dev.tributary.domain.id.ChannelId;
import dev.tributary.domain.id.ProgramId;
import dev.tributary.domain.listing.OwnerFilter;
import dev.tributary.domain.program.Coupon;
import dev.tributary.domain.program.Coupons;
import dev.tributary.domain.program.Enrollment;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.stored.Page;
import dev.tributary.domain.stored.PageRequest;
import dev.tributary.domain.stored.Versioned;
import dev.tributary.infrastructure.lambda.FieldReader;
import dev.tributary.infrastructure.lambda.HttpAnswer;
import dev.tributary.infrastructure.lambda.HttpRefusal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `/v1/coupons`: a merchant gives codes of its shop to affiliates; an affiliate sees its own. A code
/// belongs to one affiliate of a program for ever.
final class CouponsResource {
    private final Visible visible;
    private final Coupons coupons;
    private final Behind behind;
    private final Cursors cursors;

    CouponsResource(Visible visible, Coupons coupons, Behind behind, Cursors cursors) {
        this.visible = visible;
        this.coupons = coupons;
        this.behind = behind;
        this.cursors = cursors;
    }

    HttpAnswer list(Ask ask) throws IOException {
        OwnerFilter filter = OwnerFilter.take(ask.parameters().stated());
        Set<Noun> wanted = Expansions.COUPONS.take(ask);
        PageRequest request = cursors.page(ask);
        filter.program().ifPresent(id -> visible.program(ask.tenant(), filter.program()));
        Page<Coupon> page = ask.isForeign(filter.affiliate())
                ? Page.last(List.of())
                : visible.walk(ask.tenant(), filter.program(), request, filter.coupons(coupons, ask.tenant()));
        return Lists.of(page, cursors.next(ask, page), writing(ask, wanted, page.items()));
    }

    HttpAnswer get(Ask ask) throws IOException {
        Set<Noun> wanted = Expansions.COUPONS.take(ask);
        ask.parameters().check();
        Versioned<Coupon> coupon = coupon(ask);
        return Replies.ok(coupon, writing(ask, wanted, List.of(coupon.value())));
    }

    private Lists.Writing<Coupon> writing(Ask ask, Set<Noun> wanted, List<Coupon> rows) throws IOException {
        return Expanding.beside(
                new Expanding.Rows<>(rows, Coupon::program, CouponsResource::write),
                behind.finders(ask, wanted, Map.of()));
    }

    Decision create(Write write) {
        FieldReader body = write.body();
        Optional<ProgramId> programId = body.required("program_id", body.text("program_id", ProgramId::parse));
        Optional<AffiliateId> owner = body.required("affiliate_id", body.text("affiliate_id", AffiliateId::parse));
        Optional<CouponCode> code = body.required("code", body.text("code", Coupon::code));
        Optional<ChannelId> channel = body.text("channel_id", ChannelId::parse);
        Optional<Boolean> enabled = body.truth("enabled");
        write.check();
        Program program = visible.program(write.tenant(), programId);
        write.ask().merchantOnly();
        Enrollment enrollment = visible.enrollment(write.tenant(), program.id(), owner.orElseThrow())
                .value();
        if (enrollment.state().isClosed()) {
            throw HttpRefusal.of(
                    409,
                    "illegal_state",
                    "The enrollment is " + enrollment.state().text() + ".");
        }
        Coupon coupon =
                new Coupon(program.id(), code.orElseThrow(), enrollment.affiliate(), channel, enabled.orElse(true));
        if (coupons.find(program.id(), coupon.code()).isPresent()) {
            throw HttpRefusal.of(409, "code_taken", "The program has a coupon with this code.");
        }
        return Decision.of(
                List.of(new Change.NewCoupon(coupon)),
                write.event(write.tenant(), "coupon.create", object(coupon), Set.of("affiliate_id", "code", "enabled")),
                Replies.created(new Versioned<>(coupon, 1), "/v1/coupons/" + object(coupon), CouponsResource::write));
    }

    Decision change(Write write) {
        Versioned<Coupon> read = coupon(write.ask());
        write.ask().merchantOnly();
        Texts.refuseNull(write.body(), "enabled");
        Optional<Boolean> enabled = write.body().truth("enabled");
        write.check();
        write.match(read.version());
        Coupon before = read.value();
        Coupon next = new Coupon(
                before.program(), before.code(), before.owner(), before.channel(), enabled.orElse(before.enabled()));
        if (next.equals(before)) {
            return Decision.unchanged(Replies.ok(read, CouponsResource::write));
        }
        return Decision.of(
                List.of(new Change.ChangedCoupon(read.with(next))),
                write.event(write.tenant(), "coupon.change", object(before), Set.of("enabled")),
                Replies.ok(new Versioned<>(next, read.version() + 1), CouponsResource::write));
    }

    /// @throws HttpRefusal 404, for an affiliate of another's coupon too
    private Versioned<Coupon> coupon(Ask ask) {
        Program program = visible.program(ask.tenant(), ProgramId.parse(ask.variable("program_id")));
        return CouponCode.parse(ask.variable("code"))
                .flatMap(code -> coupons.find(program.id(), code))
                .filter(found -> switch (ask.tenant()) {
                    case Tenant.OfMerchant _ -> true;
                    case Tenant.OfAffiliate(var own) -> own.equals(found.value().owner());
                })
                .orElseThrow(() -> HttpRefusal.of(404, "not_found", "There is no such coupon."));
    }

    private static String object(Coupon coupon) {
        return coupon.program() + "/" + coupon.code();
    }

    private static void write(Coupon coupon, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("program_id", coupon.program().toString());
        json.writeStringField("code", coupon.code().text());
        json.writeStringField("affiliate_id", coupon.owner().toString());
        Lists.nullable(json, "channel_id", coupon.channel());
        json.writeBooleanField("enabled", coupon.enabled());
        json.writeEndObject();
    }
}

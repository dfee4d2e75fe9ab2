package dev.tributary.postback;

import dev.tributary.domain.conversion.UpdateId;
import dev.tributary.domain.id.Digest128;
import dev.tributary.infrastructure.lambda.JsonValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a call of a sender comes to in our own words.
sealed interface Reading {
    /// All of it is taken or nothing.
    record Said(List<One> calls) implements Reading {
        /// A shop says the refunds of an order in one call.
        static final int MOST = 20;

        public Said {
            calls = List.copyOf(calls);
            if (calls.isEmpty() || calls.size() > MOST) {
                throw new IllegalArgumentException("one call says 1 to " + MOST + " things, not " + calls.size());
            }
        }

        static Said of(JsonValue.Fields fields, UnaryOperator<String> names) {
            return new Said(List.of(new One(fields, names)));
        }
    }

    /// @param fields of a call of ours, as [CallReader] reads them
    /// @param names what the sender calls a field of ours: faults are told by that
    /// @param leeway what a sender may say that a caller of ours may not
    /// @param asOf when the order was last changed at a sender that says so
    record One(JsonValue.Fields fields, UnaryOperator<String> names, Set<Leeway> leeway, Optional<Instant> asOf) {
        private static final List<String> PARTS = List.of("tax_amount", "shipping_amount", "fee_amount");
        private static final String STATE = "state-";
        private static final Pattern DATED = Pattern.compile(STATE + "([0-9]{1,12})-[0-9a-f]{32}");

        public One {
            leeway = Set.copyOf(leeway);
        }

        /// As strict as a call of ours.
        One(JsonValue.Fields fields, UnaryOperator<String> names) {
            this(fields, names, Set.of());
        }

        One(JsonValue.Fields fields, UnaryOperator<String> names, Set<Leeway> leeway) {
            this(fields, names, leeway, Optional.empty());
        }

        boolean may(Leeway one) {
            return leeway.contains(one);
        }

        /// The same order's money, said of one that is known: an update of its amounts. A part that a sender
        /// leaves out of the whole is nothing, where that of an update of ours stays in proportion. It has
        /// the id of its content, and of the state that it comes after, so that the same state said twice is
        /// one update, and an order that goes back to an earlier sum is another.
        /// @param latest the sender's latest update before it, of one that says when a state was
        One update(Optional<UpdateId> latest) {
            Map<String, JsonValue> update = only("order_id", "currency", "amount", "items");
            PARTS.forEach(part -> update.put(part, fields.get(part).orElse(new JsonValue.Text("0"))));
            String content = update.toString() + latest.map(UpdateId::text).orElse("");
            String id = STATE
                    + asOf.map(time -> time.getEpochSecond() + "-").orElse("")
                    + Digest128.of("order state", content).hex();
            fields.get("event").ifPresent(of -> update.put("of_event", of));
            update.put("event", new JsonValue.Text("order_update"));
            update.put("update_id", new JsonValue.Text(id));
            return new One(new JsonValue.Fields(update), names);
        }

        /// Of which time a state was by its update's id, in seconds since 1970; empty of any other update.
        static OptionalLong asOf(UpdateId update) {
            Matcher dated = DATED.matcher(update.text());
            return dated.matches() ? OptionalLong.of(Long.parseLong(dated.group(1))) : OptionalLong.empty();
        }

        /// Its status alone; empty where it says none.
        Optional<One> status() {
            return fields.get("status")
                    .map(status -> new One(new JsonValue.Fields(only("event", "order_id", "status")), names));
        }

        One without(String... some) {
            Map<String, JsonValue> rest = new LinkedHashMap<>(fields.values());
            rest.keySet().removeAll(Set.of(some));
            return new One(new JsonValue.Fields(rest), names);
        }

        private Map<String, JsonValue> only(String... some) {
            Map<String, JsonValue> only = new LinkedHashMap<>();
            for (String name : some) {
                fields.get(name).ifPresent(value -> only.put(name, value));
            }
            return only;
        }
    }

    /// A sender does not know what we know of an order, and says again what it said before.
    enum Leeway {
        /// It says the whole order at each change. Where the order is known, other amounts are an update, and
        /// what else has changed since the sale, an address for example, is nothing.
        STATE,
        /// Refunds stand beside it in the same call. They count, though it contradicts what is known of the
        /// order, or the order is closed to it.
        BESIDE_REFUNDS,
        /// The click comes from an address that a shopper opened, or a cart that a shopper filled: one that is none
        /// of this program's is as if there were none. A refusal would cost the shop the order, at each try.
        STRANGE_CLICK,
        /// Of an order that is not known there is nothing to say, now or later.
        OF_KNOWN_ORDERS,
        /// It takes back what another call of the sender may have taken back before, in part or whole: where
        /// that is more than is left of the order, all that is left; where nothing is left, it says nothing
        /// new. Of lines that the order did not have when it was told, it is of the whole order.
        OF_WHAT_IS_LEFT;

        /// What a shop may say of a sale.
        static final Set<Leeway> OF_SALES = Set.of(STATE, STRANGE_CLICK);
    }

    /// A sender's event that means nothing here: answered well, so that it is not sent again, and not taken.
    /// @param reason for logs and for people, without anything of the call
    record Unused(String reason) implements Reading {}
}

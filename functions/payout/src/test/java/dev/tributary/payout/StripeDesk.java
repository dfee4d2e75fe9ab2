package dev.tributary.payout;

import dev.tributary.domain.id.PayoutId;
import dev.tributary.payout.Stripe.Accepted;
import dev.tributary.payout.Stripe.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Stripe as its documents describe it: a transfer per idempotency key and account, which is kept for
/// 24 hours; the same key with another body is refused. What was accepted is counted for ever. Tests say
/// how it answers: in vain, after a success, or not at all.
final class StripeDesk {
    static final String KEY = "sk_test_abcdefgh1234";
    private static final Duration KEPT = Duration.ofHours(24);

    /// What becomes of the next call.
    enum Mood {
        ANSWERS,
        /// Nothing comes of it, and nothing is answered.
        LOSES_CALL,
        /// It is carried out, and the answer is lost.
        LOSES_REPLY,
        SERVER_ERROR,
        REFUSES_KEY,
        TOO_MANY,
        BUSY,
        INSUFFICIENT
    }

    private record Known(String body, Answer answer, Instant at) {}

    final List<Accepted> accepted = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    /// By the payout's id, the bodies that came under it.
    final Map<String, List<String>> bodies = new LinkedHashMap<>();
    private final Map<String, Known> keys = new HashMap<>();
    private final List<Mood> moods = new ArrayList<>();
    private final Map<String, String> accounts = new HashMap<>();
    /// By the transfer's id.
    private final Map<String, String> payers = new HashMap<>();
    volatile Mood mood = Mood.ANSWERS;
    volatile Mood searches = Mood.ANSWERS;
    volatile Supplier<Instant> clock = () -> Treasury.START;
    volatile Runnable during = () -> {};
    volatile Runnable whileSearched = () -> {};

    /// The next calls for a transfer go so; after them, as `mood` says.
    void next(Mood... then) {
        moods.addAll(List.of(then));
    }

    /// The first transfer as it is found from then on.
    synchronized void change(UnaryOperator<Accepted> to) {
        payers.put(
                to.apply(accepted.getFirst()).id(),
                payers.getOrDefault(accepted.getFirst().id(), ""));
        accepted.set(0, to.apply(accepted.getFirst()));
    }

    /// Which account a key opens; its own, where nothing is said.
    void account(String key, String account) {
        accounts.put(key, account);
    }

    long transfersOf(PayoutId payout) {
        return accepted.stream()
                .filter(transfer -> transfer.payout().equals(Optional.of(payout.toString())))
                .count();
    }

    /// Somebody takes back what was transferred, in the rail's own pages.
    void reverse(PayoutId payout, long amount) {
        accepted.replaceAll(transfer -> transfer.payout().equals(Optional.of(payout.toString()))
                ? new Accepted(
                        transfer.id(),
                        transfer.amount(),
                        transfer.currency(),
                        transfer.destination(),
                        transfer.payout(),
                        amount)
                : transfer);
    }

    Stripe crashing(Crash crash) {
        return key -> new Stripe.Desk() {
            @Override
            public Answer transfer(PayoutId payout, String body) {
                crash.begin("PostTransfer");
                during.run();
                Answer answer = StripeDesk.this.transfer(key, payout, body);
                crash.end("PostTransfer");
                return answer;
            }

            @Override
            public Answer find(PayoutId payout) {
                crash.begin("GetTransfers");
                Answer answer = search(key, payout);
                crash.end("GetTransfers");
                return answer;
            }

            @Override
            public void close() {}
        };
    }

    private synchronized Answer transfer(String key, PayoutId payout, String body) {
        calls.add("POST " + payout);
        bodies.computeIfAbsent(payout.toString(), absent -> new ArrayList<>()).add(body);
        Mood now = moods.isEmpty() ? mood : moods.removeFirst();
        return switch (now) {
            case ANSWERS -> carryOut(key, payout, body);
            case LOSES_CALL -> new Answer.Unknown("timeout");
            case LOSES_REPLY -> {
                carryOut(key, payout, body);
                yield new Answer.Unknown("timeout");
            }
            case SERVER_ERROR -> new Answer.Unknown("http_500");
            case REFUSES_KEY -> new Answer.KeyRefused();
            case TOO_MANY -> new Answer.Later("http_429");
            case BUSY -> new Answer.Later("http_409");
            case INSUFFICIENT -> new Answer.Refused("balance_insufficient");
        };
    }

    private Answer carryOut(String key, PayoutId payout, String body) {
        String account = accounts.getOrDefault(key, key);
        Known known = keys.get(account + " " + payout);
        if (known != null && clock.get().isBefore(known.at().plus(KEPT))) {
            return known.body().equals(body) ? known.answer() : new Answer.KeyTaken();
        }
        Map<String, String> form = form(body);
        Accepted transfer = new Accepted(
                "tr_" + (accepted.size() + 1),
                Long.parseLong(form.getOrDefault("amount", "")),
                form.getOrDefault("currency", ""),
                form.getOrDefault("destination", ""),
                Optional.ofNullable(form.get("metadata%5Bpayout_id%5D")),
                0);
        accepted.add(transfer);
        payers.put(transfer.id(), account);
        Answer answer = new Answer.Transfers(List.of(transfer));
        keys.put(account + " " + payout, new Known(body, answer, clock.get()));
        return answer;
    }

    private synchronized Answer search(String key, PayoutId payout) {
        calls.add("GET " + payout);
        whileSearched.run();
        return switch (searches) {
            case ANSWERS ->
                new Answer.Transfers(accepted.stream()
                        .filter(transfer -> transfer.payout().equals(Optional.of(payout.toString()))
                                && accounts.getOrDefault(key, key).equals(payers.get(transfer.id())))
                        .toList());
            case REFUSES_KEY -> new Answer.KeyRefused();
            case TOO_MANY, BUSY -> new Answer.Later("http_429");
            case LOSES_CALL, LOSES_REPLY, SERVER_ERROR, INSUFFICIENT -> new Answer.Unknown("http_500");
        };
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&")) {
            String[] parts = pair.split("=", 2);
            form.put(parts[0], parts[1]);
        }
        return form;
    }
}

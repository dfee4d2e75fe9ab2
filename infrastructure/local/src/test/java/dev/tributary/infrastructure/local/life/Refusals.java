package dev.tributary.infrastructure.local.life;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tributary.domain.click.TestClick;
import dev.tributary.domain.conversion.ConversionEvent.Reward;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Calls that would each be a conversion but for one thing, with the status that refuses them.
final class Refusals {
    private final Reward right;
    private final Market.Opened market;
    private final Instant now;
    private final List<Refusal> refusals = new ArrayList<>();

    /// @param code that has to stand in the answer, or nothing
    record Refusal(String why, int status, String code, APIGatewayV2HTTPEvent call) {}

    private Refusals(Reward right, Market.Opened market, Instant now) {
        this.right = right;
        this.market = market;
        this.now = now;
    }

    /// @param right a call that would be taken, about an order that is not known, with a click
    static List<Refusal> of(Reward right, Market.Opened market, Instant now) {
        Refusals all = new Refusals(right, market, now);
        all.callers();
        all.forms();
        all.fields();
        return all.refusals;
    }

    private void callers() {
        String body = body().toString();
        Map<String, String> signed = CallText.signature(market.secret(), now, body);
        add("no proof", 401, post(Map.of("content-type", "application/json"), body));
        add("a wrong signature", 401, post(signed, body.replace("occurred_at", "occurred_At")));
        add(
                "a stale signature",
                401,
                post(CallText.signature(market.secret(), now.minus(Duration.ofSeconds(400)), body), body));
        Map<String, String> both = new HashMap<>(signed);
        both.put("authorization", "Bearer " + market.token().reveal() + "x");
        add("a wrong token beside the signature", 401, post(both, body));
        add("a wrong token", 401, get("event=lead&order_id=X-1&token=pbt_no"));
    }

    private void forms() {
        String body = body().toString();
        Map<String, String> plain = new HashMap<>(CallText.signature(market.secret(), now, body));
        plain.put("content-type", "text/plain");
        add("another media type", 415, post(plain, body));
        signed("more than 256 KB", 413, body.replace("X-1", "X".repeat(300_000)));
        signed("no JSON", 400, body.substring(1));
        signed("a field twice", 400, body.replaceFirst("\\{", "{\"event\":\"sale\","));
        add(
                "a parameter twice",
                400,
                get("event=lead&order_id=X-1&tid=X-2&token=" + market.token().reveal()));
    }

    private void fields() {
        String token = right.click().orElseThrow().token();
        // One bit of the affiliate; the text stays as long as it was.
        char changed = token.charAt(20) == 'A' ? 'B' : 'A';
        field("click_id", "forged_click_id", token.substring(0, 20) + changed + token.substring(21));
        field(
                "click_id",
                "other_program",
                TestClick.of(5, 77)
                        .withTime(right.click().orElseThrow().clickedAt())
                        .click()
                        .clickId());
        field("amount", "", "1,5");
        field("amount", "", "-1");
        field("currency", "", "XXX");
        field("occurred_at", "in_the_future", now.plusSeconds(400).toString());
        field("occurred_at", "too_old", now.minus(Duration.ofDays(101)).toString());
        field("occurred_at", "", "2026-11-22T10:00:00");
    }

    private void field(String name, String code, String value) {
        String body = body().put(name, value).toString();
        refusals.add(
                new Refusal(name + " " + value, 422, code, post(CallText.signature(market.secret(), now, body), body)));
    }

    private void signed(String why, int status, String body) {
        add(why, status, post(CallText.signature(market.secret(), now, body), body));
    }

    private void add(String why, int status, APIGatewayV2HTTPEvent call) {
        refusals.add(new Refusal(why, status, "", call));
    }

    private ObjectNode body() {
        return CallText.json(right).put("order_id", "X-1");
    }

    private APIGatewayV2HTTPEvent post(Map<String, String> headers, String body) {
        return CallText.http("POST", "/postbacks/" + right.key().program(), "", headers, body);
    }

    private APIGatewayV2HTTPEvent get(String query) {
        return CallText.http("GET", "/postbacks/" + right.key().program(), query, Map.of(), "");
    }
}

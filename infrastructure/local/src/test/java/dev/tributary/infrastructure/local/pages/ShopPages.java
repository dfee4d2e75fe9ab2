package dev.tributary.infrastructure.local.pages;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;

/// A shop in a browser whose pages have `/tributary.js` on them, and links and forms to try. They allow no script but
/// the shop's files and the platform's.
final class ShopPages implements AutoCloseable {
    /// As long as one of ours.
    static final String CLICK = "AQ-_".repeat(26) + "x1x";

    static final String OTHER = "BQ-_".repeat(26) + "x2x";
    static final String PROGRAM = "prg_0000000000001";
    static final Duration SOON = Duration.ofSeconds(20);

    private static final String BODY = """
        <p><a id=pay href="https://pay.example/cart?item=1#top"><b>Pay</b></a>
        <a id=insecure href="http://pay.example/">x</a> <a id=below href="https://x.pay.example/">x</a>
        <a id=port href="https://pay.example:8443/">x</a> <a id=other href="https://other.example/cart">x</a>
        <a id=own href="/cart">x</a> <a id=broken href="https://[">x</a> <a id=script href="javascript:void(0)">x</a></p>
        <form id=order method=post action="/order"><input name=action value=x>
          <button id=here>x</button><button id=elsewhere formaction="https://other.example/order">x</button>
          <button id=asked formmethod=get>x</button></form>
        <form id=search action="/search"><input name=q value=shoes><button>x</button></form>
        <form id=checkout action="https://pay.example/start"><button>x</button></form>
        <form id=foreign method=post action="https://other.example/start"><button>x</button></form>
        """;

    private final Chromium browser;
    private final Storefront shop;
    private final Seeded seeded;

    private ShopPages(Chromium browser, Storefront shop, Seeded seeded) {
        this.browser = browser;
        this.shop = shop;
        this.seeded = seeded;
    }

    static ShopPages start(Path folder) throws Exception {
        Storefront shop = Storefront.start(folder);
        Chromium browser = Chromium.start("the shops' script in a browser", shop.rules());
        Seeded seeded = Seeded.start(folder);
        HttpRequest script = HttpRequest.newBuilder(URI.create(seeded.machine().baseUrl() + "/tributary.js"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            shop.script(
                    "/tributary.js",
                    client.send(script, BodyHandlers.ofString()).body());
        }
        return new ShopPages(browser, shop, seeded);
    }

    Chromium browser() {
        return browser;
    }

    Storefront shop() {
        return shop;
    }

    Seeded seeded() {
        return seeded;
    }

    /// Nobody has been here.
    void begin() {
        shop.page("/blank", "<!doctype html>", Map.of());
        browser.open(Storefront.SHOP + "/blank");
        browser.forgetPeople();
        browser.noted();
        shop.forget();
    }

    /// Text in which CLICK, OTHER and PROGRAM stand for theirs.
    static String named(String text) {
        return text.replace("CLICK", CLICK).replace("OTHER", OTHER).replace("PROGRAM", PROGRAM);
    }

    /// @param tags in the head: the scripts
    void page(String path, String tags, String body) {
        String platforms = Storefront.PLATFORM + " " + seeded.machine().baseUrl();
        String policy = "default-src 'none'; script-src 'self' " + platforms + "; connect-src " + platforms
                + "; frame-src 'self'; base-uri 'none'; form-action 'self' https://pay.example https://other.example;"
                + " require-trusted-types-for 'script'; trusted-types 'none'";
        shop.page(
                path,
                "<!doctype html><html lang=en><head><title>Shop</title>" + tags + "</head><body>" + body + BODY,
                Map.of("content-security-policy", policy));
    }

    /// Runs in the page before the script does.
    void before(String text) {
        shop.script("/early.js", text);
    }

    static String tag(String platform, String attributes) {
        return "<script src=/early.js></script><script async src=\"" + platform + "/tributary.js\" data-program="
                + PROGRAM + " data-checkout=\"pay.example x.example\" " + attributes + "></script>";
    }

    /// A page with the script, when it has run.
    /// @param address `/?click_id=...`
    void open(String address, String attributes) {
        open(Storefront.PLATFORM, address, attributes);
    }

    void open(String platform, String address, String attributes) {
        page(address.replaceFirst("[?#].*", ""), tag(platform, attributes), "");
        browser.open(Storefront.SHOP + address);
        ready();
    }

    void ready() {
        Awaitility.await()
                .atMost(SOON)
                .until(() ->
                        browser.run("return typeof window.tributary?.convert").equals("function"));
    }

    /// When a code has become a click.
    String clicked() {
        return Awaitility.await().atMost(SOON).until(this::clickId, click -> !click.isEmpty());
    }

    String clickId() {
        // As a shop that writes it into a text: never null.
        return String.valueOf(browser.run("return String(tributary.clickId())"));
    }

    Optional<Cookie> cookie(String name) {
        return Optional.ofNullable(browser.driver().manage().getCookieNamed(name));
    }

    /// What the cookie click_id says; empty without one.
    String kept() {
        return cookie("click_id").map(Cookie::getValue).orElse("");
    }

    void keep(String click) {
        if (!click.isEmpty()) {
            browser.run("document.cookie = `click_id=${arguments[0]};path=/;secure`", click);
        }
    }

    /// As a person does.
    void press(String selector) {
        browser.driver().findElement(By.cssSelector(selector)).click();
    }

    /// The only call that the shop or another site has got since.
    String arrived() {
        Awaitility.await().atMost(SOON).until(() -> !shop.seen().isEmpty());
        return shop.seen().toString().replaceFirst("^\\[(.*)]$", "$1");
    }

    /// What a call of the page's own script comes to.
    String convert(String order) {
        return String.valueOf(Objects.requireNonNull(browser.driver()
                .executeAsyncScript("tributary.convert(" + order + ").then(arguments[arguments.length - 1])")));
    }

    @Override
    public void close() {
        seeded.close();
        browser.close();
        shop.close();
    }
}

package dev.tributary.infrastructure.local.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.infrastructure.local.house.LeftOut;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/// One browser with one tab, which notes what goes wrong in it. Scripts of a test go in by the browser's protocol,
/// so that the pages keep their policy against scripts.
final class Chromium implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AXE = axe();
    private static final int HEIGHT = 900;

    /// Counts calls that are not answered yet, and leaves room to note each file that is loaded.
    private static final String AT_THE_START = """
        window.openCalls = 0;
        const call = window.fetch;
        window.fetch = (...all) => { window.openCalls++; return call(...all).finally(() => { window.openCalls--; }); };
        performance.setResourceTimingBufferSize(5000);
        """;

    /// Ready is: the page's element stands there, nothing is asked for, loaded or sent, four looks in a row.
    private static final String SETTLED = """
        const [selector, end, done] = [arguments[0], performance.now() + arguments[1], arguments[2]];
        let calm = 0, files = -1;
        // What stands in a closed part waits until somebody opens it.
        const waiting = () => [...document.querySelectorAll('.skeleton, [aria-busy=true]')].find(one => one.checkVisibility());
        (function look() {
          const loaded = performance.getEntriesByType('resource').length;
          const busy = window.openCalls || loaded !== files || document.readyState !== 'complete'
            || !document.querySelector(selector) || waiting();
          files = loaded;
          calm = busy ? 0 : calm + 1;
          if (calm === 4) done('');
          else if (performance.now() > end) {
            const shown = (document.querySelector('main') ?? document.body).innerText.slice(0, 300);
            done(`no ${selector} in peace, ${window.openCalls} calls, ${waiting()?.outerHTML.slice(0, 100) ?? ''}: ${shown}`);
          }
          else setTimeout(look, 20);
        })();
        """;

    private static final String SHIFT = """
        const done = arguments[0];
        let sum = 0;
        const add = list => list.filter(one => !one.hadRecentInput).forEach(one => { sum += one.value; });
        const seen = new PerformanceObserver(list => add(list.getEntries()));
        seen.observe({type: 'layout-shift', buffered: true});
        setTimeout(() => { add(seen.takeRecords()); seen.disconnect(); done(sum); }, 20);
        """;

    private static final String FINDINGS = """
        const done = arguments[0];
        axe.run(document, {resultTypes: ['violations']}).then(found => done(found.violations
          .filter(one => ['serious', 'critical'].includes(one.impact))
          .map(one => `${one.impact} ${one.id}: ${one.nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(' ')}`)),
          failure => done([String(failure)]));
        """;

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    /// @param what is left out where there is no browser: `the pages in a browser`
    static Chromium start(String what) {
        return start(what, "--no-first-run");
    }

    /// @param arguments of the browser, where sites stand for example
    static Chromium start(String what, String... arguments) {
        LeftOut.unlessInstalled(what, "chromium", "chromedriver");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(LeftOut.find("chromium").orElseThrow().toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
        options.addArguments("--disable-extensions", "--disable-background-networking", "--no-first-run");
        // A page is as wide as its window on every desktop, too.
        options.addArguments("--hide-scrollbars");
        options.addArguments(arguments);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(
                        LeftOut.find("chromedriver").orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(30)).pageLoadTimeout(Duration.ofSeconds(30));
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", AT_THE_START));
        return new Chromium(driver);
    }

    /// As a person does: the link, then its button.
    void signIn(String url) {
        driver.get(url);
        driver.findElement(By.tagName("button")).click();
        arrive();
    }

    /// In the pages, after a button that leads there: a script that runs before would be lost on the way.
    void arrive() {
        reach("/app");
        settle("trb-app main h1");
    }

    /// Waits for an address with this in it: what is there may still be on its way.
    void reach(String part) {
        new WebDriverWait(driver, Duration.ofSeconds(30)).until(ExpectedConditions.urlContains(part));
    }

    /// Waits until this says that, as it does some time after a press.
    void see(String selector, String words) {
        new WebDriverWait(driver, Duration.ofSeconds(30))
                .withMessage(() -> words + " in " + selector + " of " + text("body"))
                .until(now -> String.valueOf(
                                run("return document.querySelector(arguments[0])?.innerText ?? ''", selector))
                        .contains(words));
    }

    /// The session's cookie, to be the same person again.
    String session() {
        return Objects.requireNonNull(driver.manage().getCookieNamed("tributary"))
                .getValue();
    }

    void be(String baseUrl, String session) {
        cookie(baseUrl, "tributary", session);
    }

    void speak(String baseUrl, String language) {
        cookie(baseUrl, "tributary-language", language);
    }

    private void cookie(String baseUrl, String name, String value) {
        driver.executeCdpCommand("Network.setCookie", Map.of("url", baseUrl, "name", name, "value", value));
    }

    void look(Look.Scheme scheme, Look.Width width) {
        List<Map<String, String>> features = List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme.name().toLowerCase(Locale.ROOT)),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"));
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", features));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width.pixels, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
    }

    void forgetFiles() {
        driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
    }

    void forgetPeople() {
        driver.manage().deleteAllCookies();
    }

    void open(String url) {
        driver.get(url);
    }

    /// Waits until a page is there and at rest.
    /// @throws AssertionError with what is shown instead
    void settle(String selector) {
        String failure = (String) driver.executeAsyncScript(SETTLED, selector, 15_000);
        if (failure != null && !failure.isEmpty()) {
            throw new AssertionError(driver.getCurrentUrl() + ": " + failure + " " + wrongs());
        }
    }

    /// What was noted since the last call.
    /// @param wrongs errors of the console, calls that were refused or failed
    /// @param bytes that came over the network, heads included
    record Noted(List<String> wrongs, long bytes) {}

    Noted noted() {
        List<String> wrongs = new ArrayList<>();
        driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(line -> line.getLevel().intValue() >= Level.SEVERE.intValue())
                .forEach(line -> wrongs.add("console: " + line.getMessage()));
        long bytes = 0;
        for (var line : driver.manage().logs().get(LogType.PERFORMANCE).getAll()) {
            JsonNode message = parse(line.getMessage()).path("message");
            JsonNode params = message.path("params");
            switch (message.path("method").asText()) {
                case "Network.loadingFinished" ->
                    bytes += params.path("encodedDataLength").asLong();
                case "Network.responseReceived" -> {
                    JsonNode response = params.path("response");
                    if (response.path("status").asInt() >= 400) {
                        wrongs.add(response.path("status") + " "
                                + response.path("url").asText());
                    }
                }
                case "Network.loadingFailed" -> {
                    if (!params.path("canceled").asBoolean()) {
                        wrongs.add("failed: " + params.path("type").asText() + " "
                                + params.path("errorText").asText());
                    }
                }
                default -> {}
            }
        }
        return new Noted(wrongs, bytes);
    }

    private List<String> wrongs() {
        return noted().wrongs();
    }

    /// How far what stood there has moved since the page was opened (Layout Instability, 4.1).
    double shift() {
        return ((Number) Objects.requireNonNull(driver.executeAsyncScript(SHIFT))).doubleValue();
    }

    /// What stands in nobody's way is left out: findings of axe that are serious or critical.
    List<String> barriers() {
        driver.executeScript(AXE);
        Object found = driver.executeAsyncScript(FINDINGS);
        return ((List<?>) Objects.requireNonNull(found))
                .stream().map(String::valueOf).toList();
    }

    /// What a function's body returns when what has changed is laid out, charts included.
    Object inPeace(String body) {
        String script = "const done = arguments[0]; const say = () => {" + body + "};"
                + " requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(say()))));";
        return Objects.requireNonNullElse(driver.executeAsyncScript(script), "");
    }

    Object run(String script, Object... arguments) {
        return Objects.requireNonNullElse(driver.executeScript(script, arguments), "");
    }

    String text(String selector) {
        return driver.findElement(By.cssSelector(selector)).getText();
    }

    boolean has(String selector) {
        return !driver.findElements(By.cssSelector(selector)).isEmpty();
    }

    ChromeDriver driver() {
        return driver;
    }

    /// What a page calls in the session of whoever is signed in.
    /// @return the answer
    String call(String tenant, String method, String path, String body) {
        return (String) Objects.requireNonNull(driver.executeAsyncScript("""
            const [tenant, method, path, body, done] = arguments;
            fetch(path, {method, body, headers: {'content-type': 'application/json', 'tributary-tenant': tenant,
              'tributary-request': 'page', 'idempotency-key': crypto.randomUUID()}}).then(answer => answer.text()).then(done);
            """, tenant, method, path, body));
    }

    /// Whoever has no mouse.
    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /// Presses Tab until this has the focus.
    /// @throws AssertionError when it is not reached, or when the focus cannot be seen
    void tabTo(String selector, int most) {
        for (int pressed = 0; pressed < most; pressed++) {
            if (Boolean.TRUE.equals(run("return document.activeElement.matches(arguments[0])", selector))) {
                return;
            }
            press(Keys.TAB);
        }
        throw new AssertionError(most + " times Tab do not lead to " + selector);
    }

    /// The whole page, not only what fits.
    void photograph(Path file) throws IOException {
        Object data = driver.executeCdpCommand(
                        "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true))
                .get("data");
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(String.valueOf(data)));
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// From its WebJar, whatever its version.
    private static String axe() {
        String version = "META-INF/maven/org.webjars.npm/axe-core/pom.properties";
        ClassLoader loader = Chromium.class.getClassLoader();
        try (InputStream properties = loader.getResourceAsStream(version)) {
            Properties read = new Properties();
            read.load(properties);
            String path = "META-INF/resources/webjars/axe-core/" + read.getProperty("version") + "/axe.min.js";
            try (InputStream script = loader.getResourceAsStream(path)) {
                return new String(Objects.requireNonNull(script, path).readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}

package dev.tributary.infrastructure.local.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every page that pages.js lists, for whom it is, and those for anybody, with something to show. Each is loaded in all
/// four languages,
/// in looks that change from page to page (`Look.of`), and then shown in the other scheme and width, too; the
/// overview is loaded in all sixteen looks. In each: no error in the console, no call that is refused, no missing
/// word, nothing wider than the window, nothing that moves. In English and once in another language, dark: no
/// serious finding of axe. The first load, with nothing kept, is small.
///
/// `-Dscreenshots=FOLDER` writes each page there, each time that it is shown.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PagesTest {
    private static final long MOST_BYTES = 250 * 1024;
    private static final double MOST_SHIFT = 0.02;
    private static final String SCREENSHOTS = System.getProperty("screenshots", "");

    private static Chromium browser;
    private static Seeded seeded;
    private static Map<String, String> places = Map.of();
    private static Map<String, String> sessions = Map.of();
    private static Map<String, String> tenants = Map.of();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        browser = Chromium.start("the pages in a browser");
        seeded = Seeded.start(folder);
        places = seeded.fill();
        var urls = seeded.demo().signInUrls().orElseThrow();
        browser.signIn(urls.merchant());
        String merchant = browser.session();
        String merchantTenant = tenant();
        // Whoever is signed in and signs in as another ends the first session.
        browser.forgetPeople();
        browser.signIn(urls.affiliate());
        sessions = Map.of("mer", merchant, "aff", browser.session());
        tenants = Map.of("mer", merchantTenant, "aff", tenant());
    }

    /// `mer_...` of `/app/mer_.../overview`
    private static String tenant() {
        return browser.driver().getCurrentUrl().split("/", -1)[4];
    }

    @AfterAll
    static void stop() {
        if (seeded != null) {
            seeded.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    static Stream<Arguments> pages() {
        List<PageList.Page> pages = Stream.concat(PageList.read().stream(), PageList.open().stream())
                .toList();
        return IntStream.range(0, pages.size()).mapToObj(at -> Arguments.of(pages.get(at), at));
    }

    @Test
    @Order(1)
    void listOfPages_isUnderstood() {
        assertThat(PageList.entries()).isPositive().isEqualTo(PageList.lines());
        assertThat(PageList.read()).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    @Order(2)
    void aPage_isSound(PageList.Page page, int number) throws IOException {
        List<String> wrong = new ArrayList<>();
        browser.be(seeded.machine().baseUrl(), sessions.getOrDefault(page.kind(), ""));
        boolean isEveryLook = page.file().equals("overview");
        List<Look> looks = isEveryLook ? Look.ALL : Look.of(number);
        // Those two that axe looks at: in English, and in the first other language that is dark.
        Look dark = looks.stream()
                .filter(look -> !look.language().equals("en") && look.isDark())
                .findFirst()
                .orElseThrow();
        browser.forgetFiles();
        for (Look look : looks) {
            boolean isFirst = look.equals(looks.getFirst());
            browser.noted();
            load(page, look, isFirst, wrong);
            if (isFirst || look.equals(dark) || isEveryLook) {
                browser.barriers().forEach(one -> wrong.add(look + ": " + one));
            }
            show(page, look, wrong);
            show(page, look.other(), wrong);
            browser.noted().wrongs().forEach(one -> wrong.add(look + ", shown: " + one));
        }
        assertThat(wrong).as("%s", page).isEmpty();
    }

    private static void load(PageList.Page page, Look look, boolean isFirst, List<String> wrong) {
        browser.speak(seeded.machine().baseUrl(), look.language());
        browser.look(look.scheme(), look.width());
        browser.open(address(page));
        browser.settle(page.heading());
        Chromium.Noted noted = browser.noted();
        noted.wrongs().forEach(one -> wrong.add(look + ": " + one));
        double shift = browser.shift();
        if (shift >= MOST_SHIFT) {
            wrong.add(look + ": moves by " + shift);
        }
        if (isFirst && noted.bytes() >= MOST_BYTES) {
            wrong.add(look + ": the first load takes " + noted.bytes() + " bytes");
        }
    }

    private static void show(PageList.Page page, Look look, List<String> wrong) throws IOException {
        browser.look(look.scheme(), look.width());
        String found = String.valueOf(browser.inPeace("""
            const all = [];
            if (document.documentElement.scrollWidth > innerWidth) {
              all.push('wider than the window by ' + (document.documentElement.scrollWidth - innerWidth));
            }
            if (window.hacked || document.querySelector('img[src=x]')) all.push('a script that was stored runs');
            document.querySelectorAll('.problem').forEach(one => all.push('says ' + one.innerText));
            if (!document.title.endsWith('Tributary')) all.push('is called ' + document.title);
            return all.join('; ');
            """));
        if (!found.isEmpty()) {
            wrong.add(look + ": " + found);
        }
        if (!SCREENSHOTS.isEmpty()) {
            String name = page.kind() + "-" + page.file() + "-" + look + ".png";
            browser.photograph(Seeded.ROOT.resolve(SCREENSHOTS).resolve(name));
        }
    }

    private static String address(PageList.Page page) {
        String path = page.path();
        for (Map.Entry<String, String> place : places.entrySet()) {
            path = path.replace(":" + place.getKey(), place.getValue());
        }
        assertThat(path).as("each place of %s has an id", page).doesNotContain(":");
        if (page.isOpen()) {
            return seeded.machine().baseUrl() + "/" + path;
        }
        return seeded.machine().baseUrl() + "/app/" + tenants.get(page.kind()) + "/" + path;
    }
}

package dev.tributary.api;

import dev.tributary.domain.creative.Creative;
import dev.tributary.domain.creative.Creatives;
import dev.tributary.domain.creative.ImageHosts;
import dev.tributary.domain.link.LandingUrl;
import dev.tributary.domain.program.Program;
import dev.tributary.domain.terms.Group;
import dev.tributary.infrastructure.lambda.FieldReader;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The fields of a creative's body, each judged where it is there. `is not on` a domain or a host is said with
/// the program at hand.
final class CreativeFields {
    static final String TITLE = "title";
    static final String IMAGE = "image";
    static final String LANDING = "landing_url";
    static final String LANGUAGES = "languages";
    static final String GROUPS = "groups";
    static final String STATE = "state";

    private static final String ACTIVE = "active";
    private static final String RETIRED = "retired";

    private CreativeFields() {}

    static Optional<Boolean> active(String state) {
        return state.equals(ACTIVE) || state.equals(RETIRED) ? Optional.of(state.equals(ACTIVE)) : Optional.empty();
    }

    static String state(boolean active) {
        return active ? ACTIVE : RETIRED;
    }

    static Optional<String> title(FieldReader body) {
        return Prose.line(body, TITLE, Creative.MAX_TITLE_LENGTH);
    }

    /// All of an image, or what is wrong with it.
    static Optional<Creative.Image> image(FieldReader body) {
        if (!body.has(IMAGE)) {
            body.isNull(IMAGE);
            return Optional.empty();
        }
        FieldReader image = body.object(IMAGE);
        Optional<LandingUrl> url = image.required("url", image.text("url", LandingUrl::parse));
        Optional<Integer> width = side(image, "width");
        Optional<Integer> height = side(image, "height");
        Optional<String> alt = image.required("alt", Prose.line(image, "alt", Creative.MAX_ALT_LENGTH));
        return url.flatMap(from -> width.flatMap(
                wide -> height.flatMap(high -> alt.map(said -> new Creative.Image(from, wide, high, said)))));
    }

    private static Optional<Integer> side(FieldReader image, String name) {
        Optional<Integer> side = image.required(name, image.whole(name));
        if (side.filter(pixels -> pixels < 1 || pixels > Creative.MAX_SIDE).isPresent()) {
            image.fault(name, "out_of_range", "A side is 1 to " + Creative.MAX_SIDE + " pixels.");
            return Optional.empty();
        }
        return side;
    }

    static Set<String> languages(FieldReader body) {
        return new HashSet<>(body.texts(
                LANGUAGES,
                Creative.MAX_LANGUAGES,
                text -> Creative.isLanguage(text) ? Optional.of(text) : Optional.empty()));
    }

    static Set<Group> groups(FieldReader body) {
        return new HashSet<>(body.texts(GROUPS, Creative.MAX_GROUPS, Texts::group));
    }

    /// Notes an address that is on none of the program's domains, or an image from a host that nobody named.
    static void requireOnHosts(
            FieldReader body,
            Program program,
            Creatives creatives,
            Optional<Creative.Image> image,
            Optional<LandingUrl> landing) {
        if (landing.filter(url -> !program.landingDomains().contains(url.host()))
                .isPresent()) {
            body.fault(LANDING, "other_domain", "This is not on a landing domain of the program.");
        }
        if (image.isPresent()
                && !program.landingDomains().contains(image.get().url().host())) {
            List<String> hosts = creatives
                    .hosts(program.id())
                    .map(found -> found.value().hosts())
                    .orElse(List.of());
            if (!hosts.contains(image.get().url().host())) {
                body.fault(IMAGE + ".url", "other_host", "The program names no such host for images.");
            }
        }
    }

    static ImageHosts hosts(FieldReader body, Program program) {
        List<String> hosts = body.texts(
                "hosts", ImageHosts.MOST, text -> Program.isHost(text) ? Optional.of(text) : Optional.empty());
        if (!body.has("hosts")) {
            body.fault("hosts", FieldReader.MISSING, "This field is required here.");
        }
        return new ImageHosts(program.id(), hosts);
    }
}

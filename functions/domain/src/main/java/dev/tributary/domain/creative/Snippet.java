package dev.tributary.domain.creative;

import dev.tributary.domain.language.Html;
import dev.tributary.domain.link.Link;
import dev.tributary.domain.link.PercentEncoding;
import dev.tributary.domain.program.Program;

/// What an affiliate pastes into a page:
/// ```
/// <a href="https://go.example/r/anna" rel="sponsored"><img src="..." width="300" height="250" alt="..."></a>
/// ```
/// Every value stands between quotes and is escaped, so that none leaves its place.
public final class Snippet {
    private Snippet() {}

    /// @param base of the redirect, as `https://go.example`
    public static String of(Creative creative, Program program, Link link, String base) {
        String shown = creative.content()
                .image()
                .map(Snippet::image)
                .orElseGet(() -> Html.escaped(creative.content().title()));
        return "<a href=\"" + Html.escaped(address(creative, program, link, base)) + "\" rel=\"sponsored\">" + shown
                + "</a>";
    }

    /// A landing page that is on none of the program's domains any more would be refused on the way; then the
    /// link leads where it leads by itself.
    private static String address(Creative creative, Program program, Link link, String base) {
        String way = base + "/r/" + link.code();
        return creative.content()
                .landing()
                .filter(url -> program.landingDomains().contains(url.host()) && !url.equals(link.destination()))
                .map(url -> way + "?url=" + PercentEncoding.encode(url.toString()))
                .orElse(way);
    }

    private static String image(Creative.Image image) {
        return "<img src=\"" + Html.escaped(image.url().toString()) + "\" width=\"" + image.width() + "\" height=\""
                + image.height() + "\" alt=\"" + Html.escaped(image.alt()) + "\">";
    }
}
